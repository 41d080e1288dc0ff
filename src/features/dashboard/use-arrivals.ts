import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";

export type MemberBooking = FunctionReturnType<typeof api.bookings.listRecent>[number];

/** The bookings that came in since this page was opened, newest first. Live. */
export function useArrivals(memberId: Id<"memberSettings">): MemberBooking[] {
  const recent = useQuery(api.bookings.listRecent, { memberId });
  // What was there at the first look is no news. Kept in state, because it must not change afterwards.
  const [openedWith, setOpenedWith] = useState<ReadonlySet<string> | null>(null);
  if (recent !== undefined && openedWith === null) {
    setOpenedWith(new Set(recent.map(({ id }) => id)));
  }
  if (recent === undefined || openedWith === null) return [];
  return recent.filter(({ id, status }) => !openedWith.has(id) && status !== "cancelled");
}
