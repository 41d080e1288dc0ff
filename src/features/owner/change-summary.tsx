import { WEEKDAYS } from "../../../core/time/calendar";
import { useWeekWords } from "../../lib/use-week-words";
import type { Change } from "./change-draft";
import { useChangeWords } from "./use-change-words";

/** A change in words; of a week each day. */
export function ChangeSummary({ change }: { change: Change }) {
  const words = useChangeWords();
  const week = useWeekWords();
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">{words.change(change)}</p>
      {change.kind === "schedule" ? (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-[0.9375rem]">
          {WEEKDAYS.map((weekday, day) => (
            <div key={weekday} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-muted">{week.weekday(day)}</dt>
              <dd className="tabular-nums">{words.windows(change.weeklySchedule[weekday])}</dd>
            </div>
          ))}
        </dl>
      ) : (
        change.reason.trim() !== "" && <p className="text-muted">{change.reason}</p>
      )}
    </div>
  );
}
