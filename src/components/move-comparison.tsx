import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { readsDifferently, type ZoneClock } from "../lib/zone-clock";

type MoveComparisonProps = {
  /** Epoch milliseconds. */
  from: { start: number; end: number };
  /** The new start; null while none is chosen. */
  to: number | null;
  clock: ZoneClock;
  /** The other side's clock and the name it is shown under. */
  other?: { clock: ZoneClock; name: string } | null | undefined;
};

/** Where a booking stands and where it would go, side by side. */
export function MoveComparison({ from, to, clock, other }: MoveComparisonProps) {
  const { t } = useTranslation();
  const place = to === null ? null : { start: to, end: to + from.end - from.start };
  return (
    <div className="flex flex-col gap-2">
      <dl
        data-testid="move-comparison"
        className="grid grid-cols-[1fr_auto_1fr] gap-2 rounded-2xl bg-sunken p-4"
      >
        <Place term={t("move.from")} place={from} {...{ clock, other }} />
        <ArrowRight aria-hidden className="size-5 self-center text-muted rtl:rotate-180" />
        <Place term={t("move.to")} place={place} {...{ clock, other }} isNew />
      </dl>
      <p className="text-sm text-muted">
        {clock
          .at(from.start)
          .zone(place?.start ?? from.start)
          .replaceAll("_", " ")}
      </p>
    </div>
  );
}

type PlaceProps = Pick<MoveComparisonProps, "clock" | "other"> & {
  term: string;
  place: { start: number; end: number } | null;
  isNew?: boolean;
};

function Place({ term, place, clock, other, isNew = false }: PlaceProps) {
  const { t } = useTranslation();
  const theirs =
    place && other && readsDifferently(clock, other.clock, place.start)
      ? other.clock.at(place.start)
      : null;
  const format = place && clock.at(place.start);
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className={isNew ? "font-semibold text-accent-text" : "font-semibold"}>
        {place && format ? (
          <>
            <span className="block">{format.shortDate(place.start)}</span>
            <span className="block tabular-nums">{format.range(place.start, place.end)}</span>
          </>
        ) : (
          <span className="text-muted">{t("move.none")}</span>
        )}
        {place && other && theirs && (
          <span className="mt-1 block text-sm font-normal text-muted">
            {t("move.theirs", {
              name: other.name,
              time: `${theirs.shortDate(place.start)}, ${theirs.time(place.start)}`,
            })}
          </span>
        )}
      </dd>
    </div>
  );
}
