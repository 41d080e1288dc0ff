import { useQuery } from "convex/react";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Skeleton } from "../../components/ui/skeleton";
import { useNow } from "../../lib/use-now";
import { usePageTitle } from "../../lib/use-page-title";
import { useZoneClock, yearOf, type ZoneClock } from "../../lib/zone-clock";
import { BookingCalendar } from "./booking-calendar";
import { BookingDrawer } from "./booking-drawer";
import { NewBooking } from "./new-booking";
import { UpcomingList } from "./upcoming-list";
import type { MemberBooking } from "./use-arrivals";

type DashboardPageProps = { tenantSlug: string; memberId: Id<"memberSettings"> };

/** A member's bookings: what lies ahead, and the calendar. */
export function DashboardPage({ tenantSlug, memberId }: DashboardPageProps) {
  const { t } = useTranslation("member");
  const settings = useQuery(api.members.settings, { tenantSlug });
  const now = useNow(60_000);
  // A year to each side: the calendar may be turned that far without waiting for another clock.
  const years = [-1, 0, 1, 2].map((by) => yearOf(now) + by);
  const clock = useZoneClock(settings?.timezone, years);
  const [entering, setEntering] = useState(false);
  usePageTitle(t("bookings.title"));
  return (
    <div className="flex flex-col gap-6">
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <h1 className="text-title">{t("bookings.title")}</h1>
          <p className="text-muted">{t("bookings.text")}</p>
        </div>
        <Button data-testid="new-booking" onClick={() => setEntering(true)}>
          <Plus aria-hidden className="size-4" />
          {t("manual.new")}
        </Button>
      </header>
      {clock ? (
        <Bookings memberId={memberId} clock={clock} />
      ) : (
        <Skeleton className="h-96 rounded-2xl" />
      )}
      {entering && clock && (
        <NewBooking memberId={memberId} clock={clock} onClose={() => setEntering(false)} />
      )}
    </div>
  );
}

function Bookings({ memberId, clock }: { memberId: Id<"memberSettings">; clock: ZoneClock }) {
  const { t } = useTranslation("member");
  const [opened, setOpened] = useState<MemberBooking | null>(null);
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
          booking={opened}
          memberId={memberId}
          clock={clock}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
