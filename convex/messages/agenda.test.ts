import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import {
  closeUp,
  DAY,
  DORA,
  HOUR,
  MAYA,
  openAtNow,
  openDesk,
  SLUG,
  type Desk,
} from "./desk.testing";
import { MINUTE, pass } from "./mailbox.testing";

beforeEach(() => {
  openAtNow();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  closeUp();
  vi.restoreAllMocks();
});

const INBOX = { email: MAYA, locale: "en-US", clock: "24h", wantsAgenda: true } as const;

/** Seven in the morning where Maya is, in New York. */
const SEVEN_MS = 12 * HOUR;

async function openWishing() {
  const desk = await openDesk();
  const memberId = desk.member.id;
  await desk.maya.mutation(api.messages.saveInbox, { memberId, inbox: INBOX });
  return { ...desk, memberId };
}

/** Days with a sweep each quarter of an hour, as crons would; when agendas left, as instants. */
async function live({ t, mailbox }: Pick<Desk, "t" | "mailbox">, ms: number): Promise<number[]> {
  const times: number[] = [];
  for (let passed = 0; passed < ms; passed += 15 * MINUTE) {
    const before = mailbox.mails.length;
    await t.mutation(internal.messages.jobs.tellMornings, {});
    await pass(t, 15 * MINUTE);
    const news = mailbox.mails.slice(before).filter(({ key }) => key.includes("/agenda/"));
    times.push(...news.map(() => Date.now() - 15 * MINUTE));
  }
  return times;
}

describe("the agenda", () => {
  test("comes at seven of the member's clock, on days with bookings only, once", async () => {
    const { book, mailbox, ...desk } = await openWishing();
    const first = await book();
    await book({ customer: DORA });
    const day = first.start - (first.start % DAY);
    expect(await live({ ...desk, mailbox }, 5 * DAY)).toEqual([day + SEVEN_MS]);
    const mail = mailbox.mails.find(({ key }) => key.includes("/agenda/"));
    expect(mail?.to).toEqual([MAYA]);
    expect(mail?.text).toContain("Free introduction · Carl Novak");
    expect(mail?.text).toContain("Free introduction · Dora Lind");
    expect(mail?.headers?.["List-Unsubscribe"]).toContain("/unsubscribe/");
  });

  test("does not come for a booking that was cancelled, nor to who did not ask for it", async () => {
    const wishing = await openWishing();
    const { bookingId, token } = await wishing.book();
    await wishing.t.mutation(api.bookings.cancel, { bookingId, token });
    expect(await live(wishing, 3 * DAY)).toEqual([]);
    const { book, ...desk } = await openDesk();
    await book();
    expect(await live(desk, 3 * DAY)).toEqual([]);
  });

  test("ends by the link in it, and goes on when it is wished again", async () => {
    const { t, maya, memberId, book, mailbox } = await openWishing();
    await book();
    await live({ t, mailbox }, 3 * DAY);
    const mail = mailbox.mails.find(({ key }) => key.includes("/agenda/"));
    const [, subject = "", key = ""] = /\/unsubscribe\/(\w+)#([\w-]+)/.exec(mail?.text ?? "") ?? [];
    await t.mutation(api.messages.subscribe, { subject, key, wants: false });
    expect(await maya.query(api.messages.inbox, { memberId })).toMatchObject({
      wantsAgenda: false,
    });
    await book();
    expect(await live({ t, mailbox }, 3 * DAY)).toEqual([]);
    await maya.mutation(api.messages.saveInbox, { memberId, inbox: INBOX });
    await book();
    expect(await live({ t, mailbox }, 4 * DAY)).not.toEqual([]);
  });
});

