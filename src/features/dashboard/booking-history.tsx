import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import type { api } from "../../../convex/_generated/api";
import type { ZoneClock } from "../../lib/zone-clock";

type Line = FunctionReturnType<typeof api.bookings.history>[number];

type BookingHistoryProps = { lines: readonly Line[]; clock: ZoneClock };

/** Who did what with a booking, when and why; the latest first. Folded, because one rarely needs it. */
export function BookingHistory({ lines, clock }: BookingHistoryProps) {
  const { t } = useTranslation("member");
  return (
    <details data-testid="history" className="rounded-xl border border-line px-4 py-3">
      <summary className="cursor-pointer font-semibold">{t("history.title")}</summary>
      <ol className="mt-3 flex flex-col gap-4 border-s border-line ps-4">
        {lines.toReversed().map((line) => (
          <li key={`${line.at}-${line.what}`} className="text-[0.9375rem]">
            <HistoryLine line={line} clock={clock} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function HistoryLine({ line, clock }: { line: Line; clock: ZoneClock }) {
  const { t } = useTranslation("member");
  const { from = "", to = "" } = line;
  const timeOf = (ms: number) => {
    const format = clock.at(ms);
    return `${format.shortDate(ms)}, ${format.time(ms)}`;
  };
  return (
    <>
      <p className="font-medium">
        {t(`history.what.${line.what}`, { time: timeOf(line.startTime), from, to })}
      </p>
      <p className="text-sm text-muted">
        {timeOf(line.at)} · {t(`history.by.${line.by}`)}
      </p>
      {line.reason && <p className="mt-1 break-words text-sm">{line.reason}</p>}
    </>
  );
}
