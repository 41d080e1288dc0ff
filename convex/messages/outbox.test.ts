import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { CARL, codeOf, holdOf } from "../test.setup";
import { closeUp, DAY, HOUR, JONAS, MAYA, openAtNow, openDesk } from "./desk.testing";
import { MINUTE, pass, type Mailbox } from "./mailbox.testing";

beforeEach(openAtNow);
afterEach(closeUp);

const toCarl = (...kinds: string[]) => kinds.map((kind) => `${CARL.email} ${kind}`);
const toMaya = (...kinds: string[]) => kinds.map((kind) => `${MAYA} ${kind}`);

/** To whom invites went, and their METHOD, the oldest first and sorted within one change. */
function invited({ mails }: Mailbox): string[] {
  const sent = mails.flatMap(({ to: [reader = ""], attachments = [], key }) =>
    attachments.map(({ content_type }) => {
      const [, method = "none"] = /method=(\w+)/.exec(content_type) ?? [];
      return { revision: Number(key.split("/")[1]), line: `${reader} ${method}` };
    }),
  );
  sent.sort((a, b) => a.revision - b.revision || a.line.localeCompare(b.line));
  return sent.map(({ line }) => line);
}

describe("who is told what", () => {
  test("a booking: its customer and its member, once, in words that say when", async () => {
    const { book, told, mailbox } = await openDesk();
    await book();
    expect(await told()).toEqual([...toCarl("confirmation"), ...toMaya("member_booking")]);
    expect(mailbox.subjectsTo(CARL.email)).toEqual([
      "Confirmed: Free introduction with Maya Chen, Wed, Mar 3",
    ]);
    expect(mailbox.subjectsTo(MAYA)).toEqual([
      "New booking: Carl Novak, Free introduction, Wed, Mar 3",
    ]);
    expect(await told()).toEqual([]);
  });

  test("a hold, and giving it back: nobody", async () => {
    const { t, told, eventType, startIn } = await openDesk();
    const hold = holdOf(eventType.id, await startIn(50 * HOUR));
    const { bookingId } = await t.mutation(api.bookings.hold, hold);
    await t.mutation(api.bookings.release, { bookingId, token: hold.token });
    await pass(t, HOUR);
    expect(await told()).toEqual([]);
  });

  test("confirming again tells nothing again", async () => {
    const { t, book, told } = await openDesk();
    const { bookingId, token } = await book();
    await t.mutation(api.bookings.confirm, { bookingId, token, customer: CARL });
    expect(await told()).toHaveLength(2);
  });

  test("a request, and its approval: both of them, with an invite for the approval only", async () => {
    const { maya, book, told, offer, mailbox } = await openDesk();
    const { bookingId } = await book({ eventTypeId: await offer({ approval: true }) });
    expect(await told()).toEqual([...toCarl("request_received"), ...toMaya("member_request")]);
    expect(invited(mailbox)).toEqual([]);
    await maya.mutation(api.bookings.approve, { bookingId });
    await maya.mutation(api.bookings.approve, { bookingId });
    expect(await told()).toEqual([...toCarl("request_approved"), ...toMaya("member_booking")]);
    expect(invited(mailbox)).toEqual([`${CARL.email} REQUEST`, `${MAYA} REQUEST`]);
  });

  test("a request turned down: its customer, who reads the reason", async () => {
    const { maya, book, told, offer, mailbox } = await openDesk();
    const { bookingId } = await book({ eventTypeId: await offer({ approval: true }) });
    await told();
    await maya.mutation(api.bookings.decline, { bookingId, reason: "I am away that day." });
    expect(await told()).toEqual(toCarl("request_declined"));
    expect(mailbox.mails.at(-1)?.text).toContain("I am away that day.");
  });

  test("a request that nobody decides: its customer, when its time is up", async () => {
    const { t, book, told, offer } = await openDesk();
    await book({ eventTypeId: await offer({ approval: true }) });
    await told();
    await pass(t, 4 * DAY);
    expect(await told()).toEqual(toCarl("request_expired"));
  });

  test("a request taken back: both, and no calendar is told to delete what it never had", async () => {
    const { t, book, told, offer, mailbox } = await openDesk();
    const { bookingId, token } = await book({ eventTypeId: await offer({ approval: true }) });
    await told();
    await t.mutation(api.bookings.cancel, { bookingId, token });
    expect(await told()).toEqual([...toCarl("cancelled"), ...toMaya("member_cancelled")]);
    expect(invited(mailbox)).toEqual([]);
  });

  test.each(["customer", "member", "owner"] as const)(
    "a booking moved by its %s: both, with where it was before",
    async (who) => {
      const { t, maya, owner, book, told, startIn, mailbox } = await openDesk();
      const { bookingId, token } = await book();
      await told();
      const move = { bookingId, start: await startIn(100 * HOUR), revision: 1 };
      if (who === "customer") await t.mutation(api.bookings.reschedule, { ...move, token });
      else await (who === "member" ? maya : owner).mutation(api.bookings.reschedule, move);
      expect(await told()).toEqual([...toCarl("rescheduled"), ...toMaya("member_rescheduled")]);
      const [mail] = mailbox.mails.filter(({ to }) => to[0] === CARL.email).slice(-1);
      expect(mail?.text).toContain("Wednesday, March 3");
      expect(await told()).toEqual([]);
    },
  );

  test.each(["customer", "member", "owner"] as const)(
    "a booking cancelled by its %s: both, once",
    async (who) => {
      const { t, maya, owner, book, told } = await openDesk();
      const { bookingId, token } = await book();
      await told();
      const caller = { customer: t, member: maya, owner }[who];
      const link = who === "customer" ? { bookingId, token } : { bookingId };
      await caller.mutation(api.bookings.cancel, { ...link, reason: "Something came up." });
      await caller.mutation(api.bookings.cancel, link);
      expect(await told()).toEqual([...toCarl("cancelled"), ...toMaya("member_cancelled")]);
      await pass(t, 4 * DAY);
      expect(await told()).toEqual([]);
    },
  );

  test("a booking given to another member: its customer and both members, each about their own part", async () => {
    const { owner, book, told, mailbox } = await openDesk();
    const { bookingId } = await book();
    await told();
    const hosts = await owner.query(api.bookings.listHosts, { bookingId });
    const jonas = hosts.find(({ name }) => name === "Jonas Weber");
    const [service] = jonas?.eventTypes ?? [];
    if (!jonas || !service) throw new Error("Jonas has no such service.");
    const to = { memberId: jonas.memberId, eventTypeId: service.id, revision: 1 };
    await owner.mutation(api.bookings.reassign, { bookingId, ...to });
    expect(await told()).toEqual([
      ...toCarl("reassigned"),
      `${JONAS} member_booking`,
      ...toMaya("member_reassigned"),
    ]);
    expect(invited(mailbox).slice(2)).toEqual([
      `${CARL.email} REQUEST`,
      `${JONAS} REQUEST`,
      `${MAYA} CANCEL`,
    ]);
  });

  test("a request given to another member: nobody's calendar hears of it", async () => {
    const { owner, book, told, offer, mailbox } = await openDesk();
    const { bookingId } = await book({ eventTypeId: await offer({ approval: true }) });
    await told();
    const hosts = await owner.query(api.bookings.listHosts, { bookingId });
    const jonas = hosts.find(({ name }) => name === "Jonas Weber");
    const [service] = jonas?.eventTypes ?? [];
    if (!jonas || !service) throw new Error("Jonas has no such service.");
    const to = { memberId: jonas.memberId, eventTypeId: service.id, revision: 1 };
    await owner.mutation(api.bookings.reassign, { bookingId, ...to });
    expect(await told()).toEqual([
      ...toCarl("reassigned"),
      `${JONAS} member_request`,
      ...toMaya("member_reassigned"),
    ]);
    expect(invited(mailbox)).toEqual([]);
  });

  test("a booking entered by its member: both, as any other", async () => {
    const { maya, eventType, startIn, told } = await openDesk();
    const { visitorId: _, ...request } = holdOf(eventType.id, await startIn(50 * HOUR));
    await maya.mutation(api.bookings.create, { ...request, customer: CARL });
    expect(await told()).toEqual([...toCarl("confirmation"), ...toMaya("member_booking")]);
  });

  test("nobody who did not come, and nobody of what is simply over", async () => {
    const { t, maya, book, told } = await openDesk();
    const first = await book();
    const second = await book({ start: first.start + 2 * HOUR });
    await told();
    await pass(t, first.start - Date.now() + MINUTE);
    await maya.mutation(api.bookings.markNoShow, { bookingId: first.bookingId });
    await told();
    await pass(t, 3 * HOUR + DAY);
    const { status } =
      (await t.query(api.bookings.get, {
        bookingId: second.bookingId,
        token: second.token,
      })) ?? {};
    expect(status).toBe("completed");
    const kinds = (await told()).map((line) => line.split(" ")[1]);
    // The second one's reminder and its follow-up; the first one's follow-up is of an appointment that nobody kept.
    expect(kinds.toSorted()).toEqual(["follow_up", "reminder"]);
  });

  test("nobody of what a business brings along when it comes", async () => {
    const { t } = await openDesk();
    await t.mutation(internal.demo.jobs.addYear, { cursor: null, seed: 1 });
    const rows = await t.run(async (ctx) => await ctx.db.query("notifications").collect());
    expect(rows).toEqual([]);
  });
});

