import { usePaginatedQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Badge } from "../../components/ui/badge";

/** More than this are simply many. */
const COUNTED = 9;

/** How many mismatches of money and bookings wait for the owner; live, and nothing while there are none. */
export function OpenMismatches({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("payments");
  const { results } = usePaginatedQuery(
    api.payments.mismatches.list,
    { tenantSlug },
    { initialNumItems: COUNTED + 1 },
  );
  if (results.length === 0) return null;
  const isMany = results.length > COUNTED;
  const count = Math.min(results.length, COUNTED);
  return (
    <Badge tone="danger" data-testid="open-mismatches" className="relative tabular-nums">
      <span aria-hidden>{isMany ? `${count}+` : count}</span>
      <span className="sr-only">
        {t(isMany ? "mismatches.navMany" : "mismatches.navCount", { count })}
      </span>
    </Badge>
  );
}
