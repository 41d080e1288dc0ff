import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorOf, type ErrorCode } from "../../core/errors";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { useRefusal } from "./use-refusal";

/** A new start, and the revision of the booking that was on screen when it was chosen. */
export type Wish = { start: number; revision: number };

/** Why a booking was not moved. The code is null where the fault is ours or the network's. */
export type MoveRefusal = { code: ErrorCode | null; sentence: string };

type Movable = { bookingId: Id<"bookings">; token?: string | undefined };

/** Moves one booking. `move` answers null when it is done, and the refusal otherwise. */
export function useMove({ bookingId, token }: Movable) {
  const { t } = useTranslation();
  const { sentence } = useRefusal();
  const reschedule = useMutation(api.bookings.reschedule);
  const [busy, setBusy] = useState(false);

  const move = async (wish: Wish, reason: string): Promise<MoveRefusal | null> => {
    setBusy(true);
    try {
      await reschedule({ bookingId, ...wish, reason, ...(token !== undefined && { token }) });
      return null;
    } catch (thrown) {
      const code = errorOf(thrown)?.code ?? null;
      const isStale = code === "STALE_REVISION";
      return { code, sentence: isStale ? t("move.stale") : sentence(thrown) };
    } finally {
      setBusy(false);
    }
  };
  return { move, busy };
}
