import type { Infer } from "convex/values";
import { api, internal } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import type { draftFields } from "../../convex/eventTypes/model";
import { draftOf, ISSUER } from "../../convex/test.setup.ts";
import { personOf, settingsOf, TENANT } from "../../convex/world.testing.ts";
import type { Backend } from "./backend.ts";

/* Two marketplaces, each with one member and a service of every kind of price. */

type Draft = Infer<typeof draftFields>;
export type Mode = "platform" | "own" | "destination";

export type Service = {
  id: Id<"eventTypes">;
  kind: keyof typeof KINDS;
};

/** Where something is sold; the same in every backend that the market is put into. */
export type Place = { slug: string; memberId: Id<"memberSettings">; services: Service[] };

export type Market = Place & {
  host: ReturnType<typeof personOf>;
  owner: ReturnType<typeof personOf>;
};

/** A marketplace with those who work in it, in a backend that has it. */
export function marketIn(t: Backend, place: Place): Market {
  const { slug } = place;
  return { ...place, host: personOf(t, `${slug}-host`), owner: personOf(t, `${slug}-owner`) };
}

const MORNING = [{ start: "08:00", end: "12:00" }];
const EVERY_MORNING = {
  ...{ monday: MORNING, tuesday: MORNING, wednesday: MORNING, thursday: MORNING },
  ...{ friday: MORNING, saturday: MORNING, sunday: MORNING },
};

const TIERS = [
  { hoursBefore: 48, percent: 100 },
  { hoursBefore: 6, percent: 50 },
  { hoursBefore: 1, percent: 10 },
];

/** What sets the services apart. The first is free and goes by few dates, which keeps the directory small. */
const KINDS = {
  free: { firstDate: "2027-03-01", lastDate: "2027-03-03" },
  priced: { price: 4_999, refundTiers: TIERS, bufferAfterMin: 10 },
  deposit: {
    ...{ price: 10_001, deposit: { kind: "percent", basisPoints: 2_500 } },
    refundTiers: TIERS,
  },
  named: { pricing: "named", price: 2_000, minPrice: 500 },
  onRequest: { price: 7_000, approval: true, bufferBeforeMin: 15, refundTiers: TIERS },
  freeOnRequest: { approval: true },
} as const satisfies Record<string, Partial<Draft>>;

/** Opens a marketplace; in a mode that needs it, the member's Stripe account is asked for but not ready yet. */
export async function openMarket(t: Backend, slug: string, mode: Mode): Promise<Place> {
  const limits = { ...TENANT.limits, eventTypesPerMember: 10 };
  const payments = { mode, feeBasisPoints: 1_000, feeFixed: 30 };
  const tenant = { ...TENANT, slug, name: slug, currency: "eur", limits, payments };
  const ownerUserId = `${ISSUER}|${slug}-owner`;
  await t.mutation(internal.tenants.jobs.create, { tenant, ownerUserId });
  const host = personOf(t, `${slug}-host`);
  const settings = {
    ...settingsOf(`${slug}-host`),
    ...{ timezone: "UTC", weeklySchedule: EVERY_MORNING, currency: "eur" },
    ...{ noticeMin: 0, horizonDays: 30, bufferBeforeMin: 0, bufferAfterMin: 0, intervalMin: 30 },
  };
  const saved = { tenantSlug: slug, settings, revision: null };
  const { id: memberId } = await host.mutation(api.members.save, saved);
  const [first] = await t.query(api.eventTypes.list, { memberId });
  if (!first) throw new Error("A new member has no service.");
  const services: Service[] = [];
  for (const [kind, changes] of Object.entries(KINDS) as [Service["kind"], Partial<Draft>][]) {
    const draft = draftOf(first, {
      name: kind,
      slug: kind.toLowerCase(),
      durationMin: 30,
      ...changes,
    });
    const id =
      services.length === 0
        ? await update(host, first.id, draft)
        : (await host.mutation(api.eventTypes.create, { memberId, eventType: draft })).id;
    services.push({ id, kind });
  }
  if (mode !== "platform") await host.mutation(api.payments.accounts.connect, { memberId });
  return { slug, memberId, services };
}

async function update(
  host: ReturnType<typeof personOf>,
  eventTypeId: Id<"eventTypes">,
  eventType: Draft,
) {
  await host.mutation(api.eventTypes.update, { eventTypeId, eventType });
  return eventTypeId;
}
