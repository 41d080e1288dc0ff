import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dueNow } from "../../../core/money/quote";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import { useMoney } from "../../lib/use-money";
import { useRefusal } from "../../lib/use-refusal";
import type { ZoneClock } from "../../lib/zone-clock";
import { ReasonInput } from "../../components/reason-input";
import type { MemberBooking } from "./use-arrivals";

/** A request waits for its member: yes or no, and until when. */
export function RequestDecision({ booking, clock }: { booking: MemberBooking; clock: ZoneClock }) {
  const { t } = useTranslation(["member", "money"]);
  const { sentence } = useRefusal();
  const money = useMoney(booking.currency);
  const approve = useMutation(api.bookings.approve);
  const decline = useMutation(api.bookings.decline);
  const [deciding, setDeciding] = useState<"approve" | "decline" | null>(null);
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<string | null>(null);
  const { id: bookingId, expiresAt, paymentStatus } = booking;

  const decide = async (decision: "approve" | "decline") => {
    if (deciding !== null) return;
    setDeciding(decision);
    setRefused(null);
    try {
      await (decision === "approve" ? approve({ bookingId }) : decline({ bookingId, reason }));
    } catch (thrown) {
      setRefused(sentence(thrown));
    } finally {
      setDeciding(null);
    }
  };

  return (
    <Notice tone="warning" className="flex flex-col gap-3">
      <p>
        {t("request.text")}{" "}
        {expiresAt !== null &&
          t("request.until", { time: clock.at(expiresAt).dateTime(expiresAt) })}
      </p>
      {paymentStatus === "authorized" && (
        <p>{t("money:decide.authorized", { due: money(dueNow(booking)) })}</p>
      )}
      {booking.paidAmount > 0 && (
        <p>{t("money:decide.paid", { paid: money(booking.paidAmount) })}</p>
      )}
      <ReasonInput label={t("request.reason")} value={reason} onChange={setReason} />
      {refused && <p role="alert">{refused}</p>}
      <div className="flex gap-2">
        <Button
          data-testid="approve"
          busy={deciding === "approve"}
          onClick={() => decide("approve")}
        >
          {t("request.approve")}
        </Button>
        <Button
          look="outline"
          data-testid="decline"
          busy={deciding === "decline"}
          onClick={() => decide("decline")}
        >
          {t("request.decline")}
        </Button>
      </div>
    </Notice>
  );
}
