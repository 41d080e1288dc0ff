import { CircleCheck, Hourglass } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { AddToCalendar } from "../../components/add-to-calendar";
import { BookingMoney } from "../../components/booking-money";
import { BookingPolicy } from "../../components/booking-policy";
import { Avatar } from "../../components/ui/avatar";
import { Button, buttonStyle } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import type { ZoneClock } from "../../lib/zone-clock";
import { useNow } from "../../lib/use-now";
import { When } from "../../components/when";
import type { CustomerBooking } from "./reservation-state";

type ConfirmationProps = {
  booking: CustomerBooking;
  /** Opens the booking later: it travels in the fragment, which no server sees. */
  token: string;
  clock: ZoneClock;
  memberClock: ZoneClock | null | undefined;
  onBookAnother: () => void;
};

export function Confirmation({
  booking,
  token,
  clock,
  memberClock,
  onBookAnother,
}: ConfirmationProps) {
  const { t } = useTranslation("booking");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const now = useNow(15_000);
  const waits = booking.status === "pending";
  const cancelled = booking.status === "cancelled";
  const Icon = waits ? Hourglass : CircleCheck;
  const title = cancelled ? "done.cancelled" : waits ? "done.pending" : "done.confirmed";
  return (
    <Card
      data-testid="confirmation"
      data-status={booking.status}
      className="mx-auto flex w-full max-w-xl animate-rise flex-col gap-6 p-6 sm:p-10"
    >
      <header className="flex flex-col items-center gap-3 text-center">
        <Icon aria-hidden className="size-12 text-accent-text" strokeWidth={1.75} />
        <h1 ref={heading} tabIndex={-1} className="text-title">
          {t(title)}
        </h1>
        <p className="max-w-sm text-muted">
          {t(cancelled ? "done.cancelledText" : waits ? "done.pendingText" : "done.confirmedText", {
            name: booking.member.name,
          })}
        </p>
      </header>
      <div className="flex flex-col gap-5 rounded-2xl bg-sunken p-5">
        <div className="flex items-center gap-3">
          <Avatar {...booking.member} className="size-11" />
          <div>
            <p className="font-semibold">{booking.member.name}</p>
            <p className="text-sm text-muted">{booking.eventType.name}</p>
          </div>
        </div>
        <When
          start={booking.start}
          end={booking.end}
          clock={clock}
          other={memberClock && { clock: memberClock, name: booking.member.name }}
        />
      </div>
      <p className="flex items-baseline justify-between gap-4">
        <span className="text-muted">{t("done.code")}</span>
        <strong data-testid="confirmation-code" className="text-heading tracking-[0.14em]">
          {booking.code}
        </strong>
      </p>
      <BookingMoney booking={booking} />
      {isLimited(booking) && <BookingPolicy {...{ booking, clock, now }} />}
      {booking.status === "confirmed" && (
        <AddToCalendar booking={booking} link={{ bookingId: booking.id, token }} />
      )}
      <NextSteps {...{ booking, token, onBookAnother }} />
      <p className="text-center text-sm text-muted">{t("done.keepLink")}</p>
    </Card>
  );
}

type NextStepsProps = Pick<ConfirmationProps, "booking" | "token" | "onBookAnother">;

function NextSteps({ booking, token, onBookAnother }: NextStepsProps) {
  const { t } = useTranslation("booking");
  return (
    <div className="flex flex-col gap-2">
      <Link
        href={`/booking/${booking.id}#${token}`}
        data-testid="manage-link"
        className={buttonStyle({ size: "large" })}
      >
        {t("done.manage")}
      </Link>
      {booking.paidAmount > 0 && (
        <Link
          href={`/booking/${booking.id}/receipt#${token}`}
          data-testid="receipt-link"
          className={buttonStyle({ look: "outline" })}
        >
          {t("done.receipt")}
        </Link>
      )}
      <Button look="quiet" onClick={onBookAnother}>
        {t("done.another")}
      </Button>
    </div>
  );
}

/** Whether the service lets its customers do less than change their mind until the start, as often as they like. */
function isLimited({ start, cancelUntil, rescheduleUntil, reschedulesLeft }: CustomerBooking) {
  const ends = [cancelUntil, rescheduleUntil].filter((until) => until !== null);
  return reschedulesLeft !== null || ends.some((until) => until < start);
}
