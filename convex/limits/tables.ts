import { defineTable } from "convex/server";
import { v } from "convex/values";

/**
 * Whom a business takes no bookings from online. Written and deleted by its owner and admins, through `limits/blocks`. Customers are
 * never shown a row or its reason.
 */
export const blocks = defineTable({
  tenantId: v.id("tenants"),
  /** One mailbox, a domain with all below it, or a network of IP addresses. */
  kind: v.union(v.literal("email"), v.literal("domain"), v.literal("network")),
  /** As `mailboxOf`, `parseDomain` and `parseNetwork` of core/ write it. */
  value: v.string(),
  reason: v.string(),
}).index("by_tenantId_and_kind_and_value", ["tenantId", "kind", "value"]);

/**
 * What became of a visitor's answer to the question whether they are a person; the latest of each visitor. Written by
 * `limits/challenge`, deleted by a job an hour after the answer.
 */
export const challenges = defineTable({
  tenantId: v.id("tenants"),
  visitorId: v.string(),
  status: v.union(v.literal("checking"), v.literal("passed"), v.literal("failed")),
  submittedAt: v.number(),
}).index("by_tenantId_and_visitorId", ["tenantId", "visitorId"]);
