import { Link2Off } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SignInPrompt } from "../../components/sign-in-prompt";
import { EmptyState } from "../../components/ui/empty-state";
import { Skeleton } from "../../components/ui/skeleton";
import type { BookingLink } from "../../lib/use-payment-check";
import type { CustomerBooking } from "./customer-booking";
import { useOwnBooking } from "./use-own-booking";

type BookingGateProps = {
  bookingId: string;
  children: (booking: CustomerBooking, link: BookingLink) => ReactNode;
};

/** Shows a booking to whom it belongs, and to others what they can do about that. */
export function BookingGate({ bookingId, children }: BookingGateProps) {
  const { t } = useTranslation("booking");
  const own = useOwnBooking(bookingId);
  if (own.status === "ready") return children(own.booking, own.link);
  if (own.status === "loading") return <Skeleton className="mx-auto h-96 max-w-xl rounded-2xl" />;
  if (own.status === "signedOut") return <SignInPrompt text={t("manage.signIn")} />;
  return <EmptyState isPage icon={Link2Off} title={t("manage.none")} text={t("manage.noneText")} />;
}
