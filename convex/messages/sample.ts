import { v, type Infer } from "convex/values";
import { sampleFacts } from "../../core/messages/sample.ts";
import { zoneRules } from "../../core/time/zones.ts";
import { DAY_MS } from "../../core/time/calendar.ts";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { nullable } from "../validators";
import type { Order } from "./claim";
import { pageAt } from "./addresses";
import { messageTexts } from "./tables";
import { findText, refuseBadText, refuseNoSms } from "./texts";

/** A message as it would be, with somebody's invented booking in it, and to whom a test of it would go. */
export type Sample = Pick<Order, "channel" | "facts" | "business"> & { to: string | null };

/** Which message of which business, in words that are not saved yet, or in those it has. */
export const sampleFields = v.object({
  tenantSlug: v.string(),
  ...messageTexts.validator.pick("kind", "channel", "locale").fields,
  own: nullable(v.object({ subject: v.string(), body: v.string() })),
});

/** A message as its reader would see it; `parts` is how many a text message takes. */
export const drawing = v.object({
  subject: v.string(),
  html: v.string(),
  text: v.string(),
  parts: v.number(),
});

/** A message of this business with an invented booking in it. */
export async function sampleOf(
  ctx: QueryCtx,
  tenant: Doc<"tenants">,
  {
    wanted: { kind, channel, locale, own },
    now,
    to,
  }: { wanted: Infer<typeof sampleFields>; now: number; to: string | null },
): Promise<Sample> {
  refuseNoSms({ kind, channel });
  if (own) refuseBadText({ channel, ...own });
  const { name, email = null, phone = null, brand } = tenant;
  const facts = sampleFacts({
    ...{ kind, locale, now, page: pageAt("") ?? "https://example.com" },
    ...{ business: { name, email, phone }, currency: tenant.currency },
    rules: zoneRules(tenant.timezone, now - 40 * DAY_MS, now + 400 * DAY_MS),
    own: own ?? (await findText(ctx, { tenantId: tenant._id, kind, channel, locale })),
  });
  const business = { name, email, logoUrl: brand.logoUrl ?? null, color: brand.color ?? null };
  return { channel, facts, business, to };
}
