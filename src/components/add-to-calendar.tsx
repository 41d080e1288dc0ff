import { CalendarPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import {
  googleCalendarUrl,
  outlookCalendarUrl,
  yahooCalendarUrl,
} from "../../core/bookings/calendar-entry";
import type { BookingLink } from "../lib/use-payment-check";
import { CalendarFile } from "./calendar-file";
import { buttonStyle } from "./ui/button";

type AddToCalendarProps = {
  booking: {
    code: string;
    start: number;
    end: number;
    meetingUrl: string | null;
    eventType: { name: string };
    member: { name: string };
  };
  link: BookingLink;
};

/** The ways of a booking into the calendars people use. */
export function AddToCalendar({ booking, link }: AddToCalendarProps) {
  const { t } = useTranslation("checkout");
  const { code, start, end, eventType, member, meetingUrl } = booking;
  const event = {
    ...{ start, end, place: meetingUrl ?? "" },
    title: t("calendar.title", { service: eventType.name, name: member.name }),
    text: t("calendar.text", { code }),
  };
  const addresses = {
    google: googleCalendarUrl(event),
    outlook: outlookCalendarUrl(event),
    yahoo: yahooCalendarUrl(event),
  };
  return (
    <div
      role="group"
      aria-label={t("calendar.label")}
      data-testid="calendar"
      className="flex flex-col gap-2.5 print:hidden"
    >
      <span className="flex items-center gap-2 text-sm font-semibold">
        <CalendarPlus aria-hidden className="size-4.5 text-accent-text" />
        {t("calendar.label")}
      </span>
      <div className="flex flex-wrap gap-2">
        {(["google", "outlook", "yahoo"] as const).map((name) => (
          <a
            key={name}
            href={addresses[name]}
            target="_blank"
            rel="noopener noreferrer"
            className={buttonStyle({ look: "outline" })}
          >
            {t(`calendar.${name}`)}
          </a>
        ))}
        <CalendarFile link={link} name={`${code}.ics`} />
      </div>
    </div>
  );
}
