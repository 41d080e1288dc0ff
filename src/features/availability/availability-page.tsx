import { useTranslation } from "react-i18next";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";
import { AvailabilityEditor } from "./availability-editor";
import { useStoredAvailability } from "./use-stored-availability";

/** When a member can be booked: the ordinary week, what departs from it, and what customers see of it. */
export function AvailabilityPage({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("availability");
  const stored = useStoredAvailability(tenantSlug);
  usePageTitle(t("title"));
  return (
    <div className="flex flex-col gap-6">
      <header>
        <h1 className="text-title">{t("title")}</h1>
        <p className="text-muted">{t("text")}</p>
      </header>
      {stored ? (
        <AvailabilityEditor key={stored.settings.id} tenantSlug={tenantSlug} stored={stored} />
      ) : (
        <>
          <Skeleton className="h-56 rounded-2xl" />
          <Skeleton className="h-[36rem] rounded-2xl" />
        </>
      )}
    </div>
  );
}
