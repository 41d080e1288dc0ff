import { useQuery } from "convex/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Card } from "../../components/ui/card";
import { Skeleton } from "../../components/ui/skeleton";
import { ChangeProgress, type BulkChange } from "./change-progress";
import { useChangeWords } from "./use-change-words";
import type { RosterMember } from "./use-roster";

type RecentChangesProps = {
  tenantSlug: string;
  members: readonly RosterMember[];
  /** The change that was just started here, if any: its progress is where the reader looks next. */
  applied: Id<"bulkChanges"> | null;
  onChoose: (ids: Id<"memberSettings">[]) => void;
};

/** The last changes of many members, with how far each has come; live, and the same after a reload. */
export function RecentChanges({ tenantSlug, members, applied, onChoose }: RecentChangesProps) {
  const { t } = useTranslation("owner");
  const changes = useQuery(api.availability.bulk.listRecent, { tenantSlug });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (applied !== null) heading.current?.focus();
  }, [applied]);
  return (
    <Card className="flex flex-col gap-4 p-5">
      <h2 ref={heading} tabIndex={-1} className="scroll-mt-6 text-heading">
        {t("recent.title")}
      </h2>
      {changes === undefined && <Skeleton className="h-20" />}
      {changes?.length === 0 && <p className="text-sm text-muted">{t("recent.none")}</p>}
      <Announcement newest={changes?.[0]} />
      <ul className="-my-4 divide-y divide-line empty:hidden">
        {changes?.map((change) => (
          <ChangeProgress key={change.id} row={change} members={members} onChoose={onChoose} />
        ))}
      </ul>
    </Card>
  );
}

/** Says to screen readers how the newest change goes: at its start, at each quarter and at its end, not at every batch. */
function Announcement({ newest }: { newest: BulkChange | undefined }) {
  const { t } = useTranslation("owner");
  const words = useChangeWords();
  const sentences: string[] = [];
  if (newest) {
    const { total, failures, finishedAt } = newest;
    const change = words.change(newest.change);
    const quarters = Math.floor((newest.done / total) * 4);
    const done = Math.floor((total * quarters) / 4);
    if (finishedAt === null) sentences.push(t("recent.saidRunning", { change, done, total }));
    else sentences.push(t("recent.saidDone", { change, count: total - failures.length }));
    if (finishedAt !== null && failures.length > 0) {
      sentences.push(t("recent.saidFailed", { count: failures.length }));
    }
  }
  return (
    <p role="status" data-testid="change-status" className="sr-only">
      {sentences.join(" ")}
    </p>
  );
}
