import type { FunctionReturnType } from "convex/server";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../convex/_generated/api";
import { useSum } from "../../lib/use-money";
import type { ZoneClock } from "../../lib/zone-clock";

type Receipt = FunctionReturnType<typeof api.payments.receipt>;
type Paid = Receipt["payments"][number];

type ReceiptSumsProps = { receipt: Receipt; currency: string; clock: ZoneClock };

/** Each sum that was paid or went back, and what that comes to. */
export function ReceiptSums({ receipt, currency, clock }: ReceiptSumsProps) {
  const { t } = useTranslation("checkout");
  const money = useSum(currency);
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
