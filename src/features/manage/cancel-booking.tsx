import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "../../../convex/_generated/dataModel";
import { CancelForm } from "../../components/cancel-form";
import { Button } from "../../components/ui/button";
import { useNow } from "../../lib/use-now";

type CancelBookingProps = {
  bookingId: Id<"bookings">;
  token?: string;
  /** The last instant at which the customer may cancel. */
  until: number;
};

/** Two steps, so that no single press, and no mail scanner, cancels anything. */
export function CancelBooking({ bookingId, token, until }: CancelBookingProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const now = useNow(15_000);
  if (now > until) return <p className="text-sm text-muted">{t("cancel.tooLate")}</p>;
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
