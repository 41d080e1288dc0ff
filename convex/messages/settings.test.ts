import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { DEFAULTS } from "../../core/messages/defaults.ts";
import { KINDS, LOCALES, SMS_KINDS } from "../../core/messages/kinds.ts";
import { badFieldsOf, CARL, codeOf } from "../test.setup";
import { closeUp, MAYA, openAtNow, openDesk, SLUG } from "./desk.testing";

beforeEach(openAtNow);
afterEach(closeUp);

const SETTINGS = { ...DEFAULTS, ratingUrl: null };
const PLACE = { kind: "confirmation", channel: "email", locale: "en-US" } as const;
const OWNER = "persona-owner@example.com";

describe("settings", () => {
  test("are ours until the owner chooses, and say what is missing", async () => {
    const { owner } = await openDesk();
    expect(await owner.query(api.messages.settings, SLUG)).toMatchObject({
      ...{ ...SETTINGS, missing: { email: [], sms: [] } },
    });
    vi.stubEnv("MAIL_FROM", "");
    vi.stubEnv("TWILIO_FROM", "");
    const { missing } = await owner.query(api.messages.settings, SLUG);
    expect(missing).toEqual({ email: ["MAIL_FROM"], sms: ["TWILIO_FROM"] });
  });

  test.each([
    [
      "a reminder sooner than five minutes",
      { reminders: [{ channel: "email", minutesBefore: 4 }] },
    ],
    ["a follow-up before the end", { followUpMin: -1 }],
    ["half a minute", { followUpMin: 0.5 }],
    ["a page of reviews that is no page", { ratingUrl: "javascript:alert(1)" }],
  ] as const)("refuse %s, and keep what was", async (_, wrong) => {
    const { owner } = await openDesk();
    const settings = { ...SETTINGS, ...wrong } as typeof SETTINGS;
    const saved = owner.mutation(api.messages.saveSettings, { ...SLUG, settings });
    expect(await badFieldsOf(saved)).toHaveLength(1);
    expect(await owner.query(api.messages.settings, SLUG)).toMatchObject(SETTINGS);
  });

  test("that change leave the bookings made before with the reminders they have", async () => {
    const { owner, book, rowsOf } = await openDesk();
    const { bookingId } = await book();
    const settings = { ...SETTINGS, reminders: [], followUpMin: null };
    await owner.mutation(api.messages.saveSettings, { ...SLUG, settings });
    const kinds = (await rowsOf(bookingId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "reminder" || kind === "follow_up")).toHaveLength(3);
    const later = await book();
    expect(await rowsOf(later.bookingId)).toHaveLength(2);
  });
});

describe("a business's own words", () => {
  test("are sent in place of ours, in their language alone, until they are taken back", async () => {
    const { owner, book, told, mailbox } = await openDesk();
    const text = { ...PLACE, subject: "Bis bald, {{customer}}", body: "See you at {{business}}." };
    await owner.mutation(api.messages.saveText, { ...SLUG, text });
    await book();
    await told();
    expect(mailbox.subjectsTo(CARL.email)).toEqual(["Bis bald, Carl Novak"]);
    await book({ customer: { ...CARL, locale: "de-AT" } });
    await told();
    expect(mailbox.subjectsTo(CARL.email)[1]).not.toContain("Bis bald");
    await owner.mutation(api.messages.resetText, { ...SLUG, text: PLACE });
    await book();
    await told();
    expect(mailbox.subjectsTo(CARL.email)[2]).toContain("Confirmed");
  });

  test.each([
    ["an unknown variable", { body: "Dear {{password}}" }, "body"],
    ["braces that do not close", { body: "Dear {{customer" }, "body"],
    ["a subject of two lines", { subject: "Hello\nBcc: all@example.com" }, "subject"],
    ["a novel", { body: "x".repeat(2_001) }, "body"],
    ["nothing", { body: " " }, "body"],
    ["a text message of what is none", { kind: "receipt", channel: "sms" }, "channel"],
  ] as const)(
    "are refused with %s, also where they are only looked at",
    async (_, wrong, field) => {
      const { owner } = await openDesk();
      const { kind, channel, locale, ...own } = {
        ...{ ...PLACE, subject: "Hello", body: "Hello {{customer}}" },
        ...wrong,
      };
      const text = { kind, channel, locale, ...own };
      expect(await badFieldsOf(owner.mutation(api.messages.saveText, { ...SLUG, text }))).toEqual([
        field,
      ]);
      const wanted = { ...SLUG, kind, channel, locale, own };
      expect(await badFieldsOf(owner.action(api.messages.preview, { wanted }))).toEqual([field]);
      expect(await owner.query(api.messages.listTexts, SLUG)).toEqual([]);
    },
  );
});