describe("nothing leaves", () => {
  test("that would take a booking out of the calendar of who has it again", async () => {
    const { owner, member, eventType, book, told, mailbox, rowsOf } = await openDesk();
    const { bookingId } = await book();
    await told();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    mailbox.fate = () => ({ status: 500 });
    const hosts = await owner.query(api.bookings.listHosts, { bookingId });
    const jonas = hosts.find(({ name }) => name === "Jonas Weber");
    const [service] = jonas?.eventTypes ?? [];
    if (!jonas || !service) throw new Error("Jonas has no such service.");
    const away = { memberId: jonas.memberId, eventTypeId: service.id, revision: 1 };
    await owner.mutation(api.bookings.reassign, { bookingId, ...away });
    const back = { memberId: member.id, eventTypeId: eventType.id, revision: 2 };
    await owner.mutation(api.bookings.reassign, { bookingId, ...back });
    mailbox.fate = () => "ok";
    await told();
    await told();
    expect(invited(mailbox).filter((line) => line === `${MAYA} CANCEL`)).toEqual([]);
    const gone = (await rowsOf(bookingId)).filter(({ kind }) => kind === "member_reassigned");
    expect(gone.map(({ status, error }) => [status, error])).toEqual([
      ["dropped", "changed"],
      ["sent", undefined],
    ]);
  });

  test("for a booking that is cancelled in the same instant", async () => {
    const { t, eventType, startIn, told } = await openDesk();
    const hold = holdOf(eventType.id, await startIn(50 * HOUR));
    const { bookingId } = await t.mutation(api.bookings.hold, hold);
    const link = { bookingId, token: hold.token };
    await t.mutation(api.bookings.confirm, { ...link, customer: CARL });
    await t.mutation(api.bookings.cancel, link);
    expect(await told()).toEqual([...toCarl("cancelled"), ...toMaya("member_cancelled")]);
  });

  test("where mail is not set up", async () => {
    const desk = await openDesk();
    vi.stubEnv("RESEND_API_KEY", "");
    const { bookingId } = await desk.book();
    expect(await desk.rowsOf(bookingId)).toEqual([]);
    expect(await codeOf(desk.t.mutation(internal.messages.jobs.sweep, {}))).toBe("accepted");
    expect(await desk.told()).toEqual([]);
  });
});
