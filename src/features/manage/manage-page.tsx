import { useQuery } from "convex/react";
import { Link2Off } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../../../convex/_generated/api";
import { BookingStatus } from "../../components/booking-status";
import { When } from "../../components/when";
import { Avatar } from "../../components/ui/avatar";
import { buttonStyle } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { EmptyState } from "../../components/ui/empty-state";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";
import { useZoneClock, yearOf } from "../../lib/zone-clock";
import { BookingActions } from "./booking-actions";
import type { CustomerBooking } from "./customer-booking";
import { MeetingLink } from "./meeting-link";

/** A customer's own booking. The token in the fragment opens it; opening it changes nothing. */
export function ManagePage({ bookingId }: { bookingId: string }) {
  const { t } = useTranslation("booking");
  const [token] = useState(() => location.hash.slice(1));
  const booking = useQuery(api.bookings.get, token ? { bookingId, token } : "skip");
  usePageTitle(booking ? booking.eventType.name : undefined);
  if (booking === null || !token) {
    return (
      <EmptyState isPage icon={Link2Off} title={t("manage.none")} text={t("manage.noneText")} />
    );
  }
  if (booking === undefined) return <Skeleton className="mx-auto h-96 max-w-xl rounded-2xl" />;
  return <Managed booking={booking} token={token} />;
}

function Managed({ booking, token }: { booking: CustomerBooking; token: string }) {
  const { t } = useTranslation("booking");
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
      <MeetingLink booking={booking} />
      {clock && <BookingActions booking={booking} token={token} clock={clock} />}
      {booking.cancelUntil === null && (
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

function Line({ term, text }: { term: string; text: string }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6">
      <dt className="text-muted">{term}</dt>
      <dd className="whitespace-pre-line break-words font-medium">{text}</dd>
    </div>
  );
}
