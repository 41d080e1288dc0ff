import { useQuery } from "convex/react";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";
import { MemberBookings } from "./member-bookings";
import { NewBooking } from "./new-booking";
import { useCalendarClock } from "./use-calendar-clock";

type DashboardPageProps = {
  tenantSlug: string;
  memberId: Id<"memberSettings">;
  /** Whether who looks runs the marketplace, too, and may give bookings to other members. */
  isAdmin: boolean;
};

/** A member's own bookings: what lies ahead, and the calendar. */
export function DashboardPage({ tenantSlug, memberId, isAdmin }: DashboardPageProps) {
  const { t } = useTranslation("member");
  const settings = useQuery(api.members.settings, { tenantSlug });
  const clock = useCalendarClock(settings?.timezone);
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
        <MemberBookings {...{ memberId, clock, isAdmin }} />
      ) : (
        <Skeleton className="h-96 rounded-2xl" />
      )}
      {entering && clock && (
        <NewBooking memberId={memberId} clock={clock} onClose={() => setEntering(false)} />
      )}
    </div>
  );
}
