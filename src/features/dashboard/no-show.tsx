import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import { useRefusal } from "../../lib/use-refusal";

type NoShowProps = { bookingId: Id<"bookings">; onDone: () => void };

/** The second step of noting that the customer did not come, which cannot be undone. */
export function NoShow({ bookingId, onDone }: NoShowProps) {
  const { t } = useTranslation("member");
  const { sentence } = useRefusal();
  const markNoShow = useMutation(api.bookings.markNoShow);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const confirm = async () => {
    setBusy(true);
    try {
      await markNoShow({ bookingId });
      onDone();
    } catch (thrown) {
      setRefused(sentence(thrown));
      setBusy(false);
    }
  };
  return (
    <Notice tone="warning" role="alert" className="flex flex-col gap-3">
      <p>{refused ?? t("noShow.text")}</p>
      <div className="flex flex-wrap gap-2">
        <Button data-testid="no-show-confirm" busy={busy} onClick={confirm}>
          {t("noShow.confirm")}
        </Button>
        <Button look="outline" onClick={onDone}>
          {t("noShow.keep")}
        </Button>
      </div>
    </Notice>
  );
}
