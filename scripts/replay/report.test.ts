import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../convex/_generated/api.js";
import { CARL, holdOf, openMarketplace } from "../../convex/test.setup.ts";
import type { Decision, Evidence } from "./findings.ts";
import { reportOn } from "./report.ts";

const DAY = 24 * 60 * 60 * 1000;
/** Monday 1 March 2027. */
const NOW = Date.UTC(2027, 2, 1);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A booking that was held, confirmed and moved, and what is recorded of it. */
async function moveOnce() {
  const { t, eventType } = await openMarketplace();
  const month = { eventTypeId: eventType.id, month: "2027-03" };
  const starts = (await t.query(api.availability.month, month))?.starts ?? [];
  const [first = 0, second = 0] = starts.filter((start) => start > NOW + 3 * DAY);
  const request = holdOf(eventType.id, first);
  const { bookingId } = await t.mutation(api.bookings.hold, request);
  const link = { bookingId, token: request.token };
  await t.mutation(api.bookings.confirm, { ...link, customer: CARL });
  await t.mutation(api.bookings.reschedule, {
    ...link,
    start: second,
    revision: 1,
    reason: "Rain.",
  });
  const evidence = await t.query(internal.bookings.jobs.evidence, { booking: bookingId });
  if (!evidence) throw new Error("There is no evidence.");
  return { t, evidence, first, second };
}

/** The same evidence with one decision changed. */
function altered(evidence: Evidence, change: (decision: Decision) => Partial<Decision>): Evidence {
  const [first, ...rest] = evidence.decisions;
  if (!first) throw new Error("There is no decision.");
  return { ...evidence, decisions: [{ ...first, ...change(first) }, ...rest] };
}

async function complaintsAbout(evidence: Evidence): Promise<string[]> {
  const { lines, agrees } = await reportOn(evidence);
  const complaints = lines.filter((line) => line.startsWith("  NO ")).map((line) => line.slice(7));
  expect(agrees).toBe(complaints.length === 0);
  return complaints;
}

const REWRITTEN = "the record is as it was written";
const DECIDED = "the rule decides today as it did then";
const QUOTED = "the quote is the one it was booked by";
const GRANTED = "every place in its history was granted by a decision";
const STANDS = "it stands where it was last granted a place";

describe("the replay of a booking", () => {
  test("agrees with the record, and says in words what the decisions relied on", async () => {
    const { evidence } = await moveOnce();
    expect(await complaintsAbout(evidence)).toEqual([]);
    const { lines } = await reportOn(evidence);
    const text = lines.join("\n");
    expect(text).toContain(`Booking ${evidence.booking.code}: confirmed, revision 2, made online`);
    expect(text).toContain("rescheduled by customer (Rain.), then confirmed, revision 2");
    expect(text).toContain("Decision 2 of 2: rescheduled, revision 2");
    expect(text).toMatch(/busy near {2}nothing/);
    expect(text).toMatch(/recorded {3}granted\n {2}today {6}granted/);
    expect(lines.at(-1)).toBe("All of it agrees with the record.");
  });

  test("finds the booking by its code too, and none by a wrong one", async () => {
    const { t, evidence } = await moveOnce();
    const find = (booking: string) => t.query(internal.bookings.jobs.evidence, { booking });
    expect(await find(evidence.booking.code)).toEqual(evidence);
    expect(await find("NOSUCHCO")).toBeNull();
  });

  test("keeps what a decision relied on in about a kilobyte", async () => {
    const { evidence } = await moveOnce();
    for (const { question } of evidence.decisions) expect(question.length).toBeLessThan(2048);
  });

  test("sees that what was recorded has been altered", async () => {
    const { evidence, first } = await moveOnce();
    const rewrite = (change: (question: Record<string, unknown>) => object) =>
      complaintsAbout(
        altered(evidence, ({ question }) => {
          const asked = JSON.parse(question) as Record<string, unknown>;
          return { question: JSON.stringify({ ...asked, ...change(asked) }) };
        }),
      );
    expect(await rewrite(() => ({ busy: [{ start: first, end: first + 1 }] }))).toEqual([
      REWRITTEN,
      DECIDED,
    ]);
    expect(await rewrite(({ now }) => ({ now: Number(now) - 1 }))).toEqual([REWRITTEN]);
    expect(await rewrite(() => ({ start: first + 60_000 }))).toEqual([GRANTED, REWRITTEN, DECIDED]);
    const unreadable = altered(evidence, () => ({ question: "{" }));
    expect(await complaintsAbout(unreadable)).toContain("the record can be read");
  });

  test("sees that a verdict, a quote, a place or a decision is not the one there was", async () => {
    const { evidence, first } = await moveOnce();
    const { booking } = evidence;
    const refused = altered(evidence, () => ({ refusal: "busy" }));
    expect(await complaintsAbout(refused)).toEqual([GRANTED, DECIDED]);
    const cheaper = { ...booking, quote: { ...booking.quote, price: 1 } };
    expect(await complaintsAbout({ ...evidence, booking: cheaper })).toEqual([QUOTED]);
    const elsewhere = { ...booking, startTime: first };
    expect(await complaintsAbout({ ...evidence, booking: elsewhere })).toEqual([STANDS]);
    const [, second] = evidence.decisions;
    if (!second) throw new Error("There is no second decision.");
    expect(await complaintsAbout({ ...evidence, decisions: [second] })).toEqual([GRANTED]);
    expect(await complaintsAbout({ ...evidence, decisions: [] })).toEqual([GRANTED, STANDS]);
  });

  test("has nothing to say of a booking that was brought along from elsewhere", async () => {
    const { evidence } = await moveOnce();
    const reliedOn = { ...evidence.booking.reliedOn, quoteHash: "" };
    const known = { ...evidence, booking: { ...evidence.booking, reliedOn }, decisions: [] };
    expect(await complaintsAbout(known)).toEqual([]);
    const { lines } = await reportOn(known);
    expect(lines.at(-1)).toBe("It was brought along from elsewhere: nothing was decided.");
  });
});
