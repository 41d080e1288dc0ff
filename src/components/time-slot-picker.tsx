import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import { readsDifferently, type ZoneClock } from "../lib/zone-clock";
import { zoneCity } from "../lib/zone-city";

type TimeSlotPickerProps = {
  /** Starts in epoch milliseconds, ascending. */
  starts: readonly number[];
  clock: ZoneClock;
  /** The clock of the other side, shown beneath where it reads another time. */
  otherClock?: ZoneClock | null | undefined;
  /** One beneath the other on wide screens, for a pane beside the month. */
  asColumn?: boolean;
  onPick: (start: number) => void;
};

/** The free times of one day as buttons. One press reserves the time. */
export function TimeSlotPicker(props: TimeSlotPickerProps) {
  const { starts, clock, otherClock, asColumn = false, onPick } = props;
  const { t } = useTranslation("booking");
  return (
    <ul
      className={clsx(
        "grid grid-cols-2 gap-2 min-[26rem]:grid-cols-3",
        asColumn && "lg:grid-cols-1",
      )}
    >
      {starts.map((start) => {
        const time = clock.at(start).time(start);
        const other = otherClock && readsDifferently(clock, otherClock, start) ? otherClock : null;
        const there = other && {
          there: other.at(start).time(start),
          place: zoneCity(other.zone),
        };
        return (
          <li key={start}>
            <button
              type="button"
              data-testid="slot"
              data-start={start}
              onClick={() => onPick(start)}
              className="group flex min-h-12 w-full flex-col items-center justify-center rounded-xl border border-line bg-surface px-3 py-1.5 font-semibold tabular-nums text-ink transition-colors hover:border-accent hover:bg-accent-soft hover:text-accent-text"
            >
              {time}
              {there && (
                <span className="text-xs font-normal text-muted">{t("thereTime", there)}</span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
