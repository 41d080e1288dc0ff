import { useTranslation } from "react-i18next";
import { dueNow } from "../../../core/money/quote";
import { useMoney } from "../../lib/use-money";
import type { MemberBooking } from "./use-arrivals";

type MoneyWords = {
  /** "$20.00 · Paid", for a line of a list; null where there is nothing to pay. */
  brief: string | null;
  /** Where the money of the booking stands, in a sentence or two. */
  sentences: string;
};

/** The money of a booking in its member's words. */
export function useMoneyWords(booking: MemberBooking): MoneyWords {
  const { t } = useTranslation(["money", "checkout"]);
  const money = useMoney(booking.currency);
  const { price, paymentStatus } = booking;
  if (price === 0) return { brief: null, sentences: "" };
  const sums = {
    due: money(dueNow(booking)),
    owed: money(booking.owed),
    paid: money(booking.paidAmount),
    refunded: money(booking.refundedAmount),
  };
  const sentences = [t(`line.${lineOf(booking)}`, sums)];
  // The other sentences about what is owed say the sum themselves.
  const saysWhatIsOwed = paymentStatus === "none" || paymentStatus === "awaiting";
  if (booking.owed > 0 && !saysWhatIsOwed) sentences.push(t("line.left", sums));
  const isMoot = paymentStatus === "none" && booking.owed === 0;
  return {
    brief: isMoot ? money(price) : `${money(price)} · ${t(`checkout:status.${paymentStatus}`)}`,
    sentences: isMoot ? "" : sentences.join(" "),
  };
}

function lineOf({ status, paymentStatus, owed }: MemberBooking) {
  if (paymentStatus === "authorized" && status === "pending") return "reserved";
  if (paymentStatus === "awaiting" && owed === 0) return "asked";
  return paymentStatus;
}
