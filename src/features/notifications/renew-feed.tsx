import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { SecondStep } from "../../components/second-step";
import { Button } from "../../components/ui/button";

/** Takes the feed's address back in two steps: every calendar that follows it loses the bookings. */
export function RenewFeed({ memberId }: { memberId: Id<"memberSettings"> }) {
  const { t } = useTranslation("notifications");
  const renew = useMutation(api.messages.renewFeed);
  const [asks, setAsks] = useState(false);
  const [isRenewed, setIsRenewed] = useState(false);
  if (asks) {
    return (
      <SecondStep
        text={t("feed.renewText")}
        confirm={t("feed.renewConfirm")}
        keep={t("feed.renewKeep")}
        testId="renew-confirm"
        onConfirm={async () => {
          await renew({ memberId });
          setIsRenewed(true);
        }}
        onDone={() => setAsks(false)}
      />
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button look="outline" data-testid="renew" onClick={() => setAsks(true)}>
        {t("feed.renew")}
      </Button>
      <p role="status" className="text-sm text-muted">
        {isRenewed && t("feed.renewed")}
      </p>
    </div>
  );
}
