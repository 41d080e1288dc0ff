import { useQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";
import { BlockSection } from "./block-section";
import { LimitsForm } from "./limits-form";

/** How much anybody may ask for, and whom the business takes no bookings from. */
export function LimitsPage({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("owner");
  const limits = useQuery(api.limits.settings, { tenantSlug });
  usePageTitle(t("limits.title"));
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <header>
        <h1 className="text-title">{t("limits.title")}</h1>
        <p className="text-muted">{t("limits.text")}</p>
      </header>
      {limits ? (
        <LimitsForm tenantSlug={tenantSlug} stored={limits} />
      ) : (
        <Skeleton className="h-96 rounded-2xl" />
      )}
      <BlockSection tenantSlug={tenantSlug} />
    </div>
  );
}
