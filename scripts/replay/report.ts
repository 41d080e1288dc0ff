/** What `npm run replay` prints: what was asked, what it relied on, what comes out, and whether that agrees with the record. */
import type { PlaceQuestion } from "../../core/availability/place.ts";
import { windowsOn } from "../../core/availability/windows.ts";
import { findCurrency } from "../../core/money/currency.ts";
import { formatMoney } from "../../core/money/format.ts";
import { formatClock, MINUTE_MS } from "../../core/time/calendar.ts";
import { timeFormat, type TimeFormat } from "../../core/time/format.ts";
import { localDay } from "../../core/time/rules.ts";
import {
  findingsOf,
  findingsOfBooking,
  isBroughtAlong,
  questionOf,
  refusalOf,
  type Decision,
  type Evidence,
  type Finding,
} from "./findings.ts";

export type Report = { lines: string[]; agrees: boolean };

/** The decisions on a booking, made again. */
export async function reportOn(evidence: Evidence): Promise<Report> {
  const { decisions } = evidence;
  const ofBooking = await findingsOfBooking(evidence);
  const ofDecisions = await Promise.all(decisions.map(findingsOf));
  const findings = [...ofBooking, ...ofDecisions.flat()];
  const agrees = findings.every(({ holds }) => holds);
  const lines = [
    ...headOf(evidence),
    ...ofBooking.map(lineOf),
    ...historyOf(evidence),
    ...decisions.flatMap((decision, index) => [
      "",
      `Decision ${index + 1} of ${decisions.length}: ${decision.what}, revision ${decision.revision}`,
      ...relianceOf(decision),
      ...(ofDecisions[index] ?? []).map(lineOf),
    ]),
    "",
    conclusionOf(evidence, agrees),
  ];
  return { lines, agrees };
}

function conclusionOf(evidence: Evidence, agrees: boolean): string {
  if (isBroughtAlong(evidence)) return "It was brought along from elsewhere: nothing was decided.";
  return agrees ? "All of it agrees with the record." : "This does not agree with the record.";
}

function lineOf({ holds, claim }: Finding): string {
  return `  ${holds ? "yes" : "NO "}  ${claim}`;
}

function moneyOf(amount: number, code: string): string {
  const currency = findCurrency(code);
  return currency ? formatMoney(amount, currency, "en") : `${amount} ${code}`;
}

const instant = (ms: number) => new Date(ms).toISOString();

function headOf({ booking, tenant, member, service, payments }: Evidence): string[] {
  const { code, status, revision, startTime, endTime, source, quote } = booking;
  const paid = `paid ${moneyOf(booking.paidAmount, quote.currency)}`;
  const back = `given back ${moneyOf(booking.refundedAmount, quote.currency)}`;
  return [
    `Booking ${code}: ${status}, revision ${revision}, made ${source}`,
    `  ${tenant} · ${member} · ${service}`,
    `  ${instant(startTime)} to ${instant(endTime)}`,
    `  ${moneyOf(quote.price, quote.currency)}, of which fee ${moneyOf(quote.fee, quote.currency)}; ${paid}, ${back}`,
    ...payments.map(
      ({ part, standing, amount, received, refunded, currency }) =>
        `  payment of the ${part}, ${standing}: ${moneyOf(amount, currency)} wanted, ` +
        `${moneyOf(received, currency)} received, ${moneyOf(refunded, currency)} given back`,
    ),
  ];
}

function historyOf({ events }: Evidence): string[] {
  const lines = events.map(({ at, what, by, reason, from, to, status, revision }) => {
    const way = to === undefined ? "" : `, from ${from ?? ""} to ${to}`;
    const why = reason === "" ? "" : ` (${reason.replaceAll("\n", " ")})`;
    return `  ${instant(at)}  ${what} by ${by}${way}${why}, then ${status}, revision ${revision}`;
  });
  return ["", "History", ...lines];
}

function relianceOf(decision: Decision): string[] {
  const question = questionOf(decision);
  if (!question) return ["  The record cannot be read."];
  const { schedule, terms, start, now, overrule } = question;
  const { rules } = schedule;
  const format = timeFormat({ rules, locale: "en-GB", clock: "24h" });
  const end = start + terms.durationMin * MINUTE_MS;
  const refusal = refusalOf(question);
  return [
    `  asked      ${format.date(start)}, ${format.range(start, end)}, ${rules.zone}`,
    `  at         ${format.dateTime(now)}, overruling ${overrule}`,
    `  terms      ${termsLine(question)}`,
    `  hours      ${hoursLine(question)}`,
    `  busy near  ${busyLine(question, format)}`,
    `  zone data  ${rules.version}, ${format.offset(start)}`,
    `  recorded   ${decision.refusal === null ? "granted" : `refused: ${decision.refusal}`}`,
    `  today      ${refusal === null ? "granted" : `refused: ${refusal}`}`,
  ];
}

function termsLine({ terms }: PlaceQuestion): string {
  const { intervalMin, bufferBeforeMin, bufferAfterMin, noticeMin, horizonMin, caps = [] } = terms;
  const limits = caps.map(({ of, per, count, minutes }) => {
    const most = [count && `${count} bookings`, minutes && `${minutes} min`].filter(Boolean);
    return `${most.join(", ")} a ${per} of the ${of}`;
  });
  return [
    `every ${intervalMin} min, buffers ${bufferBeforeMin} and ${bufferAfterMin} min, notice ${noticeMin} min`,
    horizonMin === undefined ? "any distance" : `up to ${horizonMin / (24 * 60)} days ahead`,
    ...(terms.firstOfDay ? ["the first of a day only"] : []),
    limits.length === 0 ? "no caps" : limits.join("; "),
  ].join(", ");
}

/** What of the member's hours holds on the local date, and how much else was said about the days around it. */
function hoursLine({ schedule, terms, start }: PlaceQuestion): string {
  const windows = windowsOn(schedule, localDay(schedule.rules, start), terms);
  const open: string[] = [];
  for (let index = 0; index < windows.length; index += 2) {
    open.push(`${formatClock(windows[index] ?? 0)}–${formatClock(windows[index + 1] ?? 0)}`);
  }
  const { special, closed = [], recurring = [] } = schedule;
  const said = `${special.length} special dates, ${closed.length} times off, ${recurring.length} rules near`;
  return `${open.join(", ") || "closed"}; ${said}`;
}

function busyLine({ busy }: PlaceQuestion, format: TimeFormat): string {
  const rows = busy.map(({ start, end, source, kind = "booking" }) => {
    return `${format.shortDate(start)} ${format.range(start, end)} (${kind} ${source ?? ""})`;
  });
  return rows.length === 0 ? "nothing" : rows.join("; ");
}
