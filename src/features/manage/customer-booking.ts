import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";

/** A booking as its customer sees it. */
export type CustomerBooking = NonNullable<FunctionReturnType<typeof api.bookings.get>>;
