import { usePaginatedQuery } from "convex/react";
import { ReceiptText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { EmptyState } from "../../components/ui/empty-state";
import { Skeleton } from "../../components/ui/skeleton";
import { ReceivedRow } from "./received-row";

const PAGE = 20;

/** What bookings brought in and what of it went back, the latest first; live. */
export function ReceivedList({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("payments");
  const { results, status, loadMore } = usePaginatedQuery(
    api.payments.listRecent,
    { tenantSlug },
    { initialNumItems: PAGE },
  );
  if (status === "LoadingFirstPage") return <Skeleton className="h-96 rounded-2xl" />;
  return (
    <Card className="flex flex-col gap-1 p-5 sm:p-6">
      <h2 className="text-heading">{t("received.title")}</h2>
      {results.length === 0 && (
        <EmptyState icon={ReceiptText} title={t("received.none")} text={t("received.noneText")} />
      )}
      <ul className="divide-y divide-line empty:hidden">
        {results.map((payment) => (
          <ReceivedRow key={payment.id} payment={payment} />
        ))}
      </ul>
      {(status === "CanLoadMore" || status === "LoadingMore") && (
        <Button look="quiet" busy={status === "LoadingMore"} onClick={() => loadMore(PAGE)}>
          {t("received.more")}
        </Button>
      )}
    </Card>
  );
}
