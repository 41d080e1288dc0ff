import { v } from "convex/values";
import { isZone, listZones, zoneRules as rulesOf } from "../core/time/zones.ts";
import { fail } from "./errors";
import { query } from "./functions";
import { zoneRules } from "./validators";

/** Rules reach this far beyond their year, so that a reader at its edge needs one year only. */
const PADDING_MS = 2 * 24 * 60 * 60 * 1000;

/* eslint ours/guard-first: off -- Zone data is public reference data: these functions read no table and grant nothing. */

/** Every accepted IANA zone name, sorted, aliases included. */
// eslint-disable-next-line @convex-dev/require-access-control -- see above
export const list = query({
  args: {},
  returns: v.array(v.string()),
  handler: () => [...listZones()],
});

/**
 * The clock of a zone in one UTC year (2001–2040), padded by two days, from the zone data shipped with the module. Screens
 * use it instead of the browser's own data, which may lag behind.
 */
// eslint-disable-next-line @convex-dev/require-access-control -- see above
export const rules = query({
  args: { zone: v.string(), year: v.number() },
  returns: zoneRules,
  handler: (_ctx, { zone, year }) => {
    if (!isZone(zone)) fail("UNKNOWN_ZONE");
    if (!Number.isInteger(year) || year < 2001 || year > 2040) {
      fail("INVALID_INPUT", { problems: [{ field: "year", problem: "malformed" }] });
    }
    return rulesOf(zone, Date.UTC(year) - PADDING_MS, Date.UTC(year + 1) + PADDING_MS);
  },
});
