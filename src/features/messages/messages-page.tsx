import { useQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";
import { ServiceState } from "./service-state";
import { TextsSection } from "./texts-section";
import { TimingForm } from "./timing-form";
import { TroubleList } from "./trouble-list";

/** The owner's page about messages: what did not arrive, whether any can leave, when they do, and in which words. */
export function MessagesPage({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("messages");
  const settings = useQuery(api.messages.settings, { tenantSlug });
  usePageTitle(t("title"));
  return (
    <div className="flex flex-col gap-6">
      <header>
        <h1 className="text-title">{t("title")}</h1>
        <p className="text-muted">{t("text")}</p>
      </header>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_19rem]">
        <TroubleList tenantSlug={tenantSlug} />
        {settings ? (
          <ServiceState tenantSlug={tenantSlug} settings={settings} />
        ) : (
          <Skeleton className="h-44 rounded-2xl" />
        )}
      </div>
      {settings ? (
        <TimingForm tenantSlug={tenantSlug} settings={settings} />
      ) : (
        <Skeleton className="h-[34rem] rounded-2xl" />
      )}
      <TextsSection tenantSlug={tenantSlug} />
    </div>
  );
}
