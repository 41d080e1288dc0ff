import type { Doc } from "../../convex/_generated/dataModel";
import type { Intent } from "../../local/stripe/state.ts";
import type { Bank } from "./bank.ts";
import type { Diary } from "./diary.ts";
import type { Mails } from "./mails.ts";
import { mustBeHeld, type Held } from "./oracle.ts";
import type { Rows } from "./rows.ts";

/*
 * What must be true whatever has happened (issue "Booking and money", proof). Each answers with sentences about what is wrong.
 */

const MINUTE_MS = 60_000;

type Booking = Doc<"bookings">;
export type Finding = { invariant: string; problem: string };

const TAKES_PLACE: readonly Booking["status"][] = ["confirmed", "completed"];

/** I1: no two bookings of a member that take place overlap, buffers included. */
export function overlaps({ bookings }: Pick<Rows, "bookings">): Finding[] {
  const live = bookings
    .filter(({ status }) => TAKES_PLACE.includes(status))
    .toSorted((a, b) => a.startTime - b.startTime);
  return live.flatMap((later, index) =>
    live.slice(0, index).flatMap((earlier) => {
      const gapMin = (later.startTime - earlier.endTime) / MINUTE_MS;
      const wanted = Math.max(earlier.quote.bufferAfterMin, later.quote.bufferBeforeMin);
      if (later.memberId !== earlier.memberId || gapMin >= wanted) return [];
      return [found("I1", `${earlier.code} and ${later.code} are ${gapMin} minutes apart`)];
    }),
  );
}

/** What the product's rows are held against. */
type Outside = { bank: Bank; diary: Diary; mails: Mails };

/** All of them, to be asked when nothing is under way any more and no fault can strike. */
export function brokenInvariants(rows: Rows, { bank, diary, mails }: Outside): Finding[] {
  const stripe = readStripe(bank);
  return [
    ...overlaps(rows),
    ...rows.bookings.flatMap((booking) => wrongMoney(booking, { rows, stripe, diary })),
    ...strayIntents(rows, stripe),
    ...wrongRefunds(rows, bank),
    ...[...bank.unrepeatable, ...mails.unrepeatable].map((call) =>
      found("I3", `${call} came without an idempotency key`),
    ),
    ...lastingHolds(rows),
    ...crossings(rows),
  ];
}

function found(invariant: string, problem: string): Finding {
  return { invariant, problem };
}

/** Stripe's own books, by the confirmation code that its people read. */
function readStripe(bank: Bank): Map<string, Held[]> {
  const books = new Map<string, Held[]>();
  for (const intent of bank.intents) {
    const refunds = bank.refunds.filter(
      ({ intentId, status }) => intentId === intent.id && status !== "failed",
    );
    // Those that a bank sent back too: the owner may have had them made again.
    const byOthers = bank.refunds.filter(
      ({ intentId, metadata }) => intentId === intent.id && metadata.refundId === undefined,
    );
    if (isForged(intent)) continue;
    const { code = "" } = intent.metadata;
    const held = { intent, refunded: sum(refunds), refundedAtStripe: sum(byOthers) };
    books.set(code, [...(books.get(code) ?? []), held]);
  }
  return books;
}

/** Whoever has a Stripe account may write into it what they like. */
function isForged({ metadata }: Intent): boolean {
  return metadata.forged === "yes";
}

const sum = (rows: readonly { amount: number }[]): number =>
  rows.reduce((total, { amount }) => total + amount, 0);

type Books = { rows: Rows; stripe: Map<string, Held[]>; diary: Diary };

/** I2: Stripe holds exactly what the rules leave there, reserves nothing for what has ended, and the booking says what Stripe says. */
function wrongMoney(booking: Booking, { rows, stripe, diary }: Books): Finding[] {
  const held = stripe.get(booking.code) ?? [];
  const received = held.reduce((total, { intent }) => total + intent.received, 0);
  const refunded = held.reduce((total, each) => total + each.refunded, 0);
  const { least, most, why } = mustBeHeld(booking, held, diary);
  const net = received - refunded;
  const problems: string[] = [];
  if (net < least || net > most) {
    problems.push(`Stripe holds ${net}, and ${range(least, most)} should be left: ${why}`);
  }
  const inPerson = diary.paidInPerson(booking._id);
  const seen = { paid: booking.paidAmount, refunded: booking.refundedAmount };
  if (seen.paid !== received + inPerson || seen.refunded !== refunded) {
    problems.push(
      `it says ${seen.paid} paid, ${seen.refunded} back; it was ${received + inPerson}, ${refunded}`,
    );
  }
  const paid = received + inPerson;
  const status = statusOf(booking.quote.price, { paid, refunded });
  if (status !== null && status !== booking.paymentStatus) {
    problems.push(`it says ${booking.paymentStatus} where ${status} is true`);
  }
  if (isUnpaid(booking, received) && !isKnownAsLost(booking, rows)) {
    problems.push("it is confirmed and was not paid, and nobody is told");
  }
  return problems.map((problem) => found("I2", `${booking.code} (${booking.status}): ${problem}`));
}

const range = (least: number, most: number): string =>
  least === most ? String(most) : `${least} to ${most}`;

function statusOf(price: number, { paid, refunded }: { paid: number; refunded: number }) {
  if (refunded > 0) return refunded >= paid ? "refunded" : "partially_refunded";
  if (paid > 0) return paid >= price ? "paid" : "deposit_paid";
  return null;
}

function isUnpaid({ status, source, quote }: Booking, received: number): boolean {
  return TAKES_PLACE.includes(status) && source === "online" && quote.price > 0 && received === 0;
}

