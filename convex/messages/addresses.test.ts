import type { WithoutSystemFields } from "convex/server";
import ICAL from "ical.js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import { keyFor } from "../links";
import { everythingIn } from "../surface.testing";
import { CARL, codeOf } from "../test.setup";
import type { Backend } from "../world.testing";
import { closeUp, HOUR, openAtNow, openDesk, SLUG, type Desk } from "./desk.testing";
import { pass } from "./mailbox.testing";

beforeEach(openAtNow);
afterEach(closeUp);

/** A link as a customer finds it in the latest mail: everything of its address that the pattern catches. */
function foundIn({ mailbox }: Desk, pattern: RegExp): string {
  const [, found] =
    pattern.exec(mailbox.mails.findLast(({ to }) => to[0] === CARL.email)?.text ?? "") ?? [];
  if (found === undefined) throw new Error("The mail has no such link.");
  return found;
}

async function openMailed() {
  const desk = await openDesk();
  const { bookingId, token, start } = await desk.book();
  await desk.told();
  const key = foundIn(desk, /openhours\.example\/booking\/\w+#([\w-]+)/);
  return { ...desk, desk, bookingId, ownToken: token, start, link: { bookingId, token: key } };
}

describe("the link of a mail", () => {
  test("shows its booking, its preferences and its calendar file, and changes nothing by that", async () => {
    const { t, link } = await openMailed();
    const before = await everythingIn(t);
    expect(await t.query(api.bookings.get, link)).toMatchObject({ status: "confirmed" });
    expect(await t.query(api.messages.preferences, link)).toMatchObject({ email: true });
    expect(await t.query(api.messages.calendarFile, link)).toContain("BEGIN:VEVENT");
    expect(await codeOf(t.query(api.payments.receipt, link))).toBe("accepted");
    expect(await everythingIn(t)).toEqual(before);
  });

  test("is in the customer's calendar file and in no other party's", async () => {
    const { t, maya, link } = await openMailed();
    const { bookingId, token } = link;
    const fileFor = async (reader: Pick<Backend, "query">, key?: string) => {
      const wanted = { bookingId, ...(key !== undefined && { token: key }) };
      return (await reader.query(api.messages.calendarFile, wanted))?.replaceAll("\r\n ", "");
    };
    expect(await fileFor(t, token)).toContain(token);
    const own = await fileFor(maya);
    expect(own).toContain("BEGIN:VEVENT");
    expect(own).not.toContain(token);
    expect(await maya.query(api.messages.preferences, { bookingId })).toBeNull();
  });

  test("moves and cancels it as its customer", async () => {
    const { t, maya, link, startIn } = await openMailed();
    const { bookingId } = link;
    const start = await startIn(90 * HOUR);
    await t.mutation(api.bookings.reschedule, { ...link, start, revision: 1 });
    await t.mutation(api.bookings.cancel, link);
    const history = await maya.query(api.bookings.history, { bookingId });
    expect(history.slice(-2).map(({ what, by }) => `${what} by ${by}`)).toEqual([
      ...["rescheduled by customer", "cancelled by customer"],
    ]);
  });

  test("stays the same for the life of the booking", async () => {
    const { t, desk, link, told, startIn } = await openMailed();
    await t.mutation(api.bookings.reschedule, {
      ...{ ...link, start: await startIn(90 * HOUR), revision: 1 },
    });
    await told();
    expect(foundIn(desk, /openhours\.example\/booking\/\w+#([\w-]+)/)).toBe(link.token);
  });

  test("may ask to pay the rest, of which a free booking has none", async () => {
    const { t, link } = await openMailed();
    expect(await codeOf(t.mutation(api.payments.openRest, link))).toBe("NOTHING_TO_PAY");
  });

  test("opens nothing else: no other booking, no hold, and not with one character changed", async () => {
    const { t, link, book, ownToken } = await openMailed();
    const other = await book();
    const { token: key } = link;
    const wrong = [
      { bookingId: other.bookingId, token: key },
      ...["", key.slice(1), `${key}A`, `${key} `, key.toUpperCase(), "x".repeat(43)].map(
        (token) => ({ ...link, token }),
      ),
      { ...link, token: `${key.startsWith("A") ? "B" : "A"}${key.slice(1)}` },
      { bookingId: other.bookingId, token: ownToken },
    ];
    for (const each of wrong) {
      expect(await t.query(api.bookings.get, each)).toBeNull();
      expect(await codeOf(t.mutation(api.bookings.cancel, each))).toBe("NOT_FOUND");
    }
    expect(await codeOf(t.mutation(api.bookings.release, link))).toBe("NOT_FOUND");
  });

  test.each(["file", "feed", "unsubscribe"] as const)(
    "is not the key of its %s, though the subject is the same",
    async (purpose) => {
      const { t, bookingId } = await openMailed();
      const token = (await keyFor(purpose, bookingId)) ?? "";
      expect(token).toHaveLength(43);
      expect(await t.query(api.bookings.get, { bookingId, token })).toBeNull();
    },
  );

  test("dies with the secret, while the customer's own token lives", async () => {
    const { t, link, bookingId, ownToken } = await openMailed();
    vi.stubEnv("LINK_SECRET", "another secret for links");
    expect(await t.query(api.bookings.get, link)).toBeNull();
    vi.stubEnv("LINK_SECRET", "");
    expect(await t.query(api.bookings.get, link)).toBeNull();
    expect(await t.query(api.bookings.get, { bookingId, token: ownToken })).not.toBeNull();
  });
});

async function get(t: Backend, address: string): Promise<{ status: number; text: string }> {
  const response = await t.fetch(address.replace("https://api.openhours.example", ""));
  return { status: response.status, text: await response.text() };
}

function eventsOf(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file) as never);
  return calendar.getAllSubcomponents("vevent").map((event) => ({
    uid: event.getFirstPropertyValue("uid"),
    status: event.getFirstPropertyValue("status"),
    summary: event.getFirstPropertyValue("summary"),
  }));
}

describe("a booking's calendar file", () => {
  test("opens from the mail, and says what the booking is", async () => {
    const { t, desk, bookingId } = await openMailed();
    const address = foundIn(desk, /(https:\/\/api\.openhours\.example\/calendar\/\S+\.ics)/);
    const { status, text } = await get(t, address);
    expect(status).toBe(200);
    expect(eventsOf(text)).toEqual([
      {
        uid: `${bookingId}@demo`,
        ...{ status: "CONFIRMED", summary: "Free introduction – Maya Chen" },
      },
    ]);
  });

  test("is not there with another key, nor once the booking is cancelled", async () => {
    const { t, desk, link, book } = await openMailed();
    const address = foundIn(desk, /(https:\/\/api\.openhours\.example\/calendar\/\S+\.ics)/);
    const other = await book();
    const wrong = [
      address.replace(link.bookingId, other.bookingId),
      address.replace(/[\w-]+\.ics$/, `${link.token}.ics`),
      address.replace("/booking/", "/member/"),
      address.replace(".ics", ""),
      `${address}/..`,
    ];
    for (const each of wrong) expect((await get(t, each)).status, each).toBe(404);
    await t.mutation(api.bookings.cancel, link);
    expect((await get(t, address)).status).toBe(404);
    expect(await t.query(api.messages.calendarFile, link)).toBeNull();
  });
});

describe("a member's feed", () => {
  async function openFeed() {
    const desk = await openDesk();
    const memberId: Id<"memberSettings"> = desk.member.id;
    const feed = async () => (await desk.maya.query(api.messages.inbox, { memberId }))?.feed ?? "";
    return { ...desk, memberId, feed };
  }

  test("has requests as tentative and leaves out what is cancelled", async () => {
    const { t, maya, book, offer, startIn, feed } = await openFeed();
    const first = await book();
    const onRequest = await offer({ approval: true, name: "On request" });
    await book({ eventTypeId: onRequest, start: await startIn(100 * HOUR, onRequest) });
    const { bookingId, token } = await book();
    await t.mutation(api.bookings.cancel, { bookingId, token });
    const { status, text } = await get(t, await feed());
    expect(status).toBe(200);
    expect(
      eventsOf(text).map(({ status: kind, summary }) => `${String(kind)} ${String(summary)}`),
    ).toEqual([
      ...["CONFIRMED Free introduction – Carl Novak", "TENTATIVE On request – Carl Novak"],
    ]);
    await maya.mutation(api.bookings.cancel, { bookingId: first.bookingId });
    expect(eventsOf((await get(t, await feed())).text)).toHaveLength(1);
  });

  test("shows what lies ahead, however much is over", async () => {
    const { t, book, feed } = await openFeed();
    const { bookingId, start } = await book();
    await t.run(async (ctx) => {
      const { _id, _creationTime, ...booking } = (await ctx.db.get("bookings", bookingId)) ?? {};
      const times = Array.from({ length: 520 }, (_, index) => start - (index + 100) * HOUR);
      for (const startTime of times) {
        const status = "completed" as const;
        const past = { ...booking, status, startTime, endTime: startTime + HOUR / 2 };
        await ctx.db.insert("bookings", past as WithoutSystemFields<Doc<"bookings">>);
      }
    });
    const uids = eventsOf((await get(t, await feed())).text).map(({ uid }) => uid);
    expect(uids).toContain(`${bookingId}@demo`);
  });

  test("moves to another address when it is renewed, and the old one is nobody's", async () => {
    const { t, maya, memberId, feed } = await openFeed();
    const old = await feed();
    await maya.mutation(api.messages.renewFeed, { memberId });
    expect(await feed()).not.toBe(old);
    expect((await get(t, old)).status).toBe(404);
    expect((await get(t, await feed())).status).toBe(200);
  });
});

test("the way to book again leads to the business where the member is not published any more", async () => {
  const { t, maya, member, link, told, desk } = await openMailed();
  await t.run(
    async (ctx) => await ctx.db.patch("memberSettings", member.id, { status: "inactive" }),
  );
  await maya.mutation(api.bookings.cancel, { bookingId: link.bookingId });
  await told();
  const page = foundIn(desk, /(https:\/\/openhours\.example\/demo[\w/-]*)/);
  expect(page).toBe("https://openhours.example/demo");
});

describe("who books with somebody else's address", () => {
  const NOTHING = { email: false, sms: false, followUps: false, phone: null };
  const ALL = { ...NOTHING, email: true, followUps: true };

  test("ends none of their reminders, and the key of a mail ends them all", async () => {
    const { t, link, start, book, mailbox } = await openMailed();
    const { bookingId, token } = await book();
    const guess = { bookingId, token, preferences: NOTHING };
    await t.mutation(api.messages.savePreferences, guess);
    expect(await t.query(api.messages.preferences, { bookingId, token })).toMatchObject(NOTHING);
    expect(await t.query(api.messages.preferences, link)).toMatchObject(ALL);
    const before = mailbox.mails.length;
    await pass(t, start - Date.now() - HOUR / 2);
    const reminded = mailbox.mails.slice(before).map(({ key }) => key.split("/"));
    expect(new Set(reminded.filter(([, , kind]) => kind === "reminder").map(([id]) => id))).toEqual(
      new Set([link.bookingId]),
    );
  });

  test("begins nothing again that they have ended, nor learns that they have", async () => {
    const { t, link, book } = await openMailed();
    await t.mutation(api.messages.savePreferences, { ...link, preferences: NOTHING });
    const { bookingId, token } = await book();
    expect(await t.query(api.messages.preferences, { bookingId, token })).toMatchObject(ALL);
    await t.mutation(api.messages.savePreferences, { bookingId, token, preferences: ALL });
    expect(await t.query(api.messages.preferences, link)).toMatchObject(NOTHING);
  });
});

describe("the way out of what is not about a booking", () => {
  async function openFollowedUp() {
    const desk = await openDesk();
    const { start } = await desk.book();
    await pass(desk.t, start - Date.now() + 3 * HOUR);
    const mail = desk.mailbox.mails.find(({ key }) => key.includes("follow_up"));
    const [, oneClick = ""] = /<(.+)>/.exec(mail?.headers?.["List-Unsubscribe"] ?? "") ?? [];
    const [, subject = "", key = ""] = /\/unsubscribe\/(\w+)#([\w-]+)/.exec(mail?.text ?? "") ?? [];
    const path = oneClick.replace("https://api.openhours.example", "");
    return { ...desk, path, link: { subject, key } };
  }

  test("is one click of a mail program, and a look at the address changes nothing", async () => {
    const { t, path, link, book, mailbox } = await openFollowedUp();
    expect((await t.fetch(path)).status).toBe(404);
    expect(await t.query(api.messages.subscription, link)).toBe(true);
    const body = "List-Unsubscribe=One-Click";
    expect((await t.fetch(path, { method: "POST", body })).status).toBe(200);
    expect((await t.fetch(path, { method: "POST", body })).status).toBe(200);
    expect(await t.query(api.messages.subscription, link)).toBe(false);
    const before = mailbox.mails.length;
    const { start } = await book();
    await pass(t, start - Date.now() + 3 * HOUR);
    const kinds = mailbox.mails.slice(before).map(({ key }) => key.split("/")[2]);
    expect(kinds).toContain("reminder");
    expect(kinds).not.toContain("follow_up");
  });

  test("can be gone back", async () => {
    const { t, link } = await openFollowedUp();
    await t.mutation(api.messages.subscribe, { ...link, wants: false });
    await t.mutation(api.messages.subscribe, { ...link, wants: true });
    expect(await t.query(api.messages.subscription, link)).toBe(true);
  });

  test("is nobody else's", async () => {
    const { t, path, link } = await openFollowedUp();
    const before = await everythingIn(t);
    const wrong = path.replace(/.{4}$/, "AAAA");
    expect((await t.fetch(wrong, { method: "POST" })).status).toBe(404);
    const guess = { ...link, key: link.key.slice(0, -1) };
    expect(await t.query(api.messages.subscription, guess)).toBeNull();
    expect(await everythingIn(t)).toEqual(before);
  });
});

test("an owner sees the feed's address of a member, and the member of nobody else", async () => {
  const { owner, maya, member } = await openDesk();
  const inbox = { memberId: member.id };
  expect((await owner.query(api.messages.inbox, inbox))?.feed).toContain("/calendar/member/");
  const other = await owner.query(api.members.get, { ...SLUG, slug: "jonas-weber" });
  const theirs = maya.query(api.messages.inbox, { memberId: other?.id ?? member.id });
  expect(await codeOf(theirs)).toBe("NOT_FOUND");
});
