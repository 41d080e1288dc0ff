import { useQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";
import { CalendarFeed } from "./calendar-feed";
import { InboxForm } from "./inbox-form";

/** How a member hears of bookings, and the calendar that shows them. */
export function NotificationsPage({ memberId }: { memberId: Id<"memberSettings"> }) {
  const { t } = useTranslation("notifications");
  const inbox = useQuery(api.messages.inbox, { memberId });
  usePageTitle(t("inbox.title"));
  if (inbox === undefined) return <Skeleton className="h-[36rem] rounded-2xl" />;
  return (
    <div className="flex flex-col gap-6">
      <header>
        <h1 className="text-title">{t("inbox.title")}</h1>
        <p className="text-muted">{t("inbox.text")}</p>
      </header>
      <InboxForm memberId={memberId} inbox={inbox} />
      {inbox && <CalendarFeed memberId={memberId} address={inbox.feed} />}
    </div>
  );
}
