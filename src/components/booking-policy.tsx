import { useTranslation } from "react-i18next";
import type { Status } from "../../core/bookings/lifecycle";
import type { ZoneClock } from "../lib/zone-clock";

/** What a customer may still do; instants are epoch milliseconds, null is never, or no limit to the moves left. */
type Promised = {
  status: Status;
  cancelUntil: number | null;
  rescheduleUntil: number | null;
  reschedulesLeft: number | null;
};

type BookingPolicyProps = { booking: Promised; clock: ZoneClock; now: number };

/** Until when, and how often, the customer may move or cancel a booking. */
export function BookingPolicy({ booking, clock, now }: BookingPolicyProps) {
  const { t } = useTranslation();
  const { status, cancelUntil, rescheduleUntil, reschedulesLeft } = booking;
  if (cancelUntil === null) return null;
  const timeOf = (ms: number) => ({ time: clock.at(ms).dateTime(ms) });
  const moving = () => {
    if (reschedulesLeft === 0) return t("move.usedUp");
    if (rescheduleUntil === null) return "";
    if (now > rescheduleUntil) return t("move.tooLate");
    const often = reschedulesLeft === null ? "" : ` ${t("move.left", { count: reschedulesLeft })}`;
    return t("move.until", timeOf(rescheduleUntil)) + often;
  };
  return (
    <div className="flex flex-col gap-1 text-sm text-muted">
      {status === "confirmed" && <p>{moving()}</p>}
      <p>{now <= cancelUntil ? t("cancel.until", timeOf(cancelUntil)) : t("cancel.tooLate")}</p>
    </div>
  );
}
