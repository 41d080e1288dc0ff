import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { parseDate } from "../core/time/calendar.ts";
import * as Directory from "./directory/model";
import { fail } from "./errors";
import { query } from "./functions";
import { requireOpenTenant } from "./tenants/access";

/**
 * Who is free on a UTC day ("2026-11-21"), a page at a time, with the starts of each member's first service in epoch milliseconds;
 * with `at`, only those who can be booked at that very instant. Live, at most 35 days ahead. It does not read the clock: the
 * caller cuts what is past or within a member's notice.
 */
export const listFree = query({
  args: {
    tenantSlug: v.string(),
    day: v.string(),
    at: v.optional(v.number()),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(Directory.freeView),
  handler: async (ctx, { tenantSlug, at, paginationOpts, ...asked }) => {
    const tenant = await requireOpenTenant(ctx, tenantSlug);
    const day = parseDate(asked.day);
    if (day === null)
      return fail("INVALID_INPUT", { problems: [{ field: "day", problem: "BAD_DATE" }] });
    return await Directory.pageFree(ctx, tenant, { day, at, paginationOpts });
  },
});
