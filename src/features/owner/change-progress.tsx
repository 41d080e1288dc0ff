import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import type { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Badge } from "../../components/ui/badge";
import { Button } from "../../components/ui/button";
import { useReaderZone } from "../../lib/reader-zone";
import { useZoneClock, yearOf } from "../../lib/zone-clock";
import { useChangeWords } from "./use-change-words";
import type { RosterMember } from "./use-roster";

export type BulkChange = FunctionReturnType<typeof api.availability.bulk.listRecent>[number];

type ChangeProgressProps = {
  row: BulkChange;
  members: readonly RosterMember[];
  onChoose: (ids: Id<"memberSettings">[]) => void;
};

/** One change of many members: what, since when, how far, and who could not be changed and why. */
export function ChangeProgress({ row, members, onChoose }: ChangeProgressProps) {
  const { t } = useTranslation("owner");
  const words = useChangeWords();
  const change = words.change(row.change);
  const isRunning = row.finishedAt === null;
  return (
    <li data-testid="bulk-change" data-finished={!isRunning} className="flex flex-col gap-2 py-4">
      <div className="flex items-start justify-between gap-3">
        <p className="text-[0.9375rem] font-medium">{change}</p>
        <Badge tone={isRunning ? "calm" : "good"}>
          {t(isRunning ? "recent.running" : "recent.finished")}
        </Badge>
      </div>
      <div
        role="progressbar"
        aria-label={t("recent.progress", { change })}
        aria-valuemin={0}
        aria-valuemax={row.total}
        aria-valuenow={row.done}
        className="h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-300"
          style={{ width: `${(row.done / row.total) * 100}%` }}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        <span className="tabular-nums">
          {t("recent.done", { done: row.done, total: row.total })}
        </span>
        <Started at={row.startedAt} />
      </div>
      {row.failures.length > 0 && <Failures {...{ row, members, onChoose }} />}
    </li>
  );
}

function Started({ at }: { at: number }) {
  const [zone] = useReaderZone("UTC");
  const format = useZoneClock(zone, [yearOf(at)])?.at(at);
  return <span>{format && `${format.shortDate(at)}, ${format.time(at)}`}</span>;
}

function Failures({ row, members, onChoose }: ChangeProgressProps) {
  const { t } = useTranslation("owner");
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const remaining = row.failures.map(({ memberId }) => memberId).filter((id) => names.has(id));
  return (
    <div className="flex flex-col items-start gap-2 rounded-xl bg-danger-soft px-3.5 py-3 text-sm">
      <p className="font-semibold text-danger">
        {t("recent.failed", { count: row.failures.length })}
      </p>
      <ul className="flex max-h-48 w-full flex-col gap-1.5 overflow-y-auto">
        {row.failures.map(({ memberId, code }) => (
          <li key={memberId} data-testid="failure">
            <span className="font-medium">{names.get(memberId) ?? t("recent.gone")}</span>{" "}
            <FailureReason code={code} />
          </li>
        ))}
      </ul>
      {remaining.length > 0 && (
        <Button size="small" look="outline" onClick={() => onChoose(remaining)}>
          {t("recent.chooseFailed", { count: remaining.length })}
        </Button>
      )}
    </div>
  );
}

/** Why a member could not be changed: as said of another person, or else as the refusal itself says it. */
function FailureReason({ code }: { code: string }) {
  const { t, i18n } = useTranslation("owner");
  const { t: common } = useTranslation();
  const own = `recent.failures.${code}`;
  if (!i18n.exists(own, { ns: "owner" })) return common(`errors.${code}` as "errors.INVALID_INPUT");
  return t(own as "recent.failures.NOT_FOUND");
}
