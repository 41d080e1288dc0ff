import { api, internal } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { KINDS, SMS_KINDS } from "../../../core/messages/kinds.ts";
import { draftOf, ISSUER } from "../../../convex/test.setup.ts";
import { personOf, settingsOf, TENANT } from "../../../convex/world.testing.ts";
import type { Backend } from "./backend.ts";

/* A marketplace whose messages say in plain words what they are, so that whoever reads them knows without asking the product. */

export type Reminder = { channel: "email" | "sms"; minutesBefore: number };

/** What its owner has chosen, and who gets which reminders. */
export type Manners = {
  reminders: Reminder[];
  followUpMin: number | null;
  confirmsBySms: boolean;
};

/** The services of every member, with the reminders each of them asks for; null is what the owner has chosen. */
export const SERVICES = {
  plain: { reminders: null, approval: false },
  request: { reminders: null, approval: true },
  eager: {
    approval: false,
    reminders: [
      { channel: "email", minutesBefore: 15 },
      { channel: "email", minutesBefore: 180 },
      { channel: "sms", minutesBefore: 30 },
      { channel: "sms", minutesBefore: 240 },
    ],
  },
} as const satisfies Record<string, { reminders: Reminder[] | null; approval: boolean }>;

export type ServiceName = keyof typeof SERVICES;

export type Host = {
  subject: string;
  name: string;
  email: string;
  zone: string;
  memberId: Id<"memberSettings">;
  services: Record<ServiceName, Id<"eventTypes">>;
};

export const SLUG = "town";
export const DURATION_MS = 15 * 60_000;
const ALL_DAY = [{ start: "00:00", end: "24:00" }];
const ALWAYS = {
  ...{ monday: ALL_DAY, tuesday: ALL_DAY, wednesday: ALL_DAY, thursday: ALL_DAY },
  ...{ friday: ALL_DAY, saturday: ALL_DAY, sunday: ALL_DAY },
};
const HOSTS = [
  { subject: "ada", zone: "Europe/Paris", locale: "en-US" },
  { subject: "ben", zone: "America/New_York", locale: "de" },
  { subject: "cleo", zone: "Asia/Kolkata", locale: "en-US" },
] as const;

/** Opens it in an empty backend. */
export async function openTown(t: Backend): Promise<Host[]> {
  const limits = { ...TENANT.limits, eventTypesPerMember: 10 };
  const tenant = { ...TENANT, slug: SLUG, name: "Town", plan: "professional" as const, limits };
  await t.mutation(internal.tenants.jobs.create, { tenant, ownerUserId: `${ISSUER}|mayor` });
  await writeTexts(t);
  const hosts: Host[] = [];
  for (const host of HOSTS) hosts.push(await settleIn(t, host));
  return hosts;
}

export function ownerOf(t: Backend) {
  return personOf(t, "mayor");
}

export function hostOf(t: Backend, { subject }: Host) {
  return personOf(t, subject);
}

async function settleIn(
  t: Backend,
  { subject, zone, locale }: (typeof HOSTS)[number],
): Promise<Host> {
  const person = personOf(t, subject);
  const settings = {
    ...settingsOf(subject),
    ...{ timezone: zone, weeklySchedule: ALWAYS, noticeMin: 0, horizonDays: 40 },
    ...{ bufferBeforeMin: 0, bufferAfterMin: 0, intervalMin: 5 },
  };
  const saved = { tenantSlug: SLUG, settings, revision: null };
  const { id: memberId } = await person.mutation(api.members.save, saved);
  const email = `${subject}@members.example`;
  const inbox = { email, locale, clock: "24h" as const, wantsAgenda: false };
  await person.mutation(api.messages.saveInbox, { memberId, inbox });
  const [first] = await t.query(api.eventTypes.list, { memberId });
  if (!first) throw new Error("A new member has no service.");
  const services: Partial<Host["services"]> = {};
  for (const [name, { reminders, approval }] of Object.entries(SERVICES)) {
    const draft = draftOf(first, {
      ...{
        name,
        slug: name,
        durationMin: DURATION_MS / 60_000,
        intervalMin: 5,
        approval,
        price: 0,
      },
      reminders: reminders && [...reminders],
    });
    const { id } = await person.mutation(api.eventTypes.create, { memberId, eventType: draft });
    services[name as ServiceName] = id;
  }
  return {
    ...{ subject, name: settings.name, email, zone, memberId },
    services: services as Host["services"],
  };
}

/** "reminder|AB12CD34|Mon, Mar 1|09:30|Europe/Paris (GMT+1)" */
async function writeTexts(t: Backend): Promise<void> {
  const owner = ownerOf(t);
  for (const locale of ["en-US", "de"] as const) {
    for (const kind of KINDS) {
      const body = `${kind}|{{code}}|{{date}}|{{time}}|{{zone}}`;
      const text = { kind, locale, subject: body, body };
      await owner.mutation(api.messages.saveText, {
        ...{ tenantSlug: SLUG, text: { ...text, channel: "email" } },
      });
      if (!(SMS_KINDS as readonly string[]).includes(kind)) continue;
      await owner.mutation(api.messages.saveText, {
        ...{ tenantSlug: SLUG, text: { ...text, subject: "", channel: "sms" } },
      });
    }
  }
}
