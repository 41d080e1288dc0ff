import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { DEFAULTS } from "../../core/messages/defaults.ts";
import type { Doc } from "../_generated/dataModel";
import type { Contact } from "../customers/model";
import { badFieldsOf, codeOf } from "../test.setup";
import { closeUp, DAY, DORA, DORAS_PHONE, HOUR, openAtNow, openDesk, SLUG } from "./desk.testing";
import { MINUTE, pass } from "./mailbox.testing";

beforeEach(() => {
  openAtNow();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  closeUp();
  vi.restoreAllMocks();
});

type Plan = Doc<"tenants">["plan"];

/** A business on a plan that has text messages, and a customer who wants them. */
async function openSms({
  plan = "starter",
  confirms = true,
}: { plan?: Plan; confirms?: boolean } = {}) {
  const desk = await openDesk();
  const { t, owner, startIn, eventType } = desk;
  await t.run(async (ctx) => {
    const tenant = await ctx.db.query("tenants").first();
    if (tenant) await ctx.db.patch("tenants", tenant._id, { plan });
  });
  const settings = { ...DEFAULTS, ratingUrl: null, confirmsBySms: confirms };
  await owner.mutation(api.messages.saveSettings, { ...SLUG, settings });
  // Ten in the morning in Paris, where customers of these tests read.
  vi.setSystemTime(Date.now() + 9 * HOUR);
  const bookDora = async (changes: Partial<Contact> = {}, start?: number) =>
    await desk.book({
      start: start ?? (await startIn(50 * HOUR, eventType.id)),
      customer: { ...DORA, ...changes },
    });
  const usage = async () => await owner.query(api.messages.smsUsage, { ...SLUG, month: "2027-03" });
  return { ...desk, bookDora, usage };
}

describe("text messages", () => {
  test("are for who asked for them: a number alone is no wish", async () => {
    const { t, bookDora, mailbox } = await openSms();
    await bookDora({ wantsSms: false });
    await pass(t, 4 * DAY);
    expect(mailbox.texts).toEqual([]);
  });

  test("go to the number without its blanks, with the link at the end", async () => {
    const { t, bookDora, mailbox, rowOf } = await openSms();
    const { bookingId } = await bookDora();
    await pass(t, MINUTE);
    const { _id } = await rowOf(bookingId, { kind: "confirmation", channel: "sms" });
    expect(mailbox.texts).toMatchObject([
      {
        to: DORAS_PHONE,
        body: expect.stringMatching(/https:\/\/openhours\.example\/booking\/\S+$/) as string,
        statusCallback: `https://api.openhours.example/twilio/status/${_id}`,
      },
    ]);
  });

  test.each(["0170 1234567", "+0 170 1234567", "", "+49 17", "+49 170 1234567 1234567"])(
    "are not promised to %j, which is no number of a country",
    async (phone) => {
      const { bookDora } = await openSms();
      expect(await badFieldsOf(bookDora({ phone }))).toEqual(["phone"]);
    },
  );

  test("remind two hours before", async () => {
    const { t, bookDora, mailbox } = await openSms({ confirms: false });
    const { start } = await bookDora();
    await pass(t, start - 2 * HOUR - Date.now() + MINUTE);
    expect(mailbox.texts).toHaveLength(1);
    expect(mailbox.texts[0]?.at).toBeGreaterThanOrEqual(start - 2 * HOUR);
    expect(mailbox.texts[0]?.at).toBeLessThan(start - 2 * HOUR + MINUTE);
  });

  test("can be chosen later by the manage link, and come as if they had been from the start", async () => {
    const { t, bookDora, mailbox } = await openSms({ confirms: false });
    const { bookingId, token, start } = await bookDora({ wantsSms: false });
    const preferences = { email: true, sms: true, followUps: true, phone: DORA.phone };
    await t.mutation(api.messages.savePreferences, { bookingId, token, preferences });
    await t.mutation(api.messages.savePreferences, { bookingId, token, preferences });
    await pass(t, start - Date.now());
    expect(mailbox.texts.map(({ to }) => to)).toEqual([DORAS_PHONE]);
  });

  test("end when they are switched off, also those that were planned", async () => {
    const { t, bookDora, mailbox } = await openSms({ confirms: false });
    const { bookingId, token, start } = await bookDora();
    const preferences = { email: true, sms: false, followUps: true, phone: null };
    await t.mutation(api.messages.savePreferences, { bookingId, token, preferences });
    await pass(t, start - Date.now());
    expect(mailbox.texts).toEqual([]);
  });

  test("wait in the night for the morning of their reader", async () => {
    const { t, bookDora, mailbox } = await openSms();
    vi.setSystemTime(Date.UTC(2027, 2, 1, 22));
    await bookDora();
    await pass(t, 9 * HOUR - MINUTE);
    expect(mailbox.texts).toEqual([]);
    await pass(t, 2 * MINUTE);
    expect(mailbox.texts).toHaveLength(1);
  });

  test("that still wait for the morning are not forgotten over another change", async () => {
    const { t, maya, bookDora, startIn, mailbox } = await openSms({ confirms: false });
    vi.setSystemTime(Date.now() + 12.5 * HOUR);
    const { bookingId, start } = await bookDora({}, await startIn(13 * HOUR));
    expect(start).toBeLessThan(Date.now() + DAY);
    const later = await startIn(75 * HOUR);
    await maya.mutation(api.bookings.reschedule, { bookingId, start: later, revision: 1 });
    await pass(t, 5 * MINUTE);
    await maya.mutation(api.bookings.cancel, { bookingId });
    await pass(t, 5 * MINUTE);
    expect(mailbox.texts).toEqual([]);
    await pass(t, start - Date.now());
    expect(mailbox.texts).toHaveLength(1);
    expect(mailbox.texts[0]?.body).toContain("canceled");
  });

  test("are one, though the reply to the first try was lost", async () => {
    const { t, bookDora, mailbox, rowOf, usage } = await openSms();
    let lost = 0;
    mailbox.fate = () => (mailbox.texts.length === 1 && (lost += 1) === 1 ? "lost" : "ok");
    const { bookingId } = await bookDora();
    await pass(t, 5 * MINUTE);
    expect(mailbox.texts).toHaveLength(1);
    expect(await rowOf(bookingId, { kind: "confirmation", channel: "sms" })).toMatchObject({
      ...{ status: "sent", providerId: "SM1" },
    });
    expect((await usage()).sent).toBe(1);
  });

  test("of the same words are two, when the second is tried twice", async () => {
    const { t, owner, bookDora, mailbox } = await openSms({ confirms: false });
    const reminders = [120, 60].map((minutesBefore) => ({
      ...{ channel: "sms" as const, minutesBefore },
    }));
    const settings = { ...DEFAULTS, ratingUrl: null, reminders };
    await owner.mutation(api.messages.saveSettings, { ...SLUG, settings });
    const { start } = await bookDora();
    await pass(t, start - 90 * MINUTE - Date.now());
    expect(mailbox.texts).toHaveLength(1);
    let tries = 0;
    mailbox.fate = () => ((tries += 1) === 1 ? { status: 503 } : "ok");
    await pass(t, 40 * MINUTE);
    expect(mailbox.texts).toHaveLength(2);
    expect(mailbox.texts[0]?.body).toBe(mailbox.texts[1]?.body);
  });
});

