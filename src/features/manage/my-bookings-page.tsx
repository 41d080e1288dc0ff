import { usePaginatedQuery } from "convex/react";
import { CalendarSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../../../convex/_generated/api";
import { BookingStatus } from "../../components/booking-status";
import { PaymentBadge } from "../../components/payment-badge";
import { SignInPrompt } from "../../components/sign-in-prompt";
import { When } from "../../components/when";
import { Avatar } from "../../components/ui/avatar";
import { Button, buttonStyle } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { EmptyState } from "../../components/ui/empty-state";
import { Skeleton } from "../../components/ui/skeleton";
import { browserZone } from "../../lib/browser-zone";
import { useReaderZone } from "../../lib/reader-zone";
import { useSignIn } from "../../lib/sign-in";
import { usePageTitle } from "../../lib/use-page-title";
import { useZoneClock, yearOf } from "../../lib/zone-clock";
import { BookingActions } from "./booking-actions";
import type { CustomerBooking } from "./customer-booking";
import { MeetingLink } from "./meeting-link";

const PAGE = 10;

/** What the signed-in customer has booked, the latest first. Live. */
export function MyBookingsPage() {
  const { t } = useTranslation("booking");
  const { status } = useSignIn();
  usePageTitle(t("mine.title"));
  if (status !== "signedIn") return <SignInPrompt text={t("mine.signIn")} />;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <h1 className="text-title">{t("mine.title")}</h1>
      <List />
    </div>
  );
}

function List() {
  const { t } = useTranslation("booking");
  const bookings = usePaginatedQuery(api.bookings.listMine, {}, { initialNumItems: PAGE });
  if (bookings.status === "LoadingFirstPage") {
    return (
      <div aria-busy className="flex flex-col gap-4">
        <Skeleton className="h-44 rounded-2xl" />
        <Skeleton className="h-44 rounded-2xl" />
      </div>
    );
  }
  if (bookings.results.length === 0) {
    return (
      <EmptyState icon={CalendarSearch} title={t("mine.none")} text={t("mine.noneText")}>
        <Link href="/" className={buttonStyle({})}>
          {t("mine.find")}
        </Link>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="flex flex-col gap-4">
        {bookings.results.map((booking) => (
          <li key={booking.id}>
            <BookingCard booking={booking} />
          </li>
        ))}
      </ul>
      {bookings.status !== "Exhausted" && (
        <Button
          look="outline"
          className="self-center"
          busy={bookings.status === "LoadingMore"}
          onClick={() => bookings.loadMore(PAGE)}
        >
          {t("directory.more")}
        </Button>
      )}
    </>
  );
}

function BookingCard({ booking }: { booking: CustomerBooking }) {
  const { t } = useTranslation("booking");
  const [zone] = useReaderZone(browserZone());
  const clock = useZoneClock(zone, [yearOf(booking.start)]);
  const { member, tenant } = booking;
  return (
    <Card data-testid="my-booking" className="flex flex-col gap-4 p-5 sm:p-6">
      <header className="flex items-center gap-3.5">
        <Avatar {...member} className="size-11" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold">{booking.eventType.name}</h2>
          <p className="truncate text-sm text-muted">
            <Link href={`/${tenant.slug}/${member.slug}`} className="hover:underline">
              {member.name}
            </Link>
          </p>
        </div>
        <div className="flex shrink-0 gap-1.5 max-sm:flex-col max-sm:items-end">
          <BookingStatus status={booking.status} />
          {booking.price > 0 && <PaymentBadge status={booking.paymentStatus} />}
        </div>
      </header>
      {clock ? (
        <When start={booking.start} end={booking.end} clock={clock} />
      ) : (
        <Skeleton className="h-20" />
      )}
      <p className="flex flex-wrap justify-between gap-x-6 gap-y-1 text-sm text-muted">
        <span>
          {t("done.code")}{" "}
          <span className="font-semibold tracking-[0.1em] text-ink">{booking.code}</span>
        </span>
        <Link
          href={`/booking/${booking.id}`}
          data-testid="details"
          aria-label={t("mine.detailsOf", { code: booking.code })}
          className="font-semibold text-accent-text underline-offset-4 hover:underline"
        >
          {t(booking.price > 0 ? "mine.detailsAndReceipt" : "mine.details")}
        </Link>
      </p>
      <MeetingLink booking={booking} />
      {clock && <BookingActions booking={booking} link={{ bookingId: booking.id }} clock={clock} />}
    </Card>
  );
}
