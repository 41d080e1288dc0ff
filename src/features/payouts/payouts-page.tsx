import { useMutation, useQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { StripeAccount } from "../../components/stripe-account";
import { Section } from "../../components/ui/section";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";

/** How the money of a member's bookings reaches them. Stripe's pages lead back here. */
export function PayoutsPage({ memberId }: { memberId: Id<"memberSettings"> }) {
  const { t } = useTranslation("payments");
  const paid = useQuery(api.payments.accounts.get, { memberId });
  const connect = useMutation(api.payments.accounts.connect);
  usePageTitle(t("payouts.title"));
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <header>
        <h1 className="text-title">{t("payouts.title")}</h1>
        <p className="text-muted">{t("payouts.text")}</p>
      </header>
      {paid === undefined && <Skeleton className="h-72 rounded-2xl" />}
      {paid?.mode === "platform" && <p>{t("payouts.platform")}</p>}
      {paid && paid.mode !== "platform" && (
        <Section title={t("payouts.account")} text={t(`payouts.${paid.mode}`)}>
          <StripeAccount account={paid.account} connect={() => connect({ memberId })} />
        </Section>
      )}
    </div>
  );
}
