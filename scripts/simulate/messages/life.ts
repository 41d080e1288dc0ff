import { api, internal } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { codeOf } from "../../../convex/test.setup.ts";
import type { Backend } from "./backend.ts";
import { movedTo, type Act, type Story } from "./story.ts";
import { hostOf, ownerOf, type Host } from "./town.ts";

/* What people do with a booking, as calls of the real functions; and what they have wished for, noted when it was granted. */

/** What a customer wished for, from an instant on. */
export type Wish = {
  at: number;
  mail: boolean;
  sms: boolean;
  followUps: boolean;
  /** Answered STOP, which no choice on a page takes back. */
  stopped: boolean;
};

export type Life = {
  story: Story;
  token: string;
  bookingId: Id<"bookings">;
  code: string;
  wishes: Wish[];
  /** Who had the booking from when on. */
  hosts: { at: number; host: Host }[];
};

export type Place = { t: Backend; hosts: readonly Host[]; note: (line: string) => void };

function at<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error("There is nothing to choose from.");
  return value;
}

/** Books what the story says; null where the place was refused. */
export async function begin({ t, hosts, note }: Place, story: Story): Promise<Life | null> {
  const { seed, service, start, isManual } = story;
  const { zone: timezone, ...customer } = story.customer;
  const host = at(hosts, story.host);
  const token = `token-${String(seed).padStart(24, "0")}`;
  const request = { eventTypeId: host.services[service], start, timezone, token };
  const wish = {
    ...{ at: Date.now(), mail: true, sms: customer.wantsSms },
    ...{ followUps: true, stopped: false },
  };
  const made: Pick<Life, "bookingId" | "code">[] = [];
  const answer = await codeOf(
    (async () => {
      if (isManual) {
        made.push(await hostOf(t, host).mutation(api.bookings.create, { ...request, customer }));
        return;
      }
      const visitorId = `visitor-${seed}`;
      const { bookingId } = await t.mutation(api.bookings.hold, { ...request, visitorId });
      const { code } = await t.mutation(api.bookings.confirm, { bookingId, token, customer });
      made.push({ bookingId, code });
    })(),
  );
  note(`${seed} books ${service} with ${host.subject} for ${iso(start)}: ${answer}`);
  const [booking] = made;
  return booking
    ? { story, token, ...booking, wishes: [wish], hosts: [{ at: wish.at, host }] }
    : null;
}

export function iso(ms: number): string {
  return new Date(ms).toISOString().slice(5, 23);
}

export async function act(place: Place, life: Life, turn: Act): Promise<void> {
  const answer = await codeOf(DEEDS[turn.what](place, life, turn));
  place.note(`${life.story.seed} ${life.code} ${turn.what}: ${answer}`);
}

type Deed = (place: Place, life: Life, turn: Act) => Promise<unknown>;

async function rowOf(t: Backend, { bookingId }: Life) {
  const row = await t.run(async (ctx) => await ctx.db.get("bookings", bookingId));
  if (!row) throw new Error("A booking was deleted.");
  return row;
}

function hostNow({ hosts }: Life): Host {
  const last = hosts.at(-1);
  if (!last) throw new Error("A booking has a host.");
  return last.host;
}

function byHost(make: (as: ReturnType<typeof hostOf>, life: Life) => Promise<unknown>): Deed {
  return async ({ t }, life) => await make(hostOf(t, hostNow(life)), life);
}

const reassign: Deed = async ({ t, hosts }, life, turn) => {
  const { revision, memberId: former } = await rowOf(t, life);
  const host = at(hosts, turn.host);
  await ownerOf(t).mutation(api.bookings.reassign, {
    ...{ bookingId: life.bookingId, memberId: host.memberId, revision },
    eventTypeId: host.services[life.story.service],
  });
  if (former !== host.memberId) life.hosts.push({ at: Date.now(), host });
};

function lastWish({ wishes }: Life): Wish {
  const last = wishes.at(-1);
  if (!last) throw new Error("Everybody wishes something.");
  return last;
}

/** Chooses on the page of preferences, as it stands, with one thing changed. */
function choose(change: Partial<Wish>): Deed {
  return async ({ t }, life) => {
    const { bookingId, token, wishes, story } = life;
    const wish = { ...lastWish(life), ...change };
    const { mail: email, sms, followUps } = wish;
    const preferences = { email, sms, followUps, phone: story.customer.phone };
    await t.mutation(api.messages.savePreferences, { bookingId, token, preferences });
    // Who answers STOP in the meantime has still done so.
    const { stopped } = lastWish(life);
    wishes.push({ ...wish, stopped, at: Date.now() });
  };
}

const DEEDS: Readonly<Record<Act["what"], Deed>> = {
  moveByCustomer: async ({ t }, life, turn) => {
    const { revision } = await rowOf(t, life);
    const { bookingId, token } = life;
    const start = movedTo(Date.now(), turn);
    await t.mutation(api.bookings.reschedule, { bookingId, token, start, revision });
  },
  moveByHost: async ({ t }, life, turn) => {
    const { revision } = await rowOf(t, life);
    const { bookingId } = life;
    const start = movedTo(Date.now(), turn);
    const host = hostOf(t, hostNow(life));
    await host.mutation(api.bookings.reschedule, { bookingId, start, revision });
  },
  reassign,
  cancelByCustomer: async ({ t }, { bookingId, token }) =>
    await t.mutation(api.bookings.cancel, { bookingId, token }),
  cancelByHost: byHost((as, { bookingId }) => as.mutation(api.bookings.cancel, { bookingId })),
  approve: byHost((as, { bookingId }) => as.mutation(api.bookings.approve, { bookingId })),
  decline: byHost((as, { bookingId }) => as.mutation(api.bookings.decline, { bookingId })),
  noShow: byHost((as, { bookingId }) => as.mutation(api.bookings.markNoShow, { bookingId })),
  mailOff: choose({ mail: false }),
  mailOn: choose({ mail: true }),
  smsOn: choose({ sms: true }),
  smsOff: choose({ sms: false }),
  followUpsOff: choose({ followUps: false }),
  stop: async ({ t }, life) => {
    const { phone } = life.story.customer;
    await t.mutation(internal.messages.jobs.answered, { phone, wants: false });
    life.wishes.push({ ...lastWish(life), at: Date.now(), stopped: true });
  },
};
