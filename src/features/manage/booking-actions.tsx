import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BookingPolicy } from "../../components/booking-policy";
import { Button } from "../../components/ui/button";
import { useNow } from "../../lib/use-now";
import type { BookingLink } from "../../lib/use-payment-check";
import type { ZoneClock } from "../../lib/zone-clock";
import { CancelBooking } from "./cancel-booking";
import type { CustomerBooking } from "./customer-booking";
import { MoveDialog } from "./move-dialog";

type BookingActionsProps = {
  booking: CustomerBooking;
  link: BookingLink;
  clock: ZoneClock;
};

/**
 * What the customer may still do with a booking, and until when. Each takes two steps, so that no single press, and no
 * mail scanner, changes anything.
 */
export function BookingActions({ booking, link, clock }: BookingActionsProps) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<"cancel" | "move" | null>(null);
  const [moved, setMoved] = useState(false);
  const now = useNow(15_000);
  const canCancel = booking.cancelUntil !== null && now <= booking.cancelUntil;
  const canMove = booking.rescheduleUntil !== null && now <= booking.rescheduleUntil;
  const stop = () => setDoing(null);
  if (booking.cancelUntil === null) return null;

  if (doing === "cancel") {
    return <CancelBooking {...{ booking, link, clock }} onEnd={stop} />;
  }
  return (
    <div className="flex flex-col gap-4 print:hidden">
      <p role="status" className="font-semibold text-accent-text empty:hidden">
        {moved && t("move.done")}
      </p>
      <BookingPolicy {...{ booking, clock, now }} />
      {(canMove || canCancel) && (
        <div className="grid gap-2 sm:grid-flow-col sm:auto-cols-fr">
          {canMove && (
            <Button data-testid="move" onClick={() => setDoing("move")}>
              {t("move.start")}
            </Button>
          )}
          {canCancel && (
            <Button look="outline" data-testid="cancel" onClick={() => setDoing("cancel")}>
              {t("cancel.start")}
            </Button>
          )}
        </div>
      )}
      {doing === "move" && (
        <MoveDialog
          booking={booking}
          token={link.token}
          zone={clock.zone}
          onClose={stop}
          onMoved={() => setMoved(true)}
        />
      )}
    </div>
  );
}