describe("an agenda that could not leave at once", () => {
  /** A booking's day, on whose morning the provider fails until a quarter past eight. */
  async function openFailing() {
    const desk = await openWishing();
    const { t, mailbox, book } = desk;
    const { start, ...link } = await book();
    await pass(t, start - (start % DAY) + SEVEN_MS - HOUR - Date.now());
    mailbox.fate = () => ({ status: 500 });
    await live(desk, 75 * MINUTE);
    return { ...desk, start, link };
  }

  const agendas = async ({ t }: Pick<Desk, "t">) =>
    await t.run(async (ctx) => {
      const rows = await ctx.db.query("notifications").collect();
      return rows
        .filter(({ kind }) => kind === "agenda")
        .map(({ status, error }) => [status, error]);
    });

  test("is not for who has said no since", async () => {
    const desk = await openFailing();
    const { maya, memberId, mailbox } = desk;
    const inbox = { ...INBOX, wantsAgenda: false };
    await maya.mutation(api.messages.saveInbox, { memberId, inbox });
    mailbox.fate = () => "ok";
    expect(await live(desk, 5 * HOUR)).toEqual([]);
    expect(await agendas(desk)).toEqual([["dropped", "not_wanted"]]);
  });

  test("is no trouble when everything of that day was cancelled since", async () => {
    const desk = await openFailing();
    const { t, link, mailbox } = desk;
    await t.mutation(api.bookings.cancel, link);
    mailbox.fate = () => "ok";
    expect(await live(desk, 5 * HOUR)).toEqual([]);
    expect(await agendas(desk)).toEqual([["dropped", "changed"]]);
  });

  test("does not come on another day, which has its own", async () => {
    const desk = await openFailing();
    const { t, maya, owner, mailbox, start } = desk;
    await live(desk, 6 * HOUR);
    mailbox.fate = () => "ok";
    const troubles = await owner.query(api.messages.listTroubles, SLUG);
    const failed = troubles.find(({ kind }) => kind === "agenda");
    if (!failed) throw new Error("The agenda has not failed.");
    await pass(t, start + DAY - Date.now());
    await maya.mutation(api.messages.sendAgain, { messageId: failed.id });
    await pass(t, MINUTE);
    expect(await agendas(desk)).toEqual([["dropped", "too_late"]]);
  });
});

describe("the morning of an agenda", () => {
  test("is that of the zone the member has moved to", async () => {
    const { t, maya, member } = await openWishing();
    const own = await maya.query(api.members.settings, SLUG);
    if (!own) throw new Error("Maya has no settings.");
    const { id: _id, revision, ...settings } = own;
    const moved = { ...settings, timezone: "Asia/Tokyo" };
    await maya.mutation(api.members.save, { ...SLUG, revision, settings: moved });
    const inbox = await t.run(
      async (ctx) =>
        await ctx.db
          .query("memberInboxes")
          .withIndex("by_memberId", (q) => q.eq("memberId", member.id))
          .unique(),
    );
    // Seven in Tokyo.
    expect((inbox?.agendaAt ?? 0) % DAY).toBe(22 * HOUR);
  });

  test("comes again for who was not published for a while", async () => {
    const desk = await openWishing();
    const { t, memberId } = desk;
    const { start } = await desk.book();
    const become = async (status: "active" | "inactive") => {
      await t.run(async (ctx) => await ctx.db.patch("memberSettings", memberId, { status }));
    };
    await become("inactive");
    await live(desk, DAY);
    await become("active");
    expect(await live(desk, 3 * DAY)).toEqual([start - (start % DAY) + SEVEN_MS]);
  });
});

describe("a member's inbox", () => {
  test("is where they sign in until they say otherwise, and then everything goes there", async () => {
    const { maya, member, book, told } = await openDesk();
    const inbox = {
      ...INBOX,
      email: " New@Example.com ",
      locale: "de" as const,
      wantsAgenda: false,
    };
    await maya.mutation(api.messages.saveInbox, { memberId: member.id, inbox });
    await book();
    const lines = await told();
    expect(lines.map((line) => line.toLowerCase())).toContain("new@example.com member_booking");
  });
});