describe("a plan", () => {
  test("without text messages sends none, and the log says why", async () => {
    const { t, bookDora, mailbox, rowOf, usage } = await openSms({ plan: "free" });
    const { bookingId } = await bookDora();
    await pass(t, MINUTE);
    expect(mailbox.texts).toEqual([]);
    expect(await rowOf(bookingId, { kind: "confirmation", channel: "sms" })).toMatchObject({
      ...{ status: "dropped", error: "quota" },
    });
    expect(await usage()).toEqual({ sent: 0, costMicros: 0 });
  });

  test("has so many in a month, and as many in the next", async () => {
    const { t, bookDora, mailbox } = await openSms();
    const { start } = await bookDora();
    await pass(t, MINUTE);
    await t.run(async (ctx) => {
      const row = await ctx.db.query("smsUsage").first();
      if (row) await ctx.db.patch("smsUsage", row._id, { sent: 100 });
    });
    await pass(t, start - Date.now());
    expect(mailbox.texts).toHaveLength(1);
    await t.run(async (ctx) => {
      const row = await ctx.db.query("smsUsage").first();
      if (row) await ctx.db.patch("smsUsage", row._id, { month: "2027-02" });
    });
    await bookDora();
    await pass(t, DAY);
    expect(mailbox.texts).toHaveLength(2);
  });
});

