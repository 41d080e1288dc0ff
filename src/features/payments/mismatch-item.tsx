import { useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorOf } from "../../../core/errors";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { Refusal } from "../../components/ui/refusal";
import { useMoney } from "../../lib/use-money";
import { useReaderFormat } from "../../lib/use-reader-format";
import { useRefusal } from "../../lib/use-refusal";
import { PaymentSubject } from "./payment-subject";

type Mismatch = FunctionReturnType<typeof api.payments.mismatches.list>["page"][number];
type MismatchItemProps = { mismatch: Mismatch; onRepaired: () => void };

/** Stripe's own word for what is wrong says something about these only. */
const TOLD = new Set<Mismatch["kind"]>(["refund_failed", "payment_stuck", "disputed"]);

/** One thing that somebody has to look at: what is wrong, with which booking, and what can be done without harm. */
export function MismatchItem({ mismatch, onRepaired }: MismatchItemProps) {
  const { t } = useTranslation("payments");
  const { kind, detail, at, payment } = mismatch;
  const money = useMoney(payment.currency);
  const format = useReaderFormat(at);
  const { repair, busy, refused } = useRepair(mismatch, onRepaired);
  const amount = money(payment.amount);
  const since =
    format && t("mismatches.since", { time: `${format.shortDate(at)}, ${format.time(at)}` });
  return (
    <li data-testid="mismatch" data-kind={kind} className="flex flex-col gap-2.5 py-5">
      <h3 className="flex items-start gap-2.5 font-semibold">
        <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-warning" />
        {t(`mismatches.kind.${kind}.title`)}
      </h3>
      <PaymentSubject subject={mismatch} />
      <p className="text-[0.9375rem]">{t(`mismatches.kind.${kind}.text`, { amount })}</p>
      <p className="text-sm text-muted">
        {[since, TOLD.has(kind) && t("mismatches.told", { detail: detail.replaceAll("_", " ") })]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Refusal>{refused}</Refusal>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button look="outline" data-testid="repair" busy={busy} onClick={repair}>
          {t(`mismatches.kind.${kind}.button`)}
        </Button>
        <p className="min-w-0 flex-1 basis-60 text-sm text-muted">
          {t(`mismatches.kind.${kind}.repair`, { amount })}
        </p>
      </div>
    </li>
  );
}

function useRepair({ id: mismatchId, memberName }: Mismatch, onRepaired: () => void) {
  const { t } = useTranslation("payments");
  const { sentence } = useRefusal();
  const send = useMutation(api.payments.mismatches.repair);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const repair = async () => {
    setBusy(true);
    setRefused(null);
    try {
      await send({ mismatchId });
      onRepaired();
    } catch (thrown) {
      const isNobodyPaid = errorOf(thrown)?.code === "PAYMENTS_OFF";
      const nobody = t("mismatches.nobodyPaid", { member: memberName });
      setRefused(isNobodyPaid ? nobody : sentence(thrown));
      setBusy(false);
    }
  };
  return { repair, busy, refused };
}
