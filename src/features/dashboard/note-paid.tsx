import { useMutation } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { useMoney } from "../../lib/use-money";
import { SecondStep } from "../../components/second-step";
import type { MemberBooking } from "./use-arrivals";

type NotePaidProps = { booking: MemberBooking; onDone: () => void };

/** The second step of noting that what was owed was paid in person. */
export function NotePaid({ booking, onDone }: NotePaidProps) {
  const { t } = useTranslation("money");
  const money = useMoney(booking.currency);
  const notePaid = useMutation(api.payments.notePaid);
  return (
    <SecondStep
      text={t("notePaid.text", { owed: money(booking.owed) })}
      confirm={t("notePaid.confirm")}
      keep={t("notePaid.keep")}
      testId="note-paid-confirm"
      onConfirm={() => notePaid({ bookingId: booking.id })}
      onDone={onDone}
    />
  );
}
