import { v } from "convex/values";
import { DAY_MS } from "../../core/time/calendar.ts";
import { differingZones, ZONE_DATA_VERSION } from "../../core/time/zones.ts";
import { internalAction } from "../functions";
import { runtimeOffset } from "./runtime";

/** As far ahead as bookings are offered. */
const LOOK_AHEAD_MS = 2 * 366 * DAY_MS;

/**
 * Health check: the zones in which the runtime that this deployment runs on disagrees with the shipped zone data in the next two
 * years. Bookings go by the shipped data; a zone named here is one that anything else on that runtime would show wrongly.
 * `npx convex run zones/jobs:health`.
 */
export const health = internalAction({
  args: {},
  returns: v.object({ shipped: v.string(), differing: v.array(v.string()) }),
  handler: () => {
    const now = Math.floor(Date.now() / DAY_MS) * DAY_MS;
    const differing = differingZones(runtimeOffset, now, now + LOOK_AHEAD_MS);
    return { shipped: ZONE_DATA_VERSION, differing: differing.map(({ zone }) => zone) };
  },
});
