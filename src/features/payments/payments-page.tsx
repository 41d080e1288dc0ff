import { useMutation, useQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { StripeAccount } from "../../components/stripe-account";
import { Section } from "../../components/ui/section";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";
import { MismatchList } from "./mismatch-list";
import { ReceivedList } from "./received-list";
import { SettingsForm } from "./settings-form";

/** The owner's page about money: where somebody has to look, what came in, and who is paid. */
export function PaymentsPage({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("payments");
  const settings = useQuery(api.payments.settings, { tenantSlug });
  const currency = useQuery(api.tenants.get, { slug: tenantSlug })?.currency;
  usePageTitle(t("title"));
  return (
    <div className="flex flex-col gap-6">
      <header>
        <h1 className="text-title">{t("title")}</h1>
        <p className="text-muted">{t("text")}</p>
      </header>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <MismatchList tenantSlug={tenantSlug} />
          <ReceivedList tenantSlug={tenantSlug} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          {settings && currency !== undefined ? (
            <SettingsForm {...{ tenantSlug, currency }} stored={settings} />
          ) : (
            <Skeleton className="h-[34rem] rounded-2xl" />
          )}
          {settings && settings.mode !== "platform" && <TenantAccount tenantSlug={tenantSlug} />}
        </div>
      </div>
    </div>
  );
}

function TenantAccount({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("payments");
  const account = useQuery(api.payments.accounts.getTenants, { tenantSlug });
  const connect = useMutation(api.payments.accounts.connectTenants);
  if (account === undefined) return <Skeleton className="h-64 rounded-2xl" />;
  return (
    <Section title={t("tenantAccount.title")} text={t("tenantAccount.text")}>
      <StripeAccount account={account} connect={() => connect({ tenantSlug })} />
    </Section>
  );
}
