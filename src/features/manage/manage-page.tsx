import { Receipt } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { AddToCalendar } from "../../components/add-to-calendar";
import { BookingMoney } from "../../components/booking-money";
import { BookingStatus } from "../../components/booking-status";
import { When } from "../../components/when";
import { Avatar } from "../../components/ui/avatar";
import { buttonStyle } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { Skeleton } from "../../components/ui/skeleton";
import type { BookingLink } from "../../lib/use-payment-check";
import { usePageTitle } from "../../lib/use-page-title";
import { useZoneClock, yearOf } from "../../lib/zone-clock";
import { BookingActions } from "./booking-actions";
import { BookingGate } from "./booking-gate";
import type { CustomerBooking } from "./customer-booking";
import { MeetingLink } from "./meeting-link";
import { MessageChoices } from "./message-choices";
import { PayHold } from "./pay-hold";
import { PayRest } from "./pay-rest";
import { RefundProgress } from "./refund-progress";

/** A customer's own booking, by the key in the address or signed in. Opening it changes nothing. */
export function ManagePage({ bookingId }: { bookingId: string }) {
  return (
    <BookingGate bookingId={bookingId}>
      {(booking, link) => <Managed booking={booking} link={link} />}
    </BookingGate>
  );
}

type ManagedProps = { booking: CustomerBooking; link: BookingLink };

function Managed({ booking, link }: ManagedProps) {
  const { t } = useTranslation("booking");
  usePageTitle(booking.eventType.name);
  const { member, tenant } = booking;
  const years = [yearOf(booking.start)];
  const clock = useZoneClock(booking.timezone, years);
  const memberClock = useZoneClock(booking.memberTimezone, years);
  return (
    <Card
      data-testid="booking"
      data-status={booking.status}
      className="mx-auto flex max-w-xl flex-col gap-6 p-6 sm:p-9"
    >
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h1 className="text-title">{booking.eventType.name}</h1>
          <p className="text-muted">{t("manage.with", { name: member.name })}</p>
        </div>
        <div aria-live="polite">
          <BookingStatus status={booking.status} />
        </div>
      </header>
      <div className="flex flex-col gap-5 rounded-2xl bg-sunken p-5">
        <div className="flex items-center gap-3">
          <Avatar {...member} className="size-11" />
          <div>
            <p className="font-semibold">{member.name}</p>
            <p className="text-sm text-muted">{member.title}</p>
          </div>
        </div>
        {clock ? (
          <When
            start={booking.start}
            end={booking.end}
            clock={clock}
            other={memberClock && { clock: memberClock, name: member.name }}
          />
        ) : (
          <Skeleton className="h-20" />
        )}
      </div>
      <dl className="flex flex-col gap-3 text-[0.9375rem]">
        <Line term={t("done.code")} text={booking.code} />
        {booking.contact && <Line term={t("name")} text={booking.contact.name} />}
        {booking.contact?.message && <Line term={t("message")} text={booking.contact.message} />}
        {booking.cancelReason && <Line term={t("manage.reason")} text={booking.cancelReason} />}
      </dl>
      {booking.price > 0 && <Money booking={booking} link={link} />}
      {booking.status === "confirmed" && <AddToCalendar booking={booking} link={link} />}
      <MeetingLink booking={booking} />
      {clock && <BookingActions booking={booking} link={link} clock={clock} />}
      {(booking.status === "confirmed" || booking.status === "pending") && (
        <MessageChoices link={link} />
      )}
      {booking.cancelUntil === null && booking.status !== "held" && (
        <Link
          href={`/${tenant.slug}/${member.slug}?type=${booking.eventType.slug}`}
          className={buttonStyle({ look: "outline" })}
        >
          {t("manage.again")}
        </Link>
      )}
    </Card>
  );
}

/** What was paid, what comes back, what is left to pay, and the receipt. */
function Money({ booking, link }: ManagedProps) {
  const { t } = useTranslation("booking");
  const key = link.token === undefined ? "" : `#${link.token}`;
  return (
    <div className="flex flex-col gap-4 border-y border-line py-5">
      <BookingMoney booking={booking} />
      <RefundProgress booking={booking} link={link} />
      {booking.status === "held" ? (
        <PayHold booking={booking} link={link} />
      ) : (
        <PayRest booking={booking} link={link} />
      )}
      {booking.paidAmount > 0 && (
        <Link
          href={`/booking/${booking.id}/receipt${key}`}
          data-testid="receipt-link"
          className="inline-flex items-center gap-2 self-start text-sm font-semibold text-accent-text underline-offset-4 hover:underline"
        >
          <Receipt aria-hidden className="size-4.5" />
          {t("done.receipt")}
        </Link>
      )}
    </div>
  );
}

function Line({ term, text }: { term: string; text: string }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6">
      <dt className="text-muted">{term}</dt>
      <dd className="whitespace-pre-line break-words font-medium">{text}</dd>
    </div>
  );
}
