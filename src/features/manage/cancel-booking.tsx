import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "../../../convex/_generated/dataModel";
import { CancelForm } from "../../components/cancel-form";
import { Button } from "../../components/ui/button";

/** Two steps, so that no single press, and no mail scanner, cancels anything. */
export function CancelBooking({ bookingId, token }: { bookingId: Id<"bookings">; token?: string }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <Button look="outline" data-testid="cancel" onClick={() => setAsked(true)}>
        {t("cancel.start")}
      </Button>
    );
  }
  return (
    <CancelForm
      bookingId={bookingId}
      {...(token !== undefined && { token })}
      onKeep={() => setAsked(false)}
    />
  );
}
