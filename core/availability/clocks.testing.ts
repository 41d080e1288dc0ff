/** Wall clocks for tests from two sources that share nothing with core/time. */
import moment from "moment-timezone";
import { Temporal } from "temporal-polyfill";
import type { OffsetOf } from "./oracle.testing.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The shipped IANA data as moment-timezone itself reads it. */
export function momentClock(zone: string): OffsetOf {
  const data = moment.tz.zone(zone);
  if (!data) throw new Error(`moment-timezone does not know ${zone}`);
  return (ms) => 0 - data.utcOffset(ms);
}

/** The running runtime's data, through Temporal; hours without a change are asked for once. */
export function temporalClock(zone: string): OffsetOf {
  const known = new Map<number, number>();
  const ask = (ms: number): number => {
    const instant = Temporal.Instant.fromEpochMilliseconds(ms);
    return instant.toZonedDateTimeISO(zone).offsetNanoseconds / 60e9;
  };
  const atHour = (ms: number): number => {
    const offset = known.get(ms) ?? ask(ms);
    known.set(ms, offset);
    return offset;
  };
  return (ms) => {
    const hour = Math.floor(ms / HOUR) * HOUR;
    const [before, after] = [atHour(hour), atHour(hour + HOUR)];
    return before === after ? before : ask(ms);
  };
}

/** The instants in a stretch at which the shipped data changes a zone's offset. */
export function clockChanges(zone: string, from: number, to: number): number[] {
  const data = moment.tz.zone(zone);
  if (!data) throw new Error(`moment-timezone does not know ${zone}`);
  return data.untils.filter(
    (until, index) =>
      until >= from && until < to && data.offsets[index] !== data.offsets[index + 1],
  );
}
