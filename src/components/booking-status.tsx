import { useTranslation } from "react-i18next";
import type { Status } from "../../core/bookings/lifecycle";
import { Badge } from "./ui/badge";

const TONE = {
  held: "calm",
  pending: "warning",
  confirmed: "good",
  completed: "calm",
  cancelled: "danger",
  declined: "danger",
  expired: "calm",
  no_show: "warning",
} as const;

export function BookingStatus({ status }: { status: Status }) {
  const { t } = useTranslation();
  return (
    <Badge tone={TONE[status]} data-testid="booking-status">
      {t(`status.${status}`)}
    </Badge>
  );
}
