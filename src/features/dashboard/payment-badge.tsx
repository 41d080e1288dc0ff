import { useTranslation } from "react-i18next";
import { Badge } from "../../components/ui/badge";
import type { MemberBooking } from "./use-arrivals";

const TONE = {
  none: "calm",
  awaiting: "warning",
  authorized: "calm",
  deposit_paid: "good",
  paid: "good",
  partially_refunded: "calm",
  refunded: "calm",
  failed: "danger",
} as const;

/** Where the money of a booking stands, in a word. */
export function PaymentBadge({ status }: { status: MemberBooking["paymentStatus"] }) {
  const { t } = useTranslation("money");
  return (
    <Badge tone={TONE[status]} data-testid="payment-status">
      {t(`status.${status}`)}
    </Badge>
  );
}
