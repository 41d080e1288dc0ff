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
    const value = VALUES[name](writer)?.trim() ?? "";
    return value === "" ? [] : [{ label: texts.rows[name], value }];
  });
  const appointments = facts.agenda.map(({ start, end, service, customer }) => ({
    label: format.range(start, end),
    value: [service, customer].filter(Boolean).join(" · "),
  }));
  return facts.kind === "agenda" ? [...appointments, ...rows] : rows;
}

type Write = (writer: Writer) => string | null;

const ofBooking =
  (write: (booking: BookingFacts, writer: Writer) => string | null): Write =>
  (writer) =>
    writer.facts.booking && write(writer.facts.booking, writer);

const sum = (name: "price" | "paid" | "owed" | "refunded"): Write =>
  ofBooking(({ [name]: amount, currency }, { facts }) =>
    amount > 0 ? writeMoney({ amount, currency }, facts) : null,
  );

const money: Write = ({ facts }) => facts.money && writeMoney(facts.money, facts);

const VALUES: Readonly<Record<RowName, Write>> = {
  when: ofBooking((booking, writer) => writeSpan(writer, booking)),
  before: ofBooking(({ formerStart }, writer) =>
    formerStart === null ? null : writeInstant(writer, formerStart),
  ),
  zone: ({ facts, format }) => {
    const anchor = anchorOf(facts);
    return anchor === null ? null : format.zone(anchor);
  },
  service: ofBooking(({ service }) => service),
  member: ofBooking(({ member }) => member),
  customer: ofBooking(({ customer }) => customer),
  formerMember: ofBooking(({ formerMember }) => formerMember),
  where: ofBooking(({ locationKind }, { texts }) => texts.places[locationKind]),
  phone: ofBooking((booking, { facts }) => (isShown(booking, facts) ? booking.phone : null)),
  code: ofBooking(({ code }) => code),
  note: ofBooking(({ message }) => message),
  reason: ({ facts }) => facts.reason,
  until: (writer) => {
    const { expiresAt } = writer.facts;
    return expiresAt === null ? null : writeInstant(writer, expiresAt);
  },
  ...{ price: sum("price"), paid: sum("paid"), owed: sum("owed"), refunded: sum("refunded") },
  ...{ received: money, givenBack: money },
};

/** Members get the number in any case; customers know it, and see it where they are called on it. */
function isShown({ locationKind }: BookingFacts, { kind }: Facts): boolean {
  return natureOf(kind).to === "member" || locationKind === "phone";
}
