import { useQueries, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useMemo, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import type { MemberBooking } from "./use-arrivals";

type History = FunctionReturnType<typeof api.bookings.history>;

/** A booking as it stands now, wherever it was moved since it was opened, with its history; it is gone once it is another member's. */
export function useLiveBooking(opened: MemberBooking, memberId: Id<"memberSettings">) {
  const { id: bookingId } = opened;
  const queries = useMemo(
    () => ({ history: { query: api.bookings.history, args: { bookingId } } }),
    [bookingId],
  );
  // Not `useQuery`, which would take the page away where the booking is taken away.
  const answer = useQueries(queries).history as History | Error | undefined;
  const isGone = answer instanceof Error;
  const history = isGone ? undefined : answer;
  // The history says where the booking stands now, whoever moved it.
  const start = history?.at(-1)?.startTime ?? opened.start;
  const range = { memberId, from: start, to: start + 1 };
  const current = useQuery(api.bookings.listForMember, range)?.find(({ id }) => id === bookingId);
  // While its new place loads, a moved booking stays as it was last seen.
  const [booking, setBooking] = useState(opened);
  if (current !== undefined && current !== booking) setBooking(current);
  return { booking, history, isGone };
}
