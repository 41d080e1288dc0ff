import { Video } from "lucide-react";
import { useTranslation } from "react-i18next";
import { buttonStyle } from "../../components/ui/button";
import type { CustomerBooking } from "./customer-booking";

/** The way to an online meeting, once the member has said where, while there is a meeting to come to. */
export function MeetingLink({ booking: { status, meetingUrl } }: { booking: CustomerBooking }) {
  const { t } = useTranslation("booking");
  if (status !== "confirmed" || meetingUrl === null) return null;
  return (
    <a
      href={meetingUrl}
      target="_blank"
      rel="noopener noreferrer"
      data-testid="meeting-link"
      className={buttonStyle({ look: "outline" })}
    >
      <Video aria-hidden className="size-4.5" />
      {t("manage.join")}
    </a>
  );
}
