import { useQuery } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { BookingStatus } from "../../components/booking-status";
import { When } from "../../components/when";
import { Dialog } from "../../components/ui/dialog";
import { useZoneClock, yearOf, type ZoneClock } from "../../lib/zone-clock";
import { BookingContact } from "./booking-contact";
import { BookingHistory } from "./booking-history";
import { BookingMoney } from "./booking-money";
import { BookingNotes } from "./booking-notes";
import { BookingSteps } from "./booking-steps";
import { MeetingUrl } from "./meeting-url";
import { RequestDecision } from "./request-decision";
import type { MemberBooking } from "./use-arrivals";

type BookingDrawerProps = {
  booking: MemberBooking;
  memberId: Id<"memberSettings">;
  clock: ZoneClock;
  onClose: () => void;
};

/** Everything about one booking, live, beside the list it was opened from. */
export function BookingDrawer({ booking: opened, memberId, clock, onClose }: BookingDrawerProps) {
  const { t } = useTranslation("member");
  // The history says where the booking stands now, whoever moved it.
  const history = useQuery(api.bookings.history, { bookingId: opened.id });
  const start = history?.at(-1)?.startTime ?? opened.start;
  const range = { memberId, from: start, to: start + 1 };
  const current = useQuery(api.bookings.listForMember, range)?.find(({ id }) => id === opened.id);
  // While its new place loads, a moved booking stays as it was last seen.
  const [booking, setBooking] = useState(opened);
  if (current !== undefined && current !== booking) setBooking(current);
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
        <BookingSteps {...{ booking, clock, customerClock }} />
        {history && <BookingHistory lines={history} clock={clock} />}
      </div>
    </Dialog>
  );
}
