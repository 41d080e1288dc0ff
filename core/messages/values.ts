/** What stands for the variables of a text, and the facts of a message as its reader writes them. */
import { findCurrency } from "../money/currency.ts";
import { formatMoney } from "../money/format.ts";
import { timeFormat, type TimeFormat } from "../time/format.ts";
import { catalogueOf } from "./catalogues.ts";
import type { Facts } from "./facts.ts";
import type { Variable } from "./fill.ts";
import type { Catalogue } from "./texts/catalogue.ts";

/** Who writes a message: the facts, and the reader's language and clock. */
export type Writer = { facts: Facts; texts: Catalogue; format: TimeFormat };

export function writerOf(facts: Facts): Writer {
  const { rules, locale, clock } = facts;
  return { facts, texts: catalogueOf(locale), format: timeFormat({ rules, locale, clock }) };
}

/** The instant a message is about, whose offset its reader is told; null where it speaks of no time. */
export function anchorOf({ booking, agenda, expiresAt }: Facts): number | null {
  return booking?.start ?? agenda[0]?.start ?? expiresAt;
}

/** The values of the variables. A subject and a text message have room for the short date only. */
export function valuesOf(
  { facts, format }: Writer,
  dates: "long" | "short",
): Record<Variable, string> {
  const { booking, business, money, reader, reason } = facts;
  const anchor = anchorOf(facts);
  const at = (write: (ms: number) => string): string => (anchor === null ? "" : write(anchor));
  return {
    customer: booking?.customer ?? "",
    member: booking?.member ?? "",
    service: booking?.service ?? "",
    business: business.name,
    date: at(dates === "long" ? format.date : format.shortDate),
    time: at(format.time),
    zone: at(format.zone),
    code: booking?.code ?? "",
    amount: money ? writeMoney(money, facts) : "",
    ...{ reason, reader },
  };
}

/** An amount as the reader writes it. */
export function writeMoney(
  { amount, currency: code }: NonNullable<Facts["money"]>,
  { locale }: Pick<Facts, "locale">,
): string {
  const currency = findCurrency(code);
  if (!currency) throw new Error(`No currency has the code ${code}`);
  return formatMoney(amount, currency, locale);
}

/** "Friday, 20 November 2026 · 09:00 – 09:30" */
export function writeSpan(
  { format }: Writer,
  { start, end }: { start: number; end: number },
): string {
  return `${format.date(start)} · ${format.range(start, end)}`;
}

/** Date and time of another instant than the message is about; where the clock has changed between them, with its offset. */
export function writeInstant({ facts, format }: Writer, ms: number): string {
  const anchor = anchorOf(facts) ?? ms;
  const written = `${format.date(ms)} · ${format.time(ms)}`;
  const isAlike =
    format.offset(anchor) === format.offset(ms) || written.endsWith(format.offset(ms));
  return isAlike ? written : `${written} ${format.offset(ms)}`;
}
