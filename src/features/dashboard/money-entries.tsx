import type { FunctionReturnType } from "convex/server";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../convex/_generated/api";
import { Price } from "../../components/price";
import { cardName } from "../../lib/card-name";
import type { ZoneClock } from "../../lib/zone-clock";

type Money = FunctionReturnType<typeof api.payments.list>;
type Payment = Money["payments"][number];
type Refund = Money["refunds"][number];

/** Every payment and refund of a booking with its time and state, the oldest first. */
export function MoneyEntries({ payments, refunds, clock }: Money & { clock: ZoneClock }) {
  const { t } = useTranslation("money");
  const timeOf = ({ at }: { at: number }) => {
    const format = clock.at(at);
    return `${format.shortDate(at)}, ${format.time(at)}`;
  };
  const entries = [
    ...payments.map((payment) => ({
      at: payment.at,
      line: <PaymentLine payment={payment} time={timeOf(payment)} />,
    })),
    ...refunds.map((refund) => ({
      at: refund.at,
      line: <RefundLine refund={refund} time={timeOf(refund)} />,
    })),
  ].sort((a, b) => a.at - b.at);
  if (entries.length === 0) return null;
  return (
    <ul
      aria-label={t("entries.title")}
      data-testid="money-entries"
      className="divide-y divide-line rounded-xl border border-line px-4"
    >
      {entries.map(({ at, line }, index) => (
        <li key={`${at}-${index}`} className="flex flex-col gap-1 py-3 text-[0.9375rem]">
          {line}
        </li>
      ))}
    </ul>
  );
}

type SumProps = { label: string; state: string; children: ReactNode };

function Sum({ label, state, children }: SumProps) {
  return (
    <p className="flex items-baseline justify-between gap-3">
      <span>
        <span className="font-medium">{label}</span>
        <span className="text-muted"> · {state}</span>
      </span>
      <span className="tabular-nums">{children}</span>
    </p>
  );
}

function PaymentLine({ payment, time }: { payment: Payment; time: string }) {
  const { t } = useTranslation("money");
  const { part, channel, amount, currency, standing, method, receiptUrl } = payment;
  const { failure, trouble, dispute } = payment;
  const isOver = standing === "captured" || standing === "cancelled";
  const how = channel === "in_person" ? t("entries.inPerson") : method && cardName(method);
  return (
    <>
      <Sum label={t(`entries.part.${part}`)} state={t(`entries.standing.${standing}`)}>
        <Price price={amount} currency={currency} />
      </Sum>
      <p className="flex flex-wrap gap-x-3 text-sm text-muted">
        <span>{[how, time].filter(Boolean).join(" · ")}</span>
        {receiptUrl && (
          <a href={receiptUrl} target="_blank" rel="noreferrer" className="underline">
            {t("entries.receipt")}
          </a>
        )}
      </p>
      {failure && <Trouble>{t("entries.failure", { why: failure.message })}</Trouble>}
      {trouble && !isOver && <Trouble>{t("entries.trouble", { code: trouble })}</Trouble>}
      {dispute && <Trouble>{t(`entries.dispute.${dispute.status}`)}</Trouble>}
    </>
  );
}

function RefundLine({ refund, time }: { refund: Refund; time: string }) {
  const { t } = useTranslation("money");
  const { amount, currency, why, status, reason, trouble } = refund;
  return (
    <>
      <Sum label={t("entries.refund")} state={t(`entries.status.${status}`)}>
        −<Price price={amount} currency={currency} />
      </Sum>
      <p className="text-sm text-muted">{`${t(`entries.why.${why}`)} · ${time}`}</p>
      {why === "by_hand" && reason && <p className="break-words text-sm">{reason}</p>}
      {trouble && <Trouble>{t("entries.trouble", { code: trouble })}</Trouble>}
    </>
  );
}

function Trouble({ children }: { children: ReactNode }) {
  return <p className="text-sm font-medium text-danger">{children}</p>;
}