function isKnownAsLost({ _id }: Booking, { mismatches }: Rows): boolean {
  return mismatches.some(({ bookingId, kind }) => bookingId === _id && kind === "money_lost");
}

/** Stripe forgets by then that it has made an intent; what is made again leaves one behind that nobody has a form for. */
const FORGOTTEN_MS = 24 * 60 * MINUTE_MS;

/** I2: nothing is reserved or payable for a booking that has ended, no payment was made twice, and none is without its booking. */
function strayIntents({ bookings, payments }: Rows, stripe: Map<string, Held[]>): Finding[] {
  const byCode = new Map(bookings.map((booking) => [booking.code, booking]));
  const shown = new Set(payments.map(({ intentId }) => intentId));
  return [...stripe].flatMap(([code, held]) =>
    held.flatMap(({ intent }) => {
      const { id, status } = intent;
      const booking = byCode.get(code);
      if (!booking) return [found("I2", `${id} is for ${code}, which does not exist`)];
      if (!shown.has(id) && !isMadeAgain(intent, held)) {
        return [found("I2", `${id} was made for ${code} although there was another already`)];
      }
      const isOpen = status === "requires_payment_method" || status === "requires_action";
      if (status === "succeeded" || status === "canceled") return [];
      if (isOpen && (TAKES_PLACE.includes(booking.status) || !shown.has(id))) return [];
      return [found("I2", `${id} is ${status} for ${code}, which is ${booking.status}`)];
    }),
  );
}

/** I2: what was reserved is captured or released by us, and does not wait for its bank to let it lapse. */
export function lastingReserves({ bookings }: Pick<Rows, "bookings">, bank: Bank): Finding[] {
  const pending = bookings.filter(({ status }) => status === "pending").map(({ code }) => code);
  return bank.intents
    .filter((intent) => intent.status === "requires_capture" && !isForged(intent))
    .filter(({ metadata }) => !pending.includes(metadata.code ?? ""))
    .map(({ id, metadata }) => found("I2", `${id} is still reserved for ${metadata.code ?? ""}`));
}

function isMadeAgain(intent: Intent, held: readonly Held[]): boolean {
  const { paymentId } = intent.metadata;
  return held.some(
    ({ intent: other }) =>
      other.metadata.paymentId === paymentId &&
      Math.abs(other.created - intent.created) >= FORGOTTEN_MS,
  );
}

/** I3: one refund at Stripe for each row and the reverse, and never more than was received. */
function wrongRefunds({ refunds, payments }: Rows, bank: Bank): Finding[] {
  const findings: Finding[] = [];
  for (const row of refunds) {
    const made = bank.refunds.filter(
      ({ id, metadata }) => metadata.refundId === row._id || id === row.stripeRefundId,
    );
    const isMade = row.status !== "failed" || made.length > 0;
    const [one] = made;
    if (row.status === "wanted" || row.status === "pending") {
      findings.push(found("I3", `${row._id} is still ${row.status}: ${row.trouble ?? ""}`));
    } else if (isMade && (made.length !== 1 || one?.amount !== row.amount)) {
      findings.push(found("I3", `${row._id} over ${row.amount} has ${made.length} at Stripe`));
    }
  }
  const forged = bank.intents.filter(isForged).map(({ id }) => id);
  for (const { id, metadata, intentId } of bank.refunds) {
    if (forged.includes(intentId)) continue;
    const isKnown = refunds.some(
      (row) => row.stripeRefundId === id || row._id === metadata.refundId,
    );
    if (!isKnown) findings.push(found("I3", `${id} at Stripe has no row`));
  }
  for (const payment of payments) {
    const own = refunds.filter((row) => row.paymentId === payment._id && row.status !== "failed");
    if (sum(own) > payment.received || payment.refunded !== sum(own)) {
      findings.push(
        found(
          "I3",
          `${payment._id}: ${sum(own)} in rows, ${payment.refunded} counted of ${payment.received}`,
        ),
      );
    }
  }
  return findings;
}

/** I4: no hold lives on, and nothing blocks the time of what has ended. */
function lastingHolds({ bookings, busy }: Rows): Finding[] {
  const held = bookings.filter(({ status }) => status === "held" || status === "pending");
  const blocking = new Set(
    bookings.filter(({ status }) => status === "confirmed").map(({ code }) => code),
  );
  const spans = busy.flatMap((row) => row.spans.map(({ source }) => source));
  const stray = spans.filter((source) => !blocking.has(source));
  return [
    ...held.map(({ code, status }) => found("I4", `${code} is still ${status}`)),
    ...stray.map((source) => found("I4", `${source} still blocks its time`)),
  ];
}

/** I5: a call that was refused has changed nothing. */
export function changesOf(before: Rows, after: Rows, code: string): Finding[] {
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  return isSame ? [] : [found("I5", `a call changed rows and was refused with ${code}`)];
}

/** I6: whatever a row names belongs to the row's own tenant. */
function crossings(rows: Rows): Finding[] {
  const owners = new Map<string, string>();
  const all = Object.values(rows).flat() as ({ _id: string; tenantId?: string } & object)[];
  for (const { _id, tenantId } of all) if (tenantId !== undefined) owners.set(_id, tenantId);
  return all.flatMap((row) => {
    const { tenantId } = row;
    if (tenantId === undefined) return [];
    return Object.entries(row)
      .filter(([, value]) => typeof value === "string" && owners.has(value))
      .filter(([, value]) => owners.get(value) !== tenantId)
      .map(([field]) => found("I6", `${row._id} names a row of another tenant in ${field}`));
  });
}
