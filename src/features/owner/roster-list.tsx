import { Search, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { EmptyState } from "../../components/ui/empty-state";
import { Input } from "../../components/ui/input";
import { Skeleton } from "../../components/ui/skeleton";
import { extentOf, matching, withChosen, type Choice } from "./roster";
import { RosterRow } from "./roster-row";
import type { RosterMember } from "./use-roster";

/** Rows at a time: whoever looks for somebody further down searches. */
const SHOWN = 25;

type RosterListProps = {
  /** Undefined while they are loading. */
  members: RosterMember[] | undefined;
  chosen: Choice;
  onChoose: (chosen: Choice) => void;
};

/** All members with a box to choose each, and one to choose all that a search finds. */
export function RosterList({ members, chosen, onChoose }: RosterListProps) {
  const { t } = useTranslation("owner");
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState(SHOWN);
  if (members === undefined) return <Skeleton className="h-[36rem] rounded-2xl" />;
  if (members.length === 0) {
    return (
      <Card>
        <EmptyState icon={Users} title={t("roster.none")} text={t("roster.noneText")} />
      </Card>
    );
  }
  const found = matching(members, search);
  const hidden = Math.min(SHOWN, found.length - shown);
  return (
    <Card className="overflow-hidden">
      <div className="flex flex-col gap-3 p-4 sm:p-5">
        <SearchField
          value={search}
          onChange={(next) => {
            setSearch(next);
            setShown(SHOWN);
          }}
        />
        <ChooseAll
          isSearch={search.trim() !== ""}
          ids={found.map(({ id }) => id)}
          chosen={chosen}
          onChoose={onChoose}
        />
      </div>
      {found.length === 0 && (
        <EmptyState icon={Search} title={t("roster.noMatch")} text={t("roster.noMatchText")} />
      )}
      <ul aria-label={t("roster.label")} className="divide-y divide-line border-t border-line">
        {found.slice(0, shown).map((member) => (
          <RosterRow
            key={member.id}
            member={member}
            isChosen={chosen.has(member.id)}
            onChoose={(isChosen) => onChoose(withChosen(chosen, [member.id], isChosen))}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <div className="flex justify-center border-t border-line p-3">
          <Button look="quiet" onClick={() => setShown(shown + SHOWN)}>
            {t("roster.more", { count: hidden })}
          </Button>
        </div>
      )}
    </Card>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (search: string) => void }) {
  const { t } = useTranslation("owner");
  return (
    <div className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-4 text-muted"
      />
      <Input
        type="search"
        name="search"
        aria-label={t("roster.search")}
        placeholder={t("roster.placeholder")}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="ps-10"
      />
    </div>
  );
}

type ChooseAllProps = {
  isSearch: boolean;
  ids: Id<"memberSettings">[];
  chosen: Choice;
  onChoose: (chosen: Choice) => void;
};

function ChooseAll({ isSearch, ids, chosen, onChoose }: ChooseAllProps) {
  const { t } = useTranslation("owner");
  const extent = extentOf(chosen, ids);
  return (
    <div className="flex min-h-11 items-center justify-between gap-4">
      <label className="flex min-h-11 cursor-pointer items-center gap-4 font-medium">
        <input
          type="checkbox"
          data-testid="choose-all"
          disabled={ids.length === 0}
          checked={extent === "all"}
          ref={(box) => {
            // "Some" exists only as a property of the element, not in HTML.
            if (box) box.indeterminate = extent === "some";
          }}
          onChange={() => onChoose(withChosen(chosen, ids, extent !== "all"))}
          className="size-5 shrink-0 accent-accent"
        />
        {t(isSearch ? "roster.allFound" : "roster.all")}
      </label>
      <p aria-live="polite" className="text-sm tabular-nums text-muted">
        {t(isSearch ? "roster.found" : "roster.count", { count: ids.length })}
      </p>
    </div>
  );
}
