import { CalendarDays, Clock3 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { zoneCity } from "../lib/zone-city";
import { readsDifferently, type ZoneClock } from "../lib/zone-clock";

type WhenProps = {
  start: number;
  end: number;
  clock: ZoneClock;
  /** The other side's clock and the name it is shown under. */
  other?: { clock: ZoneClock; name: string } | null | undefined;
};

/** A date and time in the reader's zone, and in the other side's where it reads differently. */
export function When({ start, end, clock, other }: WhenProps) {
  const { t } = useTranslation();
  const format = clock.at(start);
  return (
    <dl className="flex flex-col gap-2 text-[0.9375rem]">
      <div className="flex gap-2.5">
        <dt>
          <CalendarDays aria-hidden className="mt-0.5 size-5 text-accent-text" />
          <span className="sr-only">{t("when.date")}</span>
        </dt>
        <dd className="font-semibold">{format.date(start)}</dd>
      </div>
      <div className="flex gap-2.5">
        <dt>
          <Clock3 aria-hidden className="mt-0.5 size-5 text-accent-text" />
          <span className="sr-only">{t("when.time")}</span>
        </dt>
        <dd>
          <span className="font-semibold tabular-nums">{format.range(start, end)}</span>
          <span className="block text-sm text-muted">{noBreak(format.zone(start))}</span>
          {other && readsDifferently(clock, other.clock, start) && (
            <OtherSide {...{ start, end, clock, other }} />
          )}
        </dd>
      </div>
    </dl>
  );
}

type OtherSideProps = Omit<WhenProps, "other"> & { other: NonNullable<WhenProps["other"]> };

function OtherSide({ start, end, clock, other }: OtherSideProps) {
  const { t } = useTranslation();
  const format = other.clock.at(start);
  const isSameDate = format.shortDate(start) === clock.at(start).shortDate(start);
  const range = format.range(start, end);
  return (
    <span data-testid="other-clock" className="mt-1 block text-sm text-muted">
      {t("when.other", {
        name: other.name,
        time: isSameDate ? range : `${format.shortDate(start)}, ${range}`,
        place: `${zoneCity(other.clock.zone)}, ${noBreak(format.offset(start))}`,
      })}
    </span>
  );
}

/** "America/New_York (GMT-5)" as people write it; a minus sign, unlike a hyphen, keeps the line together. */
function noBreak(zone: string): string {
  return zone.replaceAll("_", " ").replace("GMT-", "GMT−");
}