describe("a preview", () => {
  test("is there for every message in every language", { timeout: 60_000 }, async () => {
    const { owner } = await openDesk();
    for (const locale of LOCALES) {
      for (const kind of KINDS) {
        const wanted = { ...SLUG, kind, channel: "email" as const, locale, own: null };
        const { subject, html, text } = await owner.action(api.messages.preview, { wanted });
        expect(subject, `${kind} ${locale}`).not.toBe("");
        expect(html).toContain("<html");
        expect(`${subject}${text}`).not.toMatch(/\{\{|undefined|NaN/);
      }
      for (const kind of SMS_KINDS) {
        const wanted = { ...SLUG, kind, channel: "sms" as const, locale, own: null };
        const { text, parts } = await owner.action(api.messages.preview, { wanted });
        expect(text).toContain("https://openhours.example");
        expect(parts).toBeGreaterThan(0);
      }
    }
  });
});

describe("a test mail", () => {
  const wanted = { ...SLUG, ...PLACE, own: null };

  test("goes to the owner who asks, in no booking's name", async () => {
    const { t, owner, mailbox } = await openDesk();
    expect(await owner.action(api.messages.sendTest, { wanted })).toEqual({ to: OWNER });
    expect(await owner.action(api.messages.sendTest, { wanted })).toEqual({ to: OWNER });
    expect(mailbox.subjectsTo(OWNER)).toHaveLength(2);
    const rows = await t.run(async (ctx) => await ctx.db.query("notifications").collect());
    expect(rows).toEqual([]);
  });

  test("that could not leave says so", async () => {
    const { owner, mailbox } = await openDesk();
    mailbox.fate = () => ({ status: 500 });
    expect(await codeOf(owner.action(api.messages.sendTest, { wanted }))).toBe("NOT_SENT");
    const sms = { ...wanted, channel: "sms" as const };
    expect(await badFieldsOf(owner.action(api.messages.sendTest, { wanted: sms }))).toEqual([
      "channel",
    ]);
  });
});

describe("names that try to be more than names", () => {
  const HOSTILE = 'Eve" <eve@evil.example>, "Bob\\';

  test("reach one reader, from the business's own mailbox", async () => {
    const { t, book, told, mailbox } = await openDesk();
    await t.run(async (ctx) => {
      const tenant = await ctx.db.query("tenants").first();
      const name = `${HOSTILE}\r\nBcc: all@evil.example`;
      if (tenant) await ctx.db.patch("tenants", tenant._id, { name });
    });
    await book({ customer: { ...CARL, name: HOSTILE } });
    await told();
    expect(mailbox.mails.map(({ to }) => to)).toEqual([[CARL.email], [MAYA]]);
    for (const { from, subject, html } of mailbox.mails) {
      expect(from).toMatch(/^"(?:[^"\\<>\r\n]|\\["\\])*" <hello@openhours\.example>$/);
      expect(subject).not.toMatch(/[\r\n]/);
      expect(html).not.toContain("<eve@");
    }
  });

  test("may be as long as names may be", async () => {
    const { book, told, mailbox } = await openDesk();
    await book({ customer: { ...CARL, name: "日".repeat(100), message: "<b>𝄞</b>".repeat(50) } });
    expect(await told()).toHaveLength(2);
    for (const { html } of mailbox.mails) expect(html).not.toContain("<b>𝄞");
  });
});

test("a message whose booking is gone, or whose member is, ends without an error", async () => {
  const { t, book, rowOf } = await openDesk();
  const { bookingId } = await book();
  const { _id: id, _creationTime, ...row } = await rowOf(bookingId, { kind: "confirmation" });
  const claim = async (rowId: typeof id) => {
    expect(await t.mutation(internal.messages.jobs.claim, { id: rowId })).toBeNull();
    return (await t.run(async (ctx) => await ctx.db.get("notifications", rowId)))?.error;
  };
  const { bookingId: _gone, ...alone } = row;
  const lonely = await t.run(
    async (ctx) => await ctx.db.insert("notifications", { ...alone, key: "alone" }),
  );
  expect(await claim(lonely)).toBe("no_address");
  await t.run(async (ctx) => {
    await ctx.db.delete("bookings", bookingId);
  });
  expect(await claim(id)).toBe("gone");
  await t.run(async (ctx) => {
    await ctx.db.delete("notifications", id);
  });
  expect(await t.mutation(internal.messages.jobs.claim, { id })).toBeNull();
  const told = { kind: "again", error: "late" } as const;
  expect(await t.mutation(internal.messages.jobs.settle, { id, told })).toBe(false);
});
