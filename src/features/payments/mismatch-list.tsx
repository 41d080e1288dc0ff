import { usePaginatedQuery } from "convex/react";
import { CircleCheck } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { Skeleton } from "../../components/ui/skeleton";
import { MismatchItem } from "./mismatch-item";

const PAGE = 10;

/** Where money and bookings do not agree, live, with a safe way out of each. */
export function MismatchList({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("payments");
  const { results, status, loadMore } = usePaginatedQuery(
    api.payments.mismatches.list,
    { tenantSlug },
    { initialNumItems: PAGE },
  );
  const [wasRepaired, setWasRepaired] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  if (status === "LoadingFirstPage") return <Skeleton className="h-28 rounded-2xl" />;
  const repaired = () => {
    setWasRepaired(true);
    // The button that was pressed is gone with its row.
    heading.current?.focus();
  };
  return (
    <Card className="flex flex-col gap-1 p-5 sm:p-6">
      <h2 ref={heading} tabIndex={-1} className="text-heading">
        {t("mismatches.title")}
      </h2>
      <p role="status" className="sr-only">
        {wasRepaired && t("mismatches.done")} {t("mismatches.count", { count: results.length })}
      </p>
      {results.length === 0 ? (
        <div className="flex items-start gap-3 pt-2" data-testid="no-mismatches">
          <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-accent-text" />
          <div>
            <p className="font-medium">{t("mismatches.none")}</p>
            <p className="text-sm text-muted">{t("mismatches.noneText")}</p>
          </div>
        </div>
      ) : (
        <ul className="divide-y divide-line">
          {results.map((mismatch) => (
            <MismatchItem key={mismatch.id} mismatch={mismatch} onRepaired={repaired} />
          ))}
        </ul>
      )}
      {(status === "CanLoadMore" || status === "LoadingMore") && (
        <Button look="quiet" busy={status === "LoadingMore"} onClick={() => loadMore(PAGE)}>
          {t("mismatches.more")}
        </Button>
      )}
    </Card>
  );
}
