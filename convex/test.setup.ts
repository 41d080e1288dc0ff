/// <reference types="vite/client" />
import rateLimiter from "@convex-dev/rate-limiter/test";
import workpool from "@convex-dev/workpool/test";
import { convexTest } from "convex-test";
import { ConvexError, type Infer } from "convex/values";
import { errorOf } from "../core/errors";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { draftFields, publicView } from "./eventTypes/model";
import schema from "./schema";

/** Every module of the backend, as a deployment would have it. */
export const modules = import.meta.glob(["./**/*.ts", "!./**/*.test.ts", "!./test.setup.ts"]);

export const ISSUER = "https://sign-in.test";

/** A fresh backend, empty but for what a test puts in it. */
export function startBackend(loaders: typeof modules = modules) {
  const t = convexTest({ schema, modules: loaders, transactionLimits: true });
  rateLimiter.register(t);
  workpool.register(t, "urgentMessages");
  workpool.register(t, "plannedMessages");
  return t;
}

/** A marketplace with the demonstration's members; `as` is a signed-in person, by the subject of their persona. */
export async function openMarketplace() {
  const t = startBackend();
  await t.mutation(internal.demo.jobs.seed, { issuer: ISSUER });
  const member = await t.query(api.members.get, { tenantSlug: "demo", slug: "maya-chen" });
  if (!member) throw new Error("The demonstration has no member maya-chen.");
  const services = await t.query(api.eventTypes.list, { memberId: member.id });
  const eventType = services.find(({ price }) => price === 0);
  if (!eventType) throw new Error("The demonstration's first member has no free service.");
  const as = (subject: string) =>
    t.withIdentity({
      issuer: ISSUER,
      subject,
      tokenIdentifier: `${ISSUER}|${subject}`,
      name: subject,
      email: `${subject}@example.com`,
    });
  return { t, as, member, eventType };
}

let drawn = 0;

/** A hold request with a token of its own. */
export function holdOf(
  eventTypeId: Id<"eventTypes">,
  start: number,
  changes: { token?: string; visitorId?: string; timezone?: string } = {},
) {
  drawn += 1;
  const token = `token-${String(drawn).padStart(24, "0")}`;
  return {
    eventTypeId,
    start,
    timezone: "Europe/Paris",
    token,
    visitorId: `visitor-${String(drawn)}`,
    ...changes,
  };
}

export const CARL = { name: "Carl Novak", email: "carl@example.com" };

/** A service as its editor would send it, with some fields changed. */
export function draftOf(
  { id: _id, memberId: _memberId, ...fields }: Infer<typeof publicView>,
  changes: Partial<Infer<typeof draftFields>> = {},
): Infer<typeof draftFields> {
  const own = { bufferBeforeMin: null, bufferAfterMin: null, noticeMin: null, intervalMin: null };
  return { ...fields, ...own, active: true, ...changes };
}

/** The code of the refusal, "accepted" when there was none; anything else that goes wrong is thrown on. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "accepted";
  } catch (error) {
    const refusal = error instanceof ConvexError ? errorOf(error) : null;
    if (!refusal) throw error;
    return refusal.code;
  }
}

/** The fields, sorted, that a refusal with `INVALID_INPUT` names. */
export async function badFieldsOf(call: Promise<unknown>): Promise<string[]> {
  const refusal = await call.then(() => null, errorOf);
  const problems = refusal?.code === "INVALID_INPUT" ? refusal.problems : [];
  return (problems as { field: string }[]).map(({ field }) => field).toSorted();
}
