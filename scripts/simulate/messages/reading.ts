import { Temporal } from "temporal-polyfill";
import type { Taken } from "./post-office.ts";

/* What a message says, read as its reader reads it. */

export type Read = Taken & { kind: string; code: string; date: string; time: string; zone: string };

/** Null for what is not of this town's making. */
export function readMessage(taken: Taken): Read | null {
  const [line = ""] = taken.words.split(" https://");
  const [kind = "", code = "", date = "", time = "", zone = ""] = line.split("|");
  return zone === "" ? null : { ...taken, kind, code, date, time, zone };
}

const TIME = /(\d{1,2}):(\d\d)(?:\s*([AP])M)?/u;

/** Whether a message names this instant, as the clock of this zone shows it, and the zone; a text message has room for the offset only. */
export function names({ channel, date, time, zone }: Read, at: number, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const [, hours = "", minutes = "", half] = TIME.exec(time) ?? [];
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === "P" ? 12 : 0);
  const [day] = /\d+/u.exec(date) ?? [];
  const isSameReading =
    hour === local.hour && Number(minutes) === local.minute && Number(day) === local.day;
  const isZoneNamed = channel === "sms" || zone.includes(timeZone);
  return isSameReading && isZoneNamed && zone.includes(offsetOf(local.offset));
}

/** "+05:30" is written "GMT+5:30". */
function offsetOf(offset: string): string {
  const [, sign = "+", hours = "0", minutes = "00"] = /^([+-])(\d\d):(\d\d)/u.exec(offset) ?? [];
  if (Number(hours) === 0 && minutes === "00") return "GMT";
  return `GMT${sign}${Number(hours)}${minutes === "00" ? "" : `:${minutes}`}`;
}
