import { CalendarDays } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Avatar } from "../../components/ui/avatar";
import { Badge } from "../../components/ui/badge";
import { zoneCity } from "../../lib/zone-city";
import type { RosterMember } from "./use-roster";

type RosterRowProps = {
  member: RosterMember;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
};

/** One member; a press anywhere on the row but on the way to their bookings chooses. */
export function RosterRow({ member, isChosen, onChoose }: RosterRowProps) {
  const { t } = useTranslation("owner");
  const { slug, name, title, photoUrl, timezone, status } = member;
  return (
    <li data-testid="roster-member" className="flex items-stretch">
      <label className="flex min-h-16 min-w-0 flex-1 cursor-pointer items-center gap-4 px-4 py-2.5 transition-colors hover:bg-sunken has-checked:bg-sunken sm:px-5">
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={name}
          onChange={({ target }) => onChoose(target.checked)}
          className="size-5 shrink-0 accent-accent"
        />
        <Avatar name={name} photoUrl={photoUrl} className="size-10 text-sm max-sm:hidden" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-sm text-muted">
            {[title, zoneCity(timezone)].filter((part) => part !== "").join(" · ")}
          </span>
        </span>
        <Badge tone={status === "active" ? "good" : "calm"}>{t(`roster.status.${status}`)}</Badge>
      </label>
      <Link
        href={`/dashboard/members/${slug}`}
        aria-label={t("roster.bookings", { name })}
        title={t("roster.bookings", { name })}
        className="grid w-14 shrink-0 place-items-center text-muted transition-colors hover:bg-sunken hover:text-ink"
      >
        <CalendarDays aria-hidden className="size-5" />
      </Link>
    </li>
  );
}
