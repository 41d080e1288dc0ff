import { CalendarPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  calendarFile,
  googleCalendarUrl,
  outlookCalendarUrl,
} from "../../core/bookings/calendar-entry";
import { buttonStyle } from "./ui/button";

type AddToCalendarProps = {
  booking: {
    id: string;
    code: string;
    revision: number;
    start: number;
    end: number;
    meetingUrl: string | null;
    eventType: { name: string };
    member: { name: string };
    tenant: { slug: string };
  };
};

/** The ways of a booking into the calendars people use. */
export function AddToCalendar({ booking }: AddToCalendarProps) {
  const { t } = useTranslation("checkout");
  const [now] = useState(() => Date.now());
  const { id, code, eventType, member, tenant, meetingUrl } = booking;
  const { revision, start, end } = booking;
  const entry = {
    ...{ uid: `${id}@${tenant.slug}`, revision, start, end, now, place: meetingUrl ?? "" },
    title: t("calendar.title", { service: eventType.name, name: member.name }),
    text: t("calendar.text", { code }),
  };
  const file = `data:text/calendar;charset=utf-8,${encodeURIComponent(calendarFile(entry))}`;
  const look = buttonStyle({ look: "outline", size: "small" });
  const away = { target: "_blank", rel: "noopener noreferrer", className: look };
  return (
    <div
      role="group"
      aria-label={t("calendar.label")}
      data-testid="calendar"
      className="flex flex-wrap items-center gap-2 print:hidden"
    >
      <span className="me-1 flex items-center gap-2 text-sm font-semibold">
        <CalendarPlus aria-hidden className="size-4.5 text-accent-text" />
        {t("calendar.label")}
      </span>
      <a href={googleCalendarUrl(entry)} {...away}>
        {t("calendar.google")}
      </a>
      <a href={outlookCalendarUrl(entry)} {...away}>
        {t("calendar.outlook")}
      </a>
      <a href={file} download={`${code}.ics`} data-testid="calendar-file" className={look}>
        {t("calendar.file")}
      </a>
    </div>
  );
}
