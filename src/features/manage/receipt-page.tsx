import { useQuery } from "convex/react";
import { ArrowLeft, Printer } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../../../convex/_generated/api";
import { Button, buttonStyle } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";
import type { BookingLink } from "../../lib/use-payment-check";
import { useZoneClock, yearOf } from "../../lib/zone-clock";
import { BookingGate } from "./booking-gate";
import type { CustomerBooking } from "./customer-booking";
import { ReceiptSums } from "./receipt-sums";

/** What was paid for a booking and what went back, to keep or to print. */
export function ReceiptPage({ bookingId }: { bookingId: string }) {
  return (
    <BookingGate bookingId={bookingId}>
      {(booking, link) => <Sheet booking={booking} link={link} />}
    </BookingGate>
  );
}

type SheetProps = { booking: CustomerBooking; link: BookingLink };

function Sheet({ booking, link }: SheetProps) {
  const { t } = useTranslation("checkout");
  usePageTitle(`${t("receipt.title")} ${booking.code}`);
  const receipt = useQuery(api.payments.receipt, link);
  const { start, end, timezone, contact, eventType, member, tenant } = booking;
  const paidAt = receipt?.payments.map(({ at }) => yearOf(at)) ?? [];
  const clock = useZoneClock(timezone, [yearOf(start), ...paidAt]);
  if (!receipt || !clock) return <Skeleton className="mx-auto h-96 max-w-2xl rounded-2xl" />;
  const key = link.token === undefined ? "" : `#${link.token}`;
  return (
    <Card
      data-testid="receipt"
      className="mx-auto flex max-w-2xl flex-col gap-6 p-6 sm:p-10 print:border-0 print:p-0 print:shadow-none"
    >
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h1 className="text-title">{t("receipt.title")}</h1>
          <p className="text-muted">{tenant.name}</p>
        </div>
        <div className="flex gap-2 print:hidden">
          <Link
            href={`/booking/${booking.id}${key}`}
            className={buttonStyle({ look: "quiet", size: "small" })}
          >
            <ArrowLeft aria-hidden className="size-4 rtl:rotate-180" />
            {t("receipt.back")}
          </Link>
          <Button look="outline" size="small" onClick={() => print()}>
            <Printer aria-hidden className="size-4" />
            {t("receipt.print")}
          </Button>
        </div>
      </header>
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <Fact term={t("receipt.service")}>{eventType.name}</Fact>
        <Fact term={t("receipt.with")}>{member.name}</Fact>
        <Fact term={t("receipt.when")}>
          {clock.at(start).date(start)}
          <span className="block">{clock.at(start).range(start, end)}</span>
          <span className="block text-sm font-normal text-muted">
            {clock.at(start).zone(start)}
          </span>
        </Fact>
        <Fact term={t("receipt.code")}>{booking.code}</Fact>
        <Fact term={t("receipt.seller")}>{tenant.name}</Fact>
        {contact && (
          <Fact term={t("receipt.customer")}>
            {contact.name}
            <span className="block break-words text-sm font-normal text-muted">
              {contact.email}
            </span>
          </Fact>
        )}
      </dl>
      <ReceiptSums currency={booking.currency} {...{ receipt, clock }} />
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
