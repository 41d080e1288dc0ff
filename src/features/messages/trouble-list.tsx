import { useQuery } from "convex/react";
import { CircleCheck } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { Skeleton } from "../../components/ui/skeleton";
import { TroubleItem } from "./trouble-item";

/** More than this at once hide what stands below. */
const PAGE = 4;

/** Messages that did not arrive, live, each with why and a way to send it again. */
export function TroubleList({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("messages");
  const troubles = useQuery(api.messages.listTroubles, { tenantSlug });
  const [wasSent, setWasSent] = useState(false);
  const [shown, setShown] = useState(PAGE);
  const heading = useRef<HTMLHeadingElement>(null);
  if (troubles === undefined) return <Skeleton className="h-44 rounded-2xl" />;
  const hidden = troubles.length - shown;
  const sent = () => {
    setWasSent(true);
    // The button that was pressed is gone with its row.
    heading.current?.focus();
  };
  return (
    <Card className="flex flex-col gap-1 p-5 sm:p-6">
      <h2 ref={heading} tabIndex={-1} className="text-heading">
        {t("troubles.title")}
      </h2>
      <p role="status" className="sr-only">
        {wasSent && t("troubles.done")} {t("troubles.count", { count: troubles.length })}
      </p>
      {troubles.length === 0 ? (
        <div className="flex items-start gap-3 pt-2" data-testid="no-troubles">
          <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-accent-text" />
          <div>
            <p className="font-medium">{t("troubles.none")}</p>
            <p className="text-sm text-muted">{t("troubles.noneText")}</p>
          </div>
        </div>
      ) : (
        <ul className="divide-y divide-line">
          {troubles.slice(0, shown).map((trouble) => (
            <TroubleItem key={trouble.id} trouble={trouble} onSent={sent} />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <Button look="quiet" onClick={() => setShown(shown + 5 * PAGE)}>
          {t("troubles.more", { count: Math.min(hidden, 5 * PAGE) })}
        </Button>
      )}
    </Card>
  );
}
