import { useQuery } from "convex/react";
import { Mail, MessageSquareText, Phone } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { BookingStatus } from "../../components/booking-status";
import { CancelForm } from "../../components/cancel-form";
import { Price } from "../../components/price";
import { When } from "../../components/when";
import { Button } from "../../components/ui/button";
import { Dialog } from "../../components/ui/dialog";
import { useZoneClock, yearOf, type ZoneClock } from "../../lib/zone-clock";
import { BookingNotes } from "./booking-notes";
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
  const range = { memberId, from: opened.start, to: opened.start + 1 };
  const current = useQuery(api.bookings.listForMember, range)?.find(({ id }) => id === opened.id);
  const booking = current ?? opened;
  const customerClock = useZoneClock(booking.timezone, [yearOf(booking.start)]);
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
        <Contact booking={booking} />
        <p className="flex justify-between">
          <span className="text-muted">{t("drawer.price")}</span>
          <Price {...booking} className="font-semibold" />
        </p>
        {booking.cancelReason && (
          <p>
            <span className="block text-sm text-muted">{t("drawer.cancelReason")}</span>
            {booking.cancelReason}
          </p>
        )}
        <BookingNotes key={booking.id} bookingId={booking.id} saved={booking.notes} />
        <Cancelling booking={booking} />
      </div>
    </Dialog>
  );
}

function Contact({ booking: { contact } }: { booking: MemberBooking }) {
  if (contact === null) return null;
  return (
    <ul className="flex flex-col gap-2.5 text-[0.9375rem]">
      <ContactLine icon={<Mail aria-hidden className="mt-0.5 size-4.5 text-muted" />}>
        <a href={`mailto:${contact.email}`} className="break-all hover:underline">
          {contact.email}
        </a>
      </ContactLine>
      {contact.phone && (
        <ContactLine icon={<Phone aria-hidden className="mt-0.5 size-4.5 text-muted" />}>
          <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, "")}`} className="hover:underline">
            {contact.phone}
          </a>
        </ContactLine>
      )}
      {contact.message && (
        <ContactLine
          icon={<MessageSquareText aria-hidden className="mt-0.5 size-4.5 text-muted" />}
        >
          <span className="whitespace-pre-line break-words">{contact.message}</span>
        </ContactLine>
      )}
    </ul>
  );
}

function ContactLine({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3">
      {icon}
      {children}
    </li>
  );
}

function Cancelling({ booking }: { booking: MemberBooking }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  if (booking.status !== "confirmed") return null;
  if (asked) return <CancelForm bookingId={booking.id} onKeep={() => setAsked(false)} />;
  return (
    <Button look="outline" data-testid="cancel" onClick={() => setAsked(true)}>
      {t("cancel.start")}
    </Button>
  );
}
