import { vi } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { Contact } from "../customers/model";
import { CARL, draftOf, holdOf, openMarketplace } from "../test.setup";
import type { Backend } from "../world.testing";
import { MINUTE, openMailbox, pass, type Mailbox } from "./mailbox.testing";
import type { Message } from "./outbox";

/** Monday 1 March 2027, 00:00 UTC. */
export const NOW = Date.UTC(2027, 2, 1);
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const MAYA = "maya@openhours.example";
export const JONAS = "jonas@openhours.example";
export const SLUG = { tenantSlug: "demo" };

export type Desk = Awaited<ReturnType<typeof openDesk>>;

type Draft = Parameters<typeof draftOf>[1];
type Wish = { start?: number; customer?: Contact; eventTypeId?: Id<"eventTypes"> };

export function openAtNow(): void {
  vi.useFakeTimers({ now: NOW });
}

export function closeUp(): void {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
}

/** The demonstration's marketplace with a provider behind its messages, and what a test does in it. */
export async function openDesk() {
  const mailbox = openMailbox();
  const { t, as, member, eventType } = await openMarketplace();
  const maya = as("persona-maya");
  const owner = as("persona-owner");

  const offer = async (changes: Draft) => {
    const slug = `service-${Math.floor(Math.random() * 1e9)}`;
    const draft = draftOf(eventType, { name: "Special", slug, ...changes });
    const saved = await maya.mutation(api.eventTypes.create, {
      memberId: member.id,
      eventType: draft,
    });
    return saved.id;
  };

  /** The first start on offer that is at least so far away. */
  const startIn = async (ms: number, eventTypeId = eventType.id): Promise<number> => {
    const month = "2027-03";
    const offered = await t.query(api.availability.month, { eventTypeId, month });
    const start = offered?.starts.find((each) => each >= Date.now() + ms);
    if (start === undefined) throw new Error("Nothing is free.");
    return start;
  };

  const book = async ({ start, customer = CARL, eventTypeId = eventType.id }: Wish = {}) => {
    const hold = holdOf(eventTypeId, start ?? (await startIn(50 * HOUR, eventTypeId)));
    const { bookingId } = await t.mutation(api.bookings.hold, hold);
    const link = { bookingId, token: hold.token };
    await t.mutation(api.bookings.confirm, { ...link, customer });
    return { ...link, start: hold.start };
  };

  return {
    ...{ t, as, maya, owner, member, eventType, mailbox, offer, startIn, book },
    ...readingOf(t),
    told: listenTo(t, mailbox),
  };
}

/** A look into the outbox. */
function readingOf(t: Backend) {
  const rowsOf = async (bookingId: Id<"bookings">): Promise<Message[]> =>
    await t.run(
      async (ctx) =>
        await ctx.db
          .query("notifications")
          .withIndex("by_bookingId", (q) => q.eq("bookingId", bookingId))
          .take(500),
    );
  /** The one message of a booking that is so. */
  const rowOf = async (bookingId: Id<"bookings">, wanted: Partial<Message>): Promise<Message> => {
    const names = Object.keys(wanted) as (keyof Message)[];
    const isWanted = (row: Message) => names.every((name) => row[name] === wanted[name]);
    const [row, ...others] = (await rowsOf(bookingId)).filter(isWanted);
    if (!row || others.length > 0) throw new Error("There is not one such row.");
    return row;
  };
  return { rowsOf, rowOf };
}

/** Lets half a minute pass, and says who was told what since the last time, sorted: "carl@example.com confirmation". */
function listenTo(t: Backend, mailbox: Mailbox): () => Promise<string[]> {
  let read = 0;
  return async () => {
    await pass(t, MINUTE / 2);
    const news = mailbox.mails.slice(read);
    read = mailbox.mails.length;
    const lines = news.map(async ({ to, tags: [tag] }) => {
      const row = await t.run(async (ctx) => {
        const id = ctx.db.normalizeId("notifications", tag?.value.split("-")[0] ?? "");
        return id && (await ctx.db.get("notifications", id));
      });
      return `${to.join()} ${row?.kind ?? "nothing"}`;
    });
    return (await Promise.all(lines)).toSorted();
  };
}

/** A customer who wants text messages. */
export const DORA = {
  ...{ name: "Dora Lind", email: "dora@example.com", phone: "+49 170 1234567", wantsSms: true },
} as const;
export const DORAS_PHONE = "+491701234567";
