import { v, type Infer } from "convex/values";
import { localeFor } from "../../core/messages/locale.ts";
import * as Fields from "../../core/text/fields.ts";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { fail } from "../errors";
import { clockStyle } from "../validators";

/** What a booker says of themselves; each booking keeps its own copy. */
export const contactFields = v.object({
  name: v.string(),
  email: v.string(),
  phone: v.optional(v.string()),
  message: v.optional(v.string()),
  /** The language their screen speaks (BCP 47; kept as the nearest we write in), and how their clock is written. */
  locale: v.optional(v.string()),
  clock: v.optional(clockStyle),
  /** Whether they asked for text messages about this booking. */
  wantsSms: v.optional(v.boolean()),
});

export type Contact = Infer<typeof contactFields>;

/** Contact details as they are stored; all that is wrong is refused at once, as `INVALID_INPUT { problems }`. */
export function parseContact({ locale, clock, wantsSms, ...typed }: Contact): Contact {
  const problems: { field: string; problem: string }[] = [];
  const read = (field: keyof typeof typed, parse: (input: string) => Fields.Parsed): string => {
    const parsed = parse(typed[field] ?? "");
    if (parsed.ok) return parsed.value;
    problems.push({ field, problem: parsed.problem });
    return "";
  };
  const name = read("name", Fields.parseName);
  const email = read("email", Fields.parseEmail);
  const parsePhone = wantsSms ? Fields.parseMobile : Fields.parsePhone;
  const phone = wantsSms || typed.phone?.trim() ? read("phone", parsePhone) : "";
  const message = read("message", Fields.parseMessage);
  if (problems.length > 0) fail("INVALID_INPUT", { problems });
  return {
    ...{ name, email, ...(phone && { phone }), ...(message && { message }) },
    ...(locale !== undefined && { locale: localeFor(locale) }),
    ...(clock !== undefined && { clock }),
    ...(wantsSms && { wantsSms }),
  };
}

/** Count a booking for the customer with this address, creating the row at the first. */
export async function countBooking(
  ctx: MutationCtx,
  booker: { tenantId: Id<"tenants">; contact: Contact; timezone: string; userId?: string },
): Promise<Id<"customers">> {
  const { tenantId, contact, timezone, userId } = booker;
  const existing = await ctx.db
    .query("customers")
    .withIndex("by_tenantId_and_email", (q) =>
      q.eq("tenantId", tenantId).eq("email", contact.email),
    )
    .unique();
  if (existing) {
    await ctx.db.patch("customers", existing._id, { bookingCount: existing.bookingCount + 1 });
    return existing._id;
  }
  return await ctx.db.insert("customers", {
    tenantId,
    email: contact.email,
    name: contact.name,
    ...(contact.phone !== undefined && { phone: contact.phone }),
    ...(userId !== undefined && { userId }),
    timezone,
    preferences: { email: true, sms: false, followUps: true },
    marketingOptIn: false,
    notes: "",
    tags: [],
    bookingCount: 1,
    cancellationCount: 0,
    noShowCount: 0,
  });
}

/** Count a cancellation or a no-show for a customer. */
export async function count(
  ctx: MutationCtx,
  customerId: Id<"customers">,
  what: "cancellationCount" | "noShowCount",
): Promise<void> {
  const customer = await ctx.db.get("customers", customerId);
  if (customer) await ctx.db.patch("customers", customerId, { [what]: customer[what] + 1 });
}
