import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorOf } from "../../../core/errors";
import { api } from "../../../convex/_generated/api";
import { useRefusal } from "../../lib/use-refusal";
import type { Host, HostChoice } from "./host-fields";
import type { MemberBooking } from "./use-arrivals";

type Handover = NonNullable<HostChoice> & { reason: string };

/** Gives a booking to another member. */
export function useReassign(booking: MemberBooking, onGiven: () => void) {
  const { t } = useTranslation(["member", "common"]);
  const { sentence } = useRefusal();
  const send = useMutation(api.bookings.reassign);
  // What was on screen when one began: a move meanwhile must not be overrun unseen.
  const [seen, setSeen] = useState(booking.revision);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  const sentenceOf = (thrown: unknown, { name }: Host) => {
    const code = errorOf(thrown)?.code;
    if (code === "SLOT_TAKEN" || code === "NOT_AVAILABLE") return t("reassign.busy", { name });
    return code === "STALE_REVISION" ? t("common:move.stale") : sentence(thrown);
  };
  const reassign = async ({ host, eventTypeId, reason }: Handover) => {
    setBusy(true);
    setRefused(null);
    const to = { memberId: host.memberId, eventTypeId, reason };
    try {
      await send({ bookingId: booking.id, revision: seen, ...to });
      onGiven();
    } catch (thrown) {
      setRefused(sentenceOf(thrown, host));
      setSeen(booking.revision);
      setBusy(false);
    }
  };
  return { reassign, busy, refused };
}
