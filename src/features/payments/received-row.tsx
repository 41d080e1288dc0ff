import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import type { api } from "../../../convex/_generated/api";
import { Badge } from "../../components/ui/badge";
import { cardName } from "../../lib/card-name";
import { useMoney } from "../../lib/use-money";
import { useReaderFormat } from "../../lib/use-reader-format";
import { PaymentSubject } from "./payment-subject";

type Received = FunctionReturnType<typeof api.payments.listRecent>["page"][number];

const DISPUTE_TONE = { open: "danger", won: "good", lost: "danger" } as const;

/** One payment that came in, with the refunds of it below. */
export function ReceivedRow({ payment }: { payment: Received }) {
  const { t } = useTranslation("payments");
  const { part, channel, method, at, received, fee, currency, refunds, dispute } = payment;
  const money = useMoney(currency);
  const format = useReaderFormat(at);
  const facts = [
    format && `${format.shortDate(at)}, ${format.time(at)}`,
    channel === "in_person" ? t("received.inPerson") : method && cardName(method),
    fee > 0 && t("received.fee", { fee: money(fee) }),
  ];
  return (
    <li data-testid="received" data-code={payment.code} className="flex flex-col gap-1 py-4">
      <p className="flex items-baseline justify-between gap-3">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {t(`received.part.${part}`)}
          {dispute && (
            <Badge tone={DISPUTE_TONE[dispute.status]}>
              {t(`received.dispute.${dispute.status}`)}
            </Badge>
          )}
        </span>
        <span className="font-semibold tabular-nums">{money(received)}</span>
      </p>
      <PaymentSubject subject={payment} />
      <p className="text-sm text-muted">{facts.filter(Boolean).join(" · ")}</p>
      {refunds.map((refund) => (
        <RefundLine key={refund.at} refund={refund} currency={currency} />
      ))}
    </li>
  );
}

type RefundLineProps = { refund: Received["refunds"][number]; currency: string };

function RefundLine({ refund, currency }: RefundLineProps) {
  const { t } = useTranslation("payments");
  const money = useMoney(currency);
  const { amount, status, at } = refund;
  const format = useReaderFormat(at);
  return (
    <p className="flex items-baseline justify-between gap-3 border-s-2 border-line ps-3 text-sm">
      <span className={status === "failed" ? "text-danger" : "text-muted"}>
        {t(`received.refund.${status}`)}
        {format && ` · ${format.shortDate(at)}, ${format.time(at)}`}
      </span>
      <span className="tabular-nums">−{money(amount)}</span>
    </p>
  );
}
