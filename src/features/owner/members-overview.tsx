import { useTranslation } from "react-i18next";
import type { Id } from "../../../convex/_generated/dataModel";
import { ChosenBar } from "./chosen-bar";
import { MovedBookings } from "./moved-bookings";
import { RecentChanges } from "./recent-changes";
import type { Choice } from "./roster";
import { RosterList } from "./roster-list";
import type { RosterMember } from "./use-roster";

type MembersOverviewProps = {
  tenantSlug: string;
  /** Undefined while they are loading. */
  members: RosterMember[] | undefined;
  chosen: Choice;
  onChoose: (chosen: Choice) => void;
  onChange: () => void;
  /** The change that was just started, if any. */
  applied: Id<"bulkChanges"> | null;
};

/** All members to choose among, and beside them what was changed and what moved by itself. */
export function MembersOverview(props: MembersOverviewProps) {
  const { tenantSlug, members, chosen, onChoose, onChange, applied } = props;
  const { t } = useTranslation("owner");
  return (
    <div className="flex flex-col gap-6">
      <header>
        <h1 className="text-title">{t("title")}</h1>
        <p className="text-muted">{t("text")}</p>
      </header>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <RosterList {...{ members, chosen, onChoose }} />
          {chosen.size > 0 && (
            <ChosenBar
              count={chosen.size}
              onClear={() => onChoose(new Set())}
              onChange={onChange}
            />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <RecentChanges
            {...{ tenantSlug, members: members ?? [], applied }}
            onChoose={(ids) => onChoose(new Set(ids))}
          />
          <MovedBookings {...{ tenantSlug, members: members ?? [] }} />
        </div>
      </div>
    </div>
  );
}
