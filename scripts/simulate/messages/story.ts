import { Dice } from "../dice.ts";
import { DURATION_MS, SERVICES, type Manners, type Reminder, type ServiceName } from "./town.ts";

/* The life of one booking, as its seed decides: who books what, and what becomes of it when. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const STEP_MS = 5 * MINUTE_MS;

export type Customer = {
  name: string;
  email: string;
  phone: string;
  wantsSms: boolean;
  zone: string;
  locale: "en-US" | "de";
  clock: "12h" | "24h";
};

const WHATS = {
  ...{ moveByCustomer: 3, moveByHost: 3, reassign: 2, cancelByCustomer: 2, cancelByHost: 1 },
  ...{ approve: 2, decline: 1, noShow: 1, mailOff: 1, mailOn: 1, smsOn: 2, smsOff: 1 },
  ...{ followUpsOff: 1, stop: 1 },
};

export type Act = {
  at: number;
  what: keyof typeof WHATS;
  /** How far ahead a move goes, and to whom a booking goes over. */
  aheadMs: number;
  host: number;
};

export type Story = {
  seed: number;
  customer: Customer;
  host: number;
  service: ServiceName;
  /** Entered by the member; otherwise the customer books. */
  isManual: boolean;
  bookedAt: number;
  start: number;
  acts: Act[];
};

const ZONES = [
  ...["Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Asia/Tokyo"],
  ...["America/St_Johns", "Pacific/Auckland"],
];
/** How long before its start something is booked, or moved to: often so that a reminder is just ahead, or just past. */
const AHEAD_MIN = [
  ...[6, 16, 31, 58, 61, 62, 65, 119, 121, 125, 181, 242, 300, 600, 1_000],
  ...[1_438, 1_441, 1_445, 1_500, 2_000, 2_881, 4_000],
];
const MOVED_MIN = [6, 16, 31, 58, 61, 65, 121, 182, 242, 600, 1_441, 1_445, 2_000];
const AROUND_MS = [
  ...[-90_000, -30_000, -1_000, -1, 0, 1, 150, 300, 5_000, 15_000, 30_000, 45_000, 120_000],
];

export const MANNERS: readonly Manners[] = [
  {
    ...{ followUpMin: 60, confirmsBySms: false },
    reminders: [
      { channel: "email", minutesBefore: 1_440 },
      { channel: "email", minutesBefore: 60 },
      { channel: "sms", minutesBefore: 120 },
    ],
  },
  {
    ...{ followUpMin: 0, confirmsBySms: true },
    reminders: [
      { channel: "email", minutesBefore: 30 },
      { channel: "email", minutesBefore: 2_880 },
      { channel: "sms", minutesBefore: 15 },
      { channel: "sms", minutesBefore: 180 },
    ],
  },
  { reminders: [], followUpMin: null, confirmsBySms: true },
];

export function remindersOf(service: ServiceName, manners: Manners): readonly Reminder[] {
  return SERVICES[service].reminders ?? manners.reminders;
}

const onGrid = (at: number): number => Math.ceil(at / STEP_MS) * STEP_MS;

/** The story of a seed, in a town with these manners that opens at `opens`. */
export function storyOf(seed: number, opens: number, manners: Manners): Story {
  const dice = new Dice(seed, "story");
  const bookedAt = opens + dice.below(24 * HOUR_MS);
  const start = onGrid(bookedAt + (dice.pick(AHEAD_MIN) ?? 61) * MINUTE_MS);
  const service = dice.weighed({ plain: 6, eager: 3, request: 3 });
  const customer: Customer = {
    ...{ name: `Customer ${seed}`, email: `customer-${seed}@example.com` },
    ...{ phone: `+336${String(10_000_000 + seed)}`, wantsSms: dice.chance(0.4) },
    zone: dice.pick(ZONES) ?? "UTC",
    ...{ locale: dice.chance(0.5) ? "de" : "en-US", clock: dice.chance(0.5) ? "12h" : "24h" },
  };
  // Most is done just before or after something is due.
  const due = [
    ...remindersOf(service, manners).map(({ minutesBefore }) => start - minutesBefore * MINUTE_MS),
    ...[bookedAt, start, start + DURATION_MS + (manners.followUpMin ?? 0) * MINUTE_MS],
  ];
  const last = start + DURATION_MS + 2 * HOUR_MS;
  const acts = Array.from({ length: dice.below(6) }, (): Act => {
    const near = (dice.pick(due) ?? start) + (dice.pick(AROUND_MS) ?? 0);
    const at = dice.chance(0.6) ? near : bookedAt + dice.below(Math.max(1, last - bookedAt));
    return {
      at: Math.max(bookedAt + 1, at),
      what: dice.weighed(WHATS),
      aheadMs: (dice.pick(MOVED_MIN) ?? 61) * MINUTE_MS,
      host: dice.below(3),
    };
  });
  return {
    ...{ seed, customer, host: dice.below(3), service, bookedAt, start },
    isManual: service !== "request" && dice.chance(0.3),
    acts: acts.sort((a, b) => a.at - b.at),
  };
}

export function movedTo(now: number, { aheadMs }: Act): number {
  return onGrid(now + aheadMs);
}