describe("STOP", () => {
  test("ends everything to a number, and START begins it again", async () => {
    const { t, bookDora, mailbox, rowOf } = await openSms();
    await t.mutation(internal.messages.jobs.answered, { phone: DORAS_PHONE, wants: false });
    const { bookingId, token } = await bookDora();
    await pass(t, MINUTE);
    expect(mailbox.texts).toEqual([]);
    expect(await rowOf(bookingId, { kind: "confirmation", channel: "sms" })).toMatchObject({
      ...{ status: "dropped", error: "not_wanted" },
    });
    const chosen = await t.query(api.messages.preferences, { bookingId, token });
    expect(chosen).toMatchObject({ sms: true, isStopped: true });
    await t.mutation(internal.messages.jobs.answered, { phone: DORAS_PHONE, wants: true });
    await bookDora();
    await pass(t, MINUTE);
    expect(mailbox.texts).toHaveLength(1);
  });

  test("that only the provider knows of is learned from its refusal", async () => {
    const { t, bookDora, mailbox, rowOf } = await openSms();
    const fetch = mailbox.fetch.bind(mailbox);
    vi.spyOn(mailbox, "fetch").mockImplementation(async (address, init) =>
      address.includes("twilio")
        ? Response.json({ code: 21_610, message: "No." }, { status: 400 })
        : await fetch(address, init),
    );
    const { bookingId } = await bookDora();
    await pass(t, MINUTE);
    expect(await rowOf(bookingId, { kind: "confirmation", channel: "sms" })).toMatchObject({
      ...{ status: "failed", error: "twilio_21610" },
    });
    const stops = await t.run(async (ctx) => await ctx.db.query("smsStops").collect());
    expect(stops.map(({ phone }) => phone)).toEqual([DORAS_PHONE]);
  });
});

test("what a text message cost is asked for later, kept in millionths, and summed once", async () => {
  const { t, bookDora, mailbox, rowOf, usage } = await openSms();
  const fetch = mailbox.fetch.bind(mailbox);
  let asked = 0;
  vi.spyOn(mailbox, "fetch").mockImplementation(async (address, init) => {
    if (!/Messages\/SM\d+\.json/.test(address)) return await fetch(address, init);
    asked += 1;
    const price = asked < 3 ? null : "-0.00790";
    return Response.json({ sid: "SM1", price, price_unit: "USD", num_segments: "2" });
  });
  const { bookingId } = await bookDora();
  await pass(t, HOUR);
  const row = await rowOf(bookingId, { kind: "confirmation", channel: "sms" });
  expect(row).toMatchObject({ costMicros: 7_900, costCurrency: "USD", parts: 2 });
  const again = { id: row._id, costMicros: 7_900, currency: "USD", parts: 2 };
  await t.mutation(internal.messages.jobs.notePrice, again);
  expect(asked).toBe(3);
  expect(await usage()).toEqual({ sent: 1, costMicros: 7_900 });
});

describe("somebody else's number", () => {
  test("is not told of one move after another", async () => {
    const { t, startIn, bookDora, mailbox } = await openSms({ plan: "professional" });
    const { bookingId, token } = await bookDora();
    const near = await startIn(12 * HOUR);
    const far = await startIn(14 * HOUR);
    const codes: string[] = [];
    while (codes.length < 30 && codes.at(-1) !== "RATE_LIMITED") {
      const start = codes.length % 2 === 0 ? near : far;
      const move = { bookingId, token, start, revision: codes.length + 1 };
      codes.push(await codeOf(t.mutation(api.bookings.reschedule, move)));
      await pass(t, MINUTE);
    }
    expect(codes).toHaveLength(11);
    // The first move overtook the confirmation.
    expect(mailbox.texts).toHaveLength(10);
  });

  test("gets no more than twenty in a day, whatever address books", async () => {
    const { t, bookDora, mailbox, rowOf } = await openSms({ plan: "professional" });
    for (let bookings = 0; bookings < 20; bookings += 1) {
      const { bookingId, token } = await bookDora({ email: `dora${bookings}@example.com` });
      await pass(t, MINUTE);
      await t.mutation(api.bookings.cancel, { bookingId, token });
    }
    const { bookingId } = await bookDora();
    await pass(t, MINUTE);
    expect(mailbox.texts).toHaveLength(20);
    const wanted = { kind: "confirmation", channel: "sms" } as const;
    expect((await rowOf(bookingId, wanted)).error).toBe("number_quota");
    await bookDora({ phone: "+49 170 7654321" });
    await pass(t, MINUTE);
    expect(mailbox.texts).toHaveLength(21);
  });
});

test("what came back and is sent again has cost twice", async () => {
  const { t, owner, bookDora, mailbox, rowOf, usage } = await openSms();
  const fetch = mailbox.fetch.bind(mailbox);
  vi.spyOn(mailbox, "fetch").mockImplementation(async (address, init) => {
    if (!/Messages\/SM\d+\.json/.test(address)) return await fetch(address, init);
    return Response.json({ sid: "SM", price: "-0.00790", price_unit: "USD", num_segments: "1" });
  });
  const { bookingId } = await bookDora();
  await pass(t, HOUR);
  const { _id } = await rowOf(bookingId, { kind: "confirmation", channel: "sms" });
  const news = { tag: _id, told: "bounced", at: Date.now() } as const;
  await t.mutation(internal.messages.jobs.receive, news);
  await owner.mutation(api.messages.sendAgain, { messageId: _id });
  await pass(t, HOUR);
  expect(mailbox.texts).toHaveLength(2);
  expect(await usage()).toEqual({ sent: 2, costMicros: 15_800 });
});
