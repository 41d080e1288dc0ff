import { useMutation } from "convex/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Checkout } from "../../components/checkout";
import { Button } from "../../components/ui/button";
import { Refusal } from "../../components/ui/refusal";
import { useBankReturn } from "../../lib/bank-return";
import { useMoney } from "../../lib/use-money";
import type { BookingLink } from "../../lib/use-payment-check";
import { useRefusal } from "../../lib/use-refusal";
import type { CustomerBooking } from "./customer-booking";
import { keepToken } from "./kept-token";

type PayRestProps = { booking: CustomerBooking; link: BookingLink };

/** Pays what is still owed, in the same form as the first payment. */
export function PayRest({ booking, link }: PayRestProps) {
  const { t } = useTranslation("checkout");
  const { sentence } = useRefusal();
  const openRest = useMutation(api.payments.openRest);
  const bank = useBankReturn();
  const [step, setStep] = useState(bank === null ? "closed" : bank === "failed" ? "open" : "sent");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const money = useMoney(booking.currency);
  const { owed, contact } = booking;
  const amount = money(owed);

  const open = async () => {
    setBusy(true);
    setRefused(null);
    try {
      await openRest(link);
      if (link.token !== undefined) keepToken(link.bookingId, link.token);
      setStep("open");
    } catch (thrown) {
      setRefused(sentence(thrown));
    }
    setBusy(false);
  };

  if (owed === 0 || !booking.canPayOnline) return null;
  if (step === "closed") {
    return (
      <div className="flex flex-col gap-3 print:hidden">
        <Refusal>{refused}</Refusal>
        <Button data-testid="pay-rest" busy={busy} onClick={() => void open()}>
          {t("rest.start", { amount })}
        </Button>
      </div>
    );
  }
  return (
    <section
      data-testid="rest"
      className="flex animate-rise flex-col gap-4 rounded-2xl border border-line p-5 print:hidden"
    >
      <Heading text={t("rest.title")} />
      <Checkout
        link={link}
        submitLabel={t("pay.rest", { amount })}
        payer={contact}
        isSubmitted={step === "sent"}
        onPaid={() => setStep("sent")}
      />
      {step === "open" && (
        <Button look="quiet" onClick={() => setStep("closed")}>
          {t("rest.later")}
        </Button>
      )}
    </section>
  );
}

function Heading({ text }: { text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1} className="text-heading">
      {text}
    </h2>
  );
}
