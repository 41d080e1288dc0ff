import { useTranslation } from "react-i18next";
import { MINUTE_MS } from "../../../core/time/calendar";
import { useSum } from "../../lib/use-money";
import type { ZoneClock } from "../../lib/zone-clock";
import type { RefundForecast } from "./use-refund-forecast";

type RefundForetoldProps = {
  forecast: RefundForecast;
  currency: string;
  /** Whether nothing was charged yet. */
  isReserved: boolean;
  clock: ZoneClock;
};

/** What cancelling now gives back, and when that changes. */
export function RefundForetold({ forecast, currency, isReserved, clock }: RefundForetoldProps) {
  const { t } = useTranslation("checkout");
  const sum = useSum(currency);
  const { paid, amount, next, now } = forecast;
  const sentence = () => {
    const said = { amount: sum(amount), paid: sum(paid) };
    if (isReserved) return t("cancelling.reserved", said);
    if (amount === 0) return t("cancelling.nothing", said);
    return t(amount === paid ? "cancelling.all" : "cancelling.part", said);
  };
  return (
    <div data-testid="refund-foretold" data-amount={amount} className="flex flex-col gap-1">
      <p aria-live="polite" className="font-semibold">
        {sentence()}
      </p>
      {next && (
        <p className="text-sm text-muted">
          {t(next.amount === 0 ? "cancelling.thenNothing" : "cancelling.thenPart", {
            time: clock.at(next.at).dateTime(wholeMinute(next.at)),
            amount: sum(next.amount),
          })}{" "}
          <span role="timer" className="tabular-nums">
            {t("cancelling.in", { left: countdown(next.at - now) })}
          </span>
        </p>
      )}
    </div>
  );
}

/** A tier holds through its last millisecond: what follows is read as the minute it begins with. */
function wholeMinute(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}

const DAY_S = 24 * 60 * 60;

/** "3 d 04:05:06", and without days once there are none. */
function countdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const pad = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const days = Math.floor(seconds / DAY_S);
  const clock = [pad((seconds % DAY_S) / 3600), pad((seconds / 60) % 60), pad(seconds % 60)];
  return (days > 0 ? `${days} d ` : "") + clock.join(":");
}
