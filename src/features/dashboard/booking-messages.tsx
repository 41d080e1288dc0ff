import { useQuery } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Badge } from "../../components/ui/badge";
import type { ZoneClock } from "../../lib/zone-clock";
import { BookingMessage, isLost } from "./booking-message";

type BookingMessagesProps = { bookingId: Id<"bookings">; clock: ZoneClock };

/** Every message of a booking, live: what is planned on top, then the latest. Folded, until something does not arrive. */
export function BookingMessages({ bookingId, clock }: BookingMessagesProps) {
  const { t } = useTranslation("messages");
  const messages = useQuery(api.messages.listForBooking, { bookingId });
  const [isOpen, setIsOpen] = useState(false);
  const [known, setKnown] = useState(0);
  const lost = (messages ?? []).filter(isLost).length;
  if (lost !== known) {
    setKnown(lost);
    if (lost > known) setIsOpen(true);
  }
  if (messages === undefined) return null;
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
      data-testid="messages"
      className="rounded-xl border border-line px-4 py-3"
    >
      <summary className="cursor-pointer font-semibold">
        {t("log.title")}
        {lost > 0 && (
          <Badge tone="danger" className="ms-3">
            {t("log.lost", { count: lost })}
          </Badge>
        )}
      </summary>
      {messages.length === 0 && <p className="mt-3 text-sm text-muted">{t("log.none")}</p>}
      <ul className="mt-2 divide-y divide-line empty:hidden">
        {messages
          .toSorted((a, b) => b.dueAt - a.dueAt)
          .map((message) => (
            <li key={message.id} data-testid="message" data-kind={message.kind} className="py-3.5">
              <BookingMessage message={message} clock={clock} />
            </li>
          ))}
      </ul>
    </details>
  );
}
