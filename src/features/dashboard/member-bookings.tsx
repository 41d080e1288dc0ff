import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "../../../convex/_generated/dataModel";
import type { ZoneClock } from "../../lib/zone-clock";
import { BookingCalendar } from "./booking-calendar";
import { BookingDrawer } from "./booking-drawer";
import { UpcomingList } from "./upcoming-list";
import type { MemberBooking } from "./use-arrivals";

type MemberBookingsProps = {
  memberId: Id<"memberSettings">;
  clock: ZoneClock;
  isAdmin: boolean;
  /** A booking to begin with. */
  initial?: MemberBooking | undefined;
};

/** What lies ahead of a member, the calendar, and the booking that was chosen from either. */
export function MemberBookings({ memberId, clock, isAdmin, initial }: MemberBookingsProps) {
  const { t } = useTranslation("member");
  const [opened, setOpened] = useState<MemberBooking | null>(initial ?? null);
  return (
    <>
      <section aria-labelledby="upcoming" className="flex flex-col gap-3">
        <h2 id="upcoming" className="text-heading">
          {t("upcoming.title")}
        </h2>
        <UpcomingList memberId={memberId} clock={clock} onOpen={setOpened} />
      </section>
      <section aria-labelledby="calendar" className="flex flex-col gap-3">
        <h2 id="calendar" className="text-heading">
          {t("calendar.title")}
        </h2>
        <BookingCalendar memberId={memberId} clock={clock} onOpen={setOpened} />
      </section>
      {opened && (
        <BookingDrawer
          key={opened.id}
          booking={opened}
          {...{ memberId, clock, isAdmin }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
