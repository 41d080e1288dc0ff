import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { ArrowLeft, ExternalLink, Printer } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../../../convex/_generated/api";
import { Button, buttonStyle } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { Skeleton } from "../../components/ui/skeleton";
import { useSum } from "../../lib/use-money";
import { usePageTitle } from "../../lib/use-page-title";
import type { BookingLink } from "../../lib/use-payment-check";
import { useZoneClock, yearOf, type ZoneClock } from "../../lib/zone-clock";
import { BookingGate } from "./booking-gate";
import type { CustomerBooking } from "./customer-booking";

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
      <Sums {...{ booking, receipt, clock }} />
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

type Receipt = FunctionReturnType<typeof api.payments.receipt>;
type Paid = Receipt["payments"][number];

type SumsProps = { booking: CustomerBooking; receipt: Receipt; clock: ZoneClock };

function Sums({ booking, receipt, clock }: SumsProps) {
  const { t } = useTranslation("checkout");
  const money = useSum(booking.currency);
  const { payments, refunds } = receipt;
  const received = payments.reduce((total, each) => total + each.received, 0);
  const givenBack = refunds.reduce((total, { amount }) => total + amount, 0);
  const when = (at: number) => clock.at(at).dateTime(at);
  if (payments.length === 0) return <p className="text-muted">{t("receipt.none")}</p>;
  return (
    <table className="w-full text-start text-[0.9375rem]">
      <caption className="sr-only">{t("receipt.sums")}</caption>
      <tbody className="divide-y divide-line border-y border-line">
        {payments.map((paid) => (
          <Row key={paid.at} amount={money(paid.received)}>
            <span className="font-medium">{t(`receipt.part.${paid.part}`)}</span>
            <Means paid={paid} at={when(paid.at)} />
          </Row>
        ))}
        {refunds.map(({ amount, at, status }) => (
          <Row key={`${at}-${amount}`} amount={`−${money(amount)}`}>
            <span className="font-medium">{t("receipt.refund")}</span>
            <span className="block text-sm text-muted">
              {when(at)}
              {status !== "succeeded" && ` · ${t("receipt.refundPending")}`}
            </span>
          </Row>
        ))}
      </tbody>
      <tfoot>
        <tr className="text-heading">
          <th scope="row" className="py-3 text-start">
            {t("receipt.total")}
          </th>
          <td data-testid="receipt-total" className="py-3 text-end tabular-nums">
            {money(received - givenBack)}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Row({ amount, children }: { amount: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row" className="py-3 text-start font-normal">
        {children}
      </th>
      <td className="py-3 text-end align-top tabular-nums">{amount}</td>
    </tr>
  );
}

/** When and by what means a sum was paid. */
function Means({ paid: { channel, method, receiptUrl }, at }: { paid: Paid; at: string }) {
  const { t } = useTranslation("checkout");
  const means = () => {
    if (channel === "in_person") return t("receipt.inPerson");
    if (method === null) return t("receipt.online");
    return t("receipt.card", { ...method, brand: brandOf(method.brand) });
  };
  return (
    <span className="block text-sm text-muted">
      {at} · {means()}
      {receiptUrl !== null && (
        <a
          href={receiptUrl}
          target="_blank"
          rel="noopener noreferrer"
          data-testid="stripe-receipt"
          className="mt-1 flex w-fit items-center gap-1.5 text-accent-text underline-offset-4 hover:underline print:hidden"
        >
          {t("receipt.stripe")}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      )}
    </span>
  );
}

/** "visa" as the card itself writes it. */
function brandOf(brand: string): string {
  return brand.charAt(0).toUpperCase() + brand.slice(1).replaceAll("_", " ");
}
