import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import { closeUp, DAY, DORA, HOUR, MAYA, openAtNow, openDesk, type Desk } from "./desk.testing";
import { MINUTE, pass } from "./mailbox.testing";

beforeEach(openAtNow);
afterEach(closeUp);

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
    await t.mutation(internal.messages.jobs.sweep, {});
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
