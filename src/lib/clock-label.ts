import { timeFormat, type ClockStyle } from "../../core/time/format";
import { parseClock } from "../../core/time/calendar";

const PLAIN = { zone: "UTC", version: "", from: -Infinity, to: Infinity, at: [], offsets: [0] };

/** "09:30" as the reader's language, or a style of theirs, writes it. "24:00" stays: every other way to write it means the morning. */
export function clockLabel(clock: string, locale: string, style: ClockStyle = "auto"): string {
  const minute = parseClock(clock);
  if (minute === null || clock === "24:00") return clock;
  return timeFormat({ rules: PLAIN, locale, clock: style }).time(minute * 60_000);
}
