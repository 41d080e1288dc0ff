import { useTranslation } from "react-i18next";
import type { PaymentStatus } from "../../core/money/settlement";
import { Badge } from "./ui/badge";

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
export function PaymentBadge({ status }: { status: PaymentStatus }) {
  const { t } = useTranslation("checkout");
  return (
    <Badge tone={TONE[status]} data-testid="payment-status" data-status={status}>
      {t(`status.${status}`)}
    </Badge>
  );
}
