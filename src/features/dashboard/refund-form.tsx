import { useMutation } from "convex/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorOf } from "../../../core/errors";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { Refusal } from "../../components/ui/refusal";
import { useMoney } from "../../lib/use-money";
import { useRefusal } from "../../lib/use-refusal";
import { RefundFields, type RefundDraft } from "./refund-fields";
import type { MemberBooking } from "./use-arrivals";

type RefundFormProps = {
  booking: MemberBooking;
  /** The most that can be given back, in minor units. */
  refundable: number;
  onDone: () => void;
};

/** Gives back part or all of what was paid, in two steps: how much, and then whether one is sure. */
export function RefundForm({ booking, refundable, onDone }: RefundFormProps) {
  const { t } = useTranslation("money");
  const money = useMoney(booking.currency);
  const [draft, setDraft] = useState<RefundDraft>({ amount: refundable, reason: "" });
  const [isSure, setIsSure] = useState(false);
  const { give, busy, refused } = useRefund(booking, { onDone, onRefused: () => setIsSure(false) });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [isSure]);

  const { amount } = draft;
  const wrong = amount > refundable ? t("refund.tooMuch") : amount <= 0 && t("refund.tooLittle");
  const submit = () => {
    if (Number.isNaN(amount) || wrong || busy) return;
    if (isSure) void give(draft);
    else setIsSure(true);
  };
  const name = booking.contact?.name ?? "";
  return (
    <form
      noValidate
      data-testid="refund-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="flex animate-rise flex-col gap-4 rounded-2xl border border-line p-4 sm:p-5"
    >
      <h3 ref={heading} tabIndex={-1} className="text-heading">
        {isSure ? t("refund.sure", { amount: money(amount), name }) : t("refund.title")}
      </h3>
      <p className="text-[0.9375rem] text-muted">{t("refund.text")}</p>
      {!isSure && (
        <RefundFields
          draft={draft}
          currency={booking.currency}
          most={refundable}
          error={wrong || undefined}
          onChange={setDraft}
        />
      )}
      <Refusal>{refused}</Refusal>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          look={isSure ? "danger" : "primary"}
          data-testid={isSure ? "refund-confirm" : "refund-next"}
          busy={busy}
        >
          {isSure ? t("refund.confirm", { amount: money(amount) }) : t("refund.next")}
        </Button>
        <Button look="outline" onClick={isSure ? () => setIsSure(false) : onDone}>
          {t(isSure ? "refund.change" : "refund.keep")}
        </Button>
      </div>
    </form>
  );
}

type Outcome = { onDone: () => void; onRefused: () => void };

function useRefund(booking: MemberBooking, { onDone, onRefused }: Outcome) {
  const { t } = useTranslation("money");
  const { sentence } = useRefusal();
  const refund = useMutation(api.payments.refund);
  // What was on screen when one began: a refund made meanwhile must not be doubled unseen.
  const [seen, setSeen] = useState(booking.refundedAmount);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const give = async (draft: RefundDraft) => {
    setBusy(true);
    setRefused(null);
    try {
      await refund({ bookingId: booking.id, refunded: seen, ...draft });
      onDone();
    } catch (thrown) {
      const isStale = errorOf(thrown)?.code === "STALE_REVISION";
      setRefused(isStale ? t("refund.stale") : sentence(thrown));
      setSeen(booking.refundedAmount);
      setBusy(false);
      onRefused();
    }
  };
  return { give, busy, refused };
}
