import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { CARL } from "../test.setup";
import { closeUp, DAY, HOUR, MAYA, openAtNow, openDesk, type Desk } from "./desk.testing";
import { MINUTE, pass } from "./mailbox.testing";

beforeEach(() => {
  openAtNow();
  // A pool writes down every try that did not succeed, and most tries here do not.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  closeUp();
  vi.restoreAllMocks();
});

const CONFIRMATION = { kind: "confirmation" } as const;

/** What crons do each minute where there are any. */
async function sweepFor({ t }: Desk, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 5 * MINUTE) {
    await t.mutation(internal.messages.jobs.sweep, {});
    await pass(t, 5 * MINUTE);
  }
}

async function statusOf({ t }: Desk, id: Id<"notifications">) {
  return await t.run(async (ctx) => await ctx.db.get("notifications", id));
}

describe("a mail", () => {
  test("whose answer is lost is one mail to its reader, and is known to be sent", async () => {
    const desk = await openDesk();
    let requests = 0;
    desk.mailbox.fate = () => ((requests += 1) <= 2 ? "lost" : "ok");
    const { bookingId } = await desk.book();
    await pass(desk.t, 2 * MINUTE);
    expect(desk.mailbox.subjectsTo(CARL.email)).toHaveLength(1);
    expect(desk.mailbox.subjectsTo(MAYA)).toHaveLength(1);
    expect(await desk.rowOf(bookingId, CONFIRMATION)).toMatchObject({
      ...{ status: "sent", attempts: 2, recipient: CARL.email },
      providerId: expect.stringMatching(/^mail-/) as string,
    });
  });

  test("waits three times as long after each try, and fails after the eighth for everybody to see", async () => {
    const desk = await openDesk();
    const tries: number[] = [];
    desk.mailbox.fate = () => {
      tries.push(Date.now());
      return { status: 500 };
    };
    const { bookingId } = await desk.book();
    await sweepFor(desk, 8 * HOUR);
    expect(tries).toHaveLength(16);
    const row = await desk.rowOf(bookingId, CONFIRMATION);
    expect(row).toMatchObject({ status: "failed", attempts: 8, error: "application_error" });
    expect(row).not.toHaveProperty("lookAt");
    expect(row).not.toHaveProperty("claimedUntil");
    const span = (tries.at(-1) ?? 0) - (tries[0] ?? 0);
    expect(span).toBeGreaterThan(2 * HOUR);
    expect(span).toBeLessThan(8 * HOUR);
    const troubles = await desk.owner.query(api.messages.listTroubles, { tenantSlug: "demo" });
    expect(troubles.map(({ kind }) => kind).toSorted()).toEqual(["confirmation", "member_booking"]);
  });

  test("that will never be taken is not tried again", async () => {
    const desk = await openDesk();
    desk.mailbox.fate = () => ({ status: 422, name: "validation_error" });
    const { bookingId } = await desk.book();
    await sweepFor(desk, HOUR);
    expect(desk.mailbox.requests).toBe(2);
    expect(await desk.rowOf(bookingId, CONFIRMATION)).toMatchObject({
      ...{ status: "failed", attempts: 1, error: "validation_error" },
    });
  });

  test("that a crash left behind is found and sent", async () => {
    const desk = await openDesk();
    const { bookingId } = await desk.book();
    const { _id: id } = await desk.rowOf(bookingId, CONFIRMATION);
    // The action claimed it, and was never heard of again.
    expect(await desk.t.mutation(internal.messages.jobs.claim, { id })).not.toBeNull();
    await pass(desk.t, 10 * MINUTE);
    await sweepFor(desk, 30 * MINUTE);
    expect(desk.mailbox.subjectsTo(CARL.email)).toHaveLength(1);
    expect(await statusOf(desk, id)).toMatchObject({ status: "sent" });
  });

  test("that its pool has lost is found by the sweep, and is still one mail to its reader", async () => {
    const desk = await openDesk();
    const { bookingId } = await desk.book();
    await desk.told();
    const { _id: id } = await desk.rowOf(bookingId, CONFIRMATION);
    const lost = { status: "sending", lookAt: Date.now() + 5 * MINUTE } as const;
    await desk.t.run(async (ctx) => {
      await ctx.db.patch("notifications", id, lost);
    });
    await sweepFor(desk, 15 * MINUTE);
    expect(await statusOf(desk, id)).toMatchObject({ status: "sent", attempts: 2 });
    expect(desk.mailbox.subjectsTo(CARL.email)).toHaveLength(1);
  });

  test("of which nobody knows for 23 hours whether it arrived is not sent a second time", async () => {
    const desk = await openDesk();
    const { bookingId } = await desk.book();
    const { _id: id } = await desk.rowOf(bookingId, CONFIRMATION);
    await desk.t.mutation(internal.messages.jobs.claim, { id });
    vi.setSystemTime(Date.now() + 23 * HOUR + MINUTE);
    await desk.t.mutation(internal.messages.jobs.sweep, {});
    await pass(desk.t, MINUTE);
    expect(desk.mailbox.subjectsTo(CARL.email)).toEqual([]);
    expect(await statusOf(desk, id)).toMatchObject({ status: "failed", error: "end_unknown" });
  });

  test("which nobody could claim for three days is given up", async () => {
    const desk = await openDesk();
    const { bookingId } = await desk.book();
    const { _id: id } = await desk.rowOf(bookingId, CONFIRMATION);
    vi.setSystemTime(Date.now() + 73 * HOUR);
    await desk.t.mutation(internal.messages.jobs.sweep, {});
    expect(await statusOf(desk, id)).toMatchObject({ status: "failed", error: "tried_too_often" });
  });

  test("is sent once, however many look after it at the same time", async () => {
    const desk = await openDesk();
    const { bookingId } = await desk.book();
    const { _id: id } = await desk.rowOf(bookingId, CONFIRMATION);
    const send = () => desk.t.action(internal.messages.deliver.send, { id });
    await Promise.allSettled([send(), send(), send()]);
    await desk.t.run(async (ctx) => {
      await ctx.db.patch("notifications", id, { lookAt: Date.now() });
    });
    await sweepFor(desk, 30 * MINUTE);
    expect(desk.mailbox.subjectsTo(CARL.email)).toHaveLength(1);
  });

  test("is not sent when the booking was cancelled before it was claimed", async () => {
    const desk = await openDesk();
    const { t, mailbox } = desk;
    const { bookingId, token } = await desk.book();
    const { _id: id } = await desk.rowOf(bookingId, CONFIRMATION);
    await t.mutation(api.bookings.cancel, { bookingId, token });
    expect(await t.mutation(internal.messages.jobs.claim, { id })).toBeNull();
    expect(await statusOf(desk, id)).toMatchObject({ status: "dropped", error: "cancelled" });
    await pass(t, MINUTE);
    expect(mailbox.subjectsTo(CARL.email)).toEqual([expect.stringContaining("Canceled")]);
  });

  test("that is cancelled while it is on its way is not tried again, and the cancellation is told", async () => {
    const desk = await openDesk();
    const { bookingId, token } = await desk.book();
    const fetch = desk.mailbox.fetch.bind(desk.mailbox);
    let tries = 0;
    vi.spyOn(desk.mailbox, "fetch").mockImplementation(async (address, init) => {
      tries += 1;
      if (tries > 2) return await fetch(address, init);
      await desk.t.mutation(api.bookings.cancel, { bookingId, token });
      return Response.json({ statusCode: 503, name: "down", message: "No." }, { status: 503 });
    });
    await pass(desk.t, HOUR);
    expect(await desk.rowOf(bookingId, CONFIRMATION)).toMatchObject({
      ...{ status: "dropped", error: "cancelled", attempts: 1 },
    });
    expect(desk.mailbox.subjectsTo(CARL.email)).toEqual([expect.stringContaining("Canceled")]);
  });

  test("keeps no key of its links where others read what was sent", async () => {
    const desk = await openDesk();
    const { bookingId } = await desk.book();
    await desk.told();
    const [sent] = desk.mailbox.mails.filter(({ to }) => to[0] === CARL.email);
    const [, key] = /\/booking\/\w+#([\w-]{43})/.exec(sent?.text ?? "") ?? [];
    expect(key).toBeDefined();
    const log = await desk.maya.query(api.messages.listForBooking, { bookingId });
    expect(log.filter(({ text }) => text !== null)).toHaveLength(2);
    for (const { text } of log) expect(text ?? "").not.toMatch(/[#/][\w-]{43}/);
  });
});

describe("who is not reached", () => {
  test("a member without an address: the customer is told all the same", async () => {
    const desk = await openDesk();
    await desk.t.run(async (ctx) => {
      for (const { _id } of await ctx.db.query("memberInboxes").collect())
        await ctx.db.delete("memberInboxes", _id);
    });
    const { bookingId } = await desk.book();
    expect(await desk.told()).toEqual([`${CARL.email} confirmation`]);
    expect(await desk.rowOf(bookingId, { kind: "member_booking" })).toMatchObject({
      ...{ status: "dropped", error: "no_address" },
    });
  });

  test("nobody of a business that has closed", async () => {
    const desk = await openDesk();
    const { bookingId } = await desk.book();
    await desk.t.run(async (ctx) => {
      const tenant = await ctx.db.query("tenants").first();
      if (tenant) await ctx.db.patch("tenants", tenant._id, { status: "inactive" });
    });
    expect(await desk.told()).toEqual([]);
    expect(await desk.rowOf(bookingId, CONFIRMATION)).toMatchObject({ error: "closed" });
  });
});

describe("sending again", () => {
  async function openFailed() {
    const desk = await openDesk();
    desk.mailbox.fate = () => ({ status: 403, name: "invalid_from_address" });
    const { bookingId } = await desk.book();
    await desk.told();
    const { _id: messageId } = await desk.rowOf(bookingId, CONFIRMATION);
    desk.mailbox.fate = () => "ok";
    return { ...desk, desk, bookingId, messageId };
  }

  test("what failed is a new mail to the provider, and one to its reader, however often it is asked for", async () => {
    const { desk, owner, messageId, mailbox, told } = await openFailed();
    await owner.mutation(api.messages.sendAgain, { messageId });
    await owner.mutation(api.messages.sendAgain, { messageId });
    expect(await told()).toEqual([`${CARL.email} confirmation`]);
    expect(mailbox.mails.at(-1)?.key).toMatch(/#1$/);
    expect(await statusOf(desk, messageId)).toMatchObject({ status: "sent", round: 1 });
    await owner.mutation(api.messages.sendAgain, { messageId });
    expect(await told()).toEqual([]);
  });

  test("old news of the first sending says nothing of the second", async () => {
    const { desk, t, maya, messageId, told } = await openFailed();
    await maya.mutation(api.messages.sendAgain, { messageId });
    await told();
    const news = { told: "bounced", at: Date.now() } as const;
    await t.mutation(internal.messages.jobs.receive, { tag: messageId, ...news });
    expect(await statusOf(desk, messageId)).toMatchObject({ status: "sent" });
    await t.mutation(internal.messages.jobs.receive, { tag: `${messageId}-1`, ...news });
    expect(await statusOf(desk, messageId)).toMatchObject({ status: "bounced" });
  });

  test("looks again first: what is no longer true stays unsent", async () => {
    const { desk, t, owner, bookingId, messageId, mailbox } = await openFailed();
    await owner.mutation(api.bookings.cancel, { bookingId });
    await pass(t, MINUTE);
    const before = mailbox.subjectsTo(CARL.email).length;
    await owner.mutation(api.messages.sendAgain, { messageId });
    await pass(t, DAY / 24);
    expect(await statusOf(desk, messageId)).toMatchObject({ error: "cancelled" });
    expect(mailbox.subjectsTo(CARL.email)).toHaveLength(before);
  });
});
