import { useTranslation } from "react-i18next";
import type { Id } from "../../../convex/_generated/dataModel";
import { BookingStatus } from "../../components/booking-status";
import { When } from "../../components/when";
import { Dialog } from "../../components/ui/dialog";
import { Notice } from "../../components/ui/notice";
import { useZoneClock, yearOf, type ZoneClock } from "../../lib/zone-clock";
import { BookingContact } from "./booking-contact";
import { BookingHistory } from "./booking-history";
import { BookingMessages } from "./booking-messages";
import { BookingMoney } from "./booking-money";
import { BookingNotes } from "./booking-notes";
import { BookingSteps } from "./booking-steps";
import { MeetingUrl } from "./meeting-url";
import { RequestDecision } from "./request-decision";
import type { MemberBooking } from "./use-arrivals";
import { useLiveBooking } from "./use-live-booking";

type BookingDrawerProps = {
  booking: MemberBooking;
  memberId: Id<"memberSettings">;
  clock: ZoneClock;
  isAdmin: boolean;
  onClose: () => void;
};

/** Everything about one booking, live, beside the list it was opened from. */
export function BookingDrawer({ booking: opened, memberId, ...rest }: BookingDrawerProps) {
  const { t } = useTranslation("member");
  const { booking, history, isGone } = useLiveBooking(opened, memberId);
  const { clock, isAdmin, onClose } = rest;
  const year = yearOf(booking.start);
  const customerClock = useZoneClock(booking.timezone, [year, year + 1]);
  const name = booking.contact?.name ?? "";
  return (
    <Dialog
      open
      onOpenChange={onClose}
      place="side"
      title={name}
      description={booking.eventType.name}
    >
      {isGone ? (
        <Notice tone="warning" role="alert">
          {t("drawer.gone")}
        </Notice>
      ) : (
        <div data-testid="booking-drawer" className="flex flex-col gap-6">
          <p className="flex items-center justify-between gap-4">
            <BookingStatus status={booking.status} />
            <span className="font-semibold tracking-[0.1em] text-muted">{booking.code}</span>
          </p>
          {booking.status === "pending" && <RequestDecision booking={booking} clock={clock} />}
          <When
            start={booking.start}
            end={booking.end}
            clock={clock}
            other={customerClock && { clock: customerClock, name }}
          />
          <BookingContact booking={booking} />
          <BookingMoney booking={booking} clock={clock} />
          {booking.cancelReason && (
            <p>
              <span className="block text-sm text-muted">{t("drawer.cancelReason")}</span>
              {booking.cancelReason}
            </p>
          )}
          {booking.status === "confirmed" && (
            <MeetingUrl bookingId={booking.id} saved={booking.meetingUrl} />
          )}
          <BookingNotes key={booking.id} bookingId={booking.id} saved={booking.notes} />
          <BookingSteps {...{ booking, clock, customerClock, isAdmin }} onGiven={onClose} />
          <BookingMessages bookingId={booking.id} clock={clock} />
          {history && <BookingHistory lines={history} clock={clock} />}
        </div>
      )}
    </Dialog>
  );
}
