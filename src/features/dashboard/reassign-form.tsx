import { useQuery } from "convex/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { Refusal } from "../../components/ui/refusal";
import { HostFields, type HostChoice } from "./host-fields";
import { ReasonInput } from "../../components/reason-input";
import { useReassign } from "./use-reassign";
import type { MemberBooking } from "./use-arrivals";

type ReassignFormProps = {
  booking: MemberBooking;
  onKeep: () => void;
  /** The booking is another member's now. */
  onGiven: () => void;
};

/** The owner gives a booking to another member, at its time. */
export function ReassignForm({ booking, onKeep, onGiven }: ReassignFormProps) {
  const { t } = useTranslation("member");
  const hosts = useQuery(api.bookings.listHosts, { bookingId: booking.id });
  const [choice, setChoice] = useState<HostChoice>(null);
  const [reason, setReason] = useState("");
  const { reassign, busy, refused } = useReassign(booking, onGiven);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <form
      noValidate
      data-testid="reassign-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (choice && !busy) void reassign({ ...choice, reason });
      }}
      className="flex animate-rise flex-col gap-4 rounded-2xl border border-line p-4 sm:p-5"
    >
      <h3 ref={heading} tabIndex={-1} className="text-heading">
        {t("reassign.title")}
      </h3>
      <p className="text-[0.9375rem] text-muted">
        {t(hosts?.length === 0 ? "reassign.none" : "reassign.text")}
      </p>
      <HostFields hosts={hosts ?? []} choice={choice} onChange={setChoice} />
      <ReasonInput label={t("reassign.reason")} value={reason} onChange={setReason} />
      <Refusal>{refused}</Refusal>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          data-testid="reassign-confirm"
          busy={busy}
          aria-disabled={!choice || busy || undefined}
        >
          {t("reassign.confirm")}
        </Button>
        <Button look="outline" onClick={onKeep}>
          {t("reassign.keep")}
        </Button>
      </div>
    </form>
  );
}
