import { useQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Badge } from "../../components/ui/badge";
import type { ZoneClock } from "../../lib/zone-clock";
import { BookingMessage } from "./booking-message";

type BookingMessagesProps = { bookingId: Id<"bookings">; clock: ZoneClock };

/** Every message of a booking, live: what is planned on top, then the latest. Folded, unless something did not arrive. */
export function BookingMessages({ bookingId, clock }: BookingMessagesProps) {
  const { t } = useTranslation("messages");
  const messages = useQuery(api.messages.listForBooking, { bookingId });
  if (messages === undefined) return null;
  const lost = messages.filter(({ status }) => status === "failed" || status === "bounced").length;
  return (
    <details
      // A trouble that comes while one looks opens it too.
      key={lost > 0 ? "lost" : "fine"}
      open={lost > 0}
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
