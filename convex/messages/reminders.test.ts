import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { DEFAULTS } from "../../core/messages/defaults.ts";
import { CARL, holdOf } from "../test.setup";
import { answer, holdAndStart } from "../payments/told.testing";
import { closeUp, DAY, HOUR, openAtNow, openDesk, SLUG, type Desk } from "./desk.testing";
import { MINUTE, pass } from "./mailbox.testing";

beforeEach(openAtNow);
afterEach(closeUp);

/** A reminder leaves at most this late: the spread, and the pool's own second. */
const LATE_MS = 42_000;

/** When mails of a kind left, in minutes before an instant, none of them early. */
async function minutesBefore(
  { t }: Desk,
  kind: "reminder" | "follow_up",
  instant: number,
): Promise<number[]> {
  const rows = await t.run(async (ctx) => await ctx.db.query("notifications").collect());
  const sent = rows.filter((row) => row.kind === kind && row.sentAt !== undefined);
  return sent.map(({ sentAt = 0 }) => {
    const before = Math.ceil((instant - sentAt) / MINUTE);
    expect(instant - before * MINUTE).toBeLessThanOrEqual(sentAt);
    expect(sentAt - (instant - before * MINUTE)).toBeLessThan(LATE_MS);
    return before;
  });
}

const mails = (...offsets: number[]) =>
  offsets.map((offset) => ({ channel: "email" as const, minutesBefore: offset }));

describe("reminders", () => {
  test("leave a day and an hour before, and never early", async () => {
    const desk = await openDesk();
    const { start } = await desk.book();
    await pass(desk.t, start - Date.now() + HOUR / 4);
    expect(await minutesBefore(desk, "reminder", start)).toEqual([1_440, 60]);
  });

  test("are none for a time that is past when one books", async () => {
    const desk = await openDesk();
    const { start } = await desk.book({ start: await desk.startIn(2 * HOUR) });
    expect(start - Date.now()).toBeLessThan(DAY);
    await pass(desk.t, start - Date.now());
    expect(await minutesBefore(desk, "reminder", start)).toEqual([60]);
  });

  test("move with the booking, and none is left of its old time", async () => {
    const desk = await openDesk();
    const { bookingId, token, start } = await desk.book();
    await pass(desk.t, start - Date.now() - 2 * HOUR);
    const to = await desk.startIn(72 * HOUR);
    await desk.t.mutation(api.bookings.reschedule, { bookingId, token, start: to, revision: 1 });
    const planned = (await desk.rowsOf(bookingId)).filter(({ kind }) => kind === "reminder");
    expect(planned.map(({ status, revision }) => `${revision} ${status}`).toSorted()).toEqual([
      ...["1 dropped", "1 sent", "2 planned", "2 planned"],
    ]);
    const before = desk.mailbox.mails.length;
    await pass(desk.t, to - Date.now());
    const later = desk.mailbox.mails.slice(before).map(({ key }) => key.split("/").slice(1, 4));
    expect(later.filter(([, kind]) => kind === "reminder")).toEqual([
      ...[
        ["2", "reminder", "1440"],
        ["2", "reminder", "60"],
      ],
    ]);
  });

  test("are none after a cancellation, nor is anything else that was planned", async () => {
    const desk = await openDesk();
    const { bookingId, token, start } = await desk.book();
    await desk.told();
    await desk.t.mutation(api.bookings.cancel, { bookingId, token });
    const planned = (await desk.rowsOf(bookingId)).filter(({ status }) => status === "planned");
    expect(planned.map(({ kind }) => kind)).toEqual(["cancelled", "member_cancelled"]);
    await desk.told();
    await pass(desk.t, start - Date.now() + DAY);
    expect(await desk.told()).toEqual([]);
  });

  test("are none when it is cancelled in the instant at which one is due", async () => {
    const desk = await openDesk();
    const { bookingId, token, start } = await desk.book();
    await pass(desk.t, start - DAY - Date.now());
    await desk.told();
    const { t } = desk;
    const before = desk.mailbox.mails.filter(({ key }) => key.includes("/reminder/")).length;
    await t.mutation(api.bookings.cancel, { bookingId, token });
    await pass(t, DAY);
    const after = desk.mailbox.mails.filter(({ key }) => key.includes("/reminder/")).length;
    expect(after).toBe(before);
  });

  test("come when the business says, and for a service of its own when that says so", async () => {
    const desk = await openDesk();
    const settings = { ...DEFAULTS, ratingUrl: null, followUpMin: null };
    await desk.owner.mutation(api.messages.saveSettings, {
      ...{ ...SLUG, settings: { ...settings, reminders: mails(180, 30) } },
    });
    const own = await desk.offer({ reminders: mails(45) });
    const usual = await desk.book();
    const later = await desk.startIn(usual.start + HOUR - Date.now(), own);
    const special = await desk.book({ eventTypeId: own, start: later });
    await pass(desk.t, special.start - Date.now());
    const offsets = async (id: typeof usual.bookingId) =>
      (await desk.rowsOf(id))
        .filter(({ kind, status }) => kind === "reminder" && status === "sent")
        .map(({ about }) => about);
    expect(await offsets(usual.bookingId)).toEqual(["180", "30"]);
    expect(await offsets(special.bookingId)).toEqual(["45"]);
  });

  test("that an outage held up leave after it while the start is ahead, and not after it", async () => {
    const desk = await openDesk();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { start, bookingId } = await desk.book();
    await desk.told();
    await pass(desk.t, start - DAY - MINUTE - Date.now());
    desk.mailbox.fate = () => ({ status: 503 });
    await pass(desk.t, 10 * MINUTE);
    desk.mailbox.fate = () => "ok";
    await pass(desk.t, 30 * MINUTE);
    expect(await desk.rowOf(bookingId, { about: "1440" })).toMatchObject({ status: "sent" });
    await pass(desk.t, start - HOUR - MINUTE - Date.now());
    desk.mailbox.fate = () => ({ status: 503 });
    await pass(desk.t, HOUR + 2 * MINUTE);
    desk.mailbox.fate = () => "ok";
    await pass(desk.t, 2 * HOUR);
    expect(await desk.rowOf(bookingId, { about: "60" })).toMatchObject({
      ...{ status: "dropped", error: "too_late" },
    });
    vi.restoreAllMocks();
  });

  test("are not for customers who switched them off, who are still told what changes", async () => {
    const desk = await openDesk();
    const { bookingId, token, start } = await desk.book();
    const preferences = { email: false, sms: false, followUps: true, phone: null };
    await desk.t.mutation(api.messages.savePreferences, { bookingId, token, preferences });
    await desk.told();
    await pass(desk.t, start - Date.now());
    await desk.told();
    expect(await minutesBefore(desk, "reminder", start)).toEqual([]);
    expect(await desk.rowOf(bookingId, { about: "60" })).toMatchObject({ error: "not_wanted" });
  });
});

