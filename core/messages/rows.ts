/** The table of a mail: what one looks up, in the order in which one does. */
import type { BookingFacts, Facts, Words } from "./facts.ts";
import { natureOf, type Kind } from "./kinds.ts";
import type { RowName } from "./texts/catalogue.ts";
import { anchorOf, writeInstant, writeMoney, writeSpan, type Writer } from "./values.ts";

const MONEY = ["price", "paid", "owed", "refunded"] as const;
const OF_CUSTOMER = ["when", "zone", "service", "member", "where", "phone"] as const;
const OF_MEMBER = ["when", "zone", "service", "customer", "where", "phone", "note"] as const;
const FOR_CUSTOMER = [...OF_CUSTOMER, "code", ...MONEY, "note"] as const;
const FOR_MEMBER = [...OF_MEMBER, "code", ...MONEY] as const;
/** What did not come about, or will not: nobody needs to know where. */
const OVER = ["when", "zone", "service", "member", "reason", "code"] as const;
const OVER_FOR_MEMBER = ["when", "zone", "service", "customer", "reason", "code"] as const;

const ROWS: Readonly<Record<Kind, readonly RowName[]>> = {
  hold_expiring: ["until", ...OF_CUSTOMER, "price"],
  confirmation: FOR_CUSTOMER,
  request_received: ["until", ...OF_CUSTOMER, "code", "price", "note"],
  request_approved: FOR_CUSTOMER,
  request_declined: OVER,
  request_expired: OVER,
  receipt: ["received", ...OF_CUSTOMER, "code", ...MONEY],
  refund: ["givenBack", "when", "zone", "service", "member", "code", "price", "paid", "refunded"],
  rescheduled: ["when", "before", "reason", ...FOR_CUSTOMER.slice(1)],
  reassigned: ["member", "formerMember", "reason", ...without(FOR_CUSTOMER, "member")],
  cancelled: [...OVER, "price", "paid", "refunded"],
  reminder: [...OF_CUSTOMER, "code", "owed"],
  follow_up: ["when", "zone", "service", "member"],
  waitlist_offer: ["until", ...OF_CUSTOMER, "price"],
  member_booking: FOR_MEMBER,
  member_request: ["until", ...OF_MEMBER, "code", "price"],
  member_rescheduled: ["when", "before", "reason", ...FOR_MEMBER.slice(1)],
  member_cancelled: [...OVER_FOR_MEMBER, "price", "paid", "refunded"],
  member_reassigned: ["when", "zone", "service", "customer", "member", "reason", "code"],
  payout_trouble: ["received", "reason"],
  calendar_trouble: ["reason"],
  agenda: ["zone"],
};

function without(rows: readonly RowName[], left: RowName): RowName[] {
  return rows.filter((row) => row !== left);
}

/** The rows of a message; what nobody filled in makes none. */
export function rowsOf(writer: Writer): Words["rows"] {
  const { facts, texts, format } = writer;
  const rows = ROWS[facts.kind].flatMap((name) => {
    const value = valueOf(writer, name)?.trim() ?? "";
    return value === "" ? [] : [{ label: texts.rows[name], value }];
  });
  const appointments = facts.agenda.map(({ start, end, service, customer }) => ({
    label: format.range(start, end),
    value: [service, customer].filter(Boolean).join(" · "),
  }));
  return facts.kind === "agenda" ? [...appointments, ...rows] : rows;
}

function valueOf(writer: Writer, name: RowName): string | null {
  const { facts } = writer;
  const anchor = anchorOf(facts);
  if (name === "zone") return anchor === null ? null : writer.format.zone(anchor);
  if (name === "until")
    return facts.expiresAt === null ? null : writeInstant(writer, facts.expiresAt);
  if (name === "reason") return facts.reason;
  if (name === "received" || name === "givenBack")
    return facts.money && writeMoney(facts.money, facts);
  return facts.booking && OF_BOOKING[name](facts.booking, writer);
}

type NotOfBooking = "zone" | "until" | "reason" | "received" | "givenBack";
type Write = (booking: BookingFacts, writer: Writer) => string | null;

const sum = (name: "price" | "paid" | "owed" | "refunded"): Write => {
  return (booking, { facts }) =>
    booking[name] > 0
      ? writeMoney({ amount: booking[name], currency: booking.currency }, facts)
      : null;
};

const OF_BOOKING: Readonly<Record<Exclude<RowName, NotOfBooking>, Write>> = {
  when: (booking, writer) => writeSpan(writer, booking),
  before: ({ formerStart }, writer) =>
    formerStart === null ? null : writeInstant(writer, formerStart),
  service: ({ service }) => service,
  member: ({ member }) => member,
  customer: ({ customer }) => customer,
  formerMember: ({ formerMember }) => formerMember,
  where: ({ locationKind }, { texts }) => texts.places[locationKind],
  phone: (booking, { facts }) => (isCalled(booking, facts) ? booking.phone : null),
  code: ({ code }) => code,
  note: ({ message }) => message,
  price: sum("price"),
  paid: sum("paid"),
  owed: sum("owed"),
  refunded: sum("refunded"),
};

/** Members get the number in any case; customers know it, and see it where they are called on it. */
function isCalled({ locationKind }: BookingFacts, { kind }: Facts): boolean {
  return natureOf(kind).to === "member" || locationKind === "phone";
}