describe("what follows the appointment", () => {
  test("comes an hour after the end, with a way out of such mails", async () => {
    const desk = await openDesk();
    const { start } = await desk.book();
    await pass(desk.t, start - Date.now() + 2 * HOUR);
    expect(await minutesBefore(desk, "follow_up", start + HOUR / 2)).toEqual([-60]);
    const mail = desk.mailbox.mails.find(({ key }) => key.includes("follow_up"));
    expect(mail?.headers?.["List-Unsubscribe"]).toMatch(
      /^<https:\/\/api\.openhours\.example\/unsubscribe\/\w+\/[\w-]{43}>$/,
    );
    expect(mail?.headers?.["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const others = desk.mailbox.mails.filter(({ key }) => !key.includes("follow_up"));
    expect(others.filter(({ headers }) => headers !== undefined)).toEqual([]);
  });

  test.each([
    ["did not come", "no_show"],
    ["wants none", "unwanted"],
  ] as const)("does not come to somebody who %s", async (_, why) => {
    const desk = await openDesk();
    const { bookingId, token, start } = await desk.book();
    await pass(desk.t, start - Date.now() + MINUTE);
    if (why === "no_show") await desk.maya.mutation(api.bookings.markNoShow, { bookingId });
    else {
      const preferences = { email: true, sms: false, followUps: false, phone: null };
      await desk.t.mutation(api.messages.savePreferences, { bookingId, token, preferences });
    }
    await pass(desk.t, 3 * HOUR);
    expect(desk.mailbox.mails.filter(({ key }) => key.includes("follow_up"))).toEqual([]);
  });
});

describe("a hold that runs out", () => {
  const PRICED = { price: 10_000, currency: "usd", refundTiers: [], deposit: null };

  async function pay({ t, offer, startIn }: Desk) {
    const eventTypeId = await offer(PRICED);
    return await holdAndStart(t, holdOf(eventTypeId, await startIn(50 * HOUR, eventTypeId)), CARL);
  }

  async function wish({ owner }: Desk): Promise<void> {
    const settings = { ...DEFAULTS, ratingUrl: null, warnsOfExpiry: true };
    await owner.mutation(api.messages.saveSettings, { ...SLUG, settings });
  }

  test("is told of three minutes before, to who pays, where the business wishes it", async () => {
    const desk = await openDesk();
    vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_of_the_tests");
    await wish(desk);
    await pay(desk);
    await pass(desk.t, DAY / 24);
    expect(desk.mailbox.mails.map(({ to, key }) => [to[0], key.split("/")[2]])).toEqual([
      [CARL.email, "hold_expiring"],
    ]);
  });

  test("is told of before its new end, where somebody begins to pay again", async () => {
    const desk = await openDesk();
    vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_of_the_tests");
    await wish(desk);
    const began = Date.now();
    const link = await pay(desk);
    await pass(desk.t, 5 * MINUTE);
    await desk.t.mutation(api.bookings.startPayment, { ...link, customer: CARL });
    await pass(desk.t, 6 * MINUTE);
    expect(desk.mailbox.mails).toEqual([]);
    await pass(desk.t, began + 13 * MINUTE - Date.now());
    expect(desk.mailbox.mails.map(({ key }) => key.split("/")[2])).toEqual(["hold_expiring"]);
  });

  test("can be paid by the link of its mail", async () => {
    const desk = await openDesk();
    vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_of_the_tests");
    await wish(desk);
    const { bookingId } = await pay(desk);
    await pass(desk.t, 8 * MINUTE);
    const [, token = ""] = /\/booking\/\w+#([\w-]+)/.exec(desk.mailbox.mails[0]?.text ?? "") ?? [];
    expect(await desk.t.query(api.bookings.get, { bookingId, token })).toMatchObject({
      status: "held",
    });
    expect(await desk.t.query(api.payments.checkout, { bookingId, token })).toMatchObject({
      clientSecret: "secret_of_the_intent",
    });
  });

  test("is not told of where the business does not wish it, nor once it is paid", async () => {
    const desk = await openDesk();
    vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_of_the_tests");
    await pay(desk);
    await wish(desk);
    const { bookingId } = await pay(desk);
    await answer(desk.t, bookingId, { standing: "captured" });
    await pass(desk.t, DAY / 24);
    const kinds = desk.mailbox.mails.map(({ key }) => key.split("/")[2]);
    expect(kinds).not.toContain("hold_expiring");
    expect(kinds).toContain("confirmation");
  });
});
