/** When customers are reminded of a booking. */
import type { FieldProblem } from "../money/problems.ts";
import { DAY_MS, MINUTE_MS } from "../time/calendar.ts";
import type { Channel } from "./kinds.ts";

/** So many elapsed minutes before the start. */
export type Reminder = { channel: Channel; minutesBefore: number };

/** As many as anybody reads. */
export const MAX_REMINDERS = 5;
const MIN_BEFORE_MIN = 5;
/** Thirty days. */
const MAX_BEFORE_MIN = 43_200;

/** What is wrong with a list of reminders, one by one; a list that is too long is not looked through. */
export function problemsOfReminders(reminders: readonly Reminder[]): FieldProblem[] {
  if (reminders.length > MAX_REMINDERS) return [{ field: "reminders", problem: "TOO_MANY" }];
  return reminders.flatMap((reminder, index): FieldProblem[] => {
    const field = `reminders[${index}].minutesBefore`;
    const { minutesBefore, channel } = reminder;
    const fits = minutesBefore >= MIN_BEFORE_MIN && minutesBefore <= MAX_BEFORE_MIN;
    if (!Number.isInteger(minutesBefore) || !fits) return [{ field, problem: "BAD_MINUTES" }];
    const isSame = (other: Reminder) =>
      other.channel === channel && other.minutesBefore === minutesBefore;
    return reminders.findIndex(isSame) < index ? [{ field, problem: "TWICE" }] : [];
  });
}

/** The reminders of a booking that are still ahead at `now`, the earliest first: none is written for a time that is past. */
export function remindersOf(
  { start, now }: { start: number; now: number },
  reminders: readonly Reminder[],
): (Reminder & { dueAt: number })[] {
  return reminders
    .map((reminder) => ({ ...reminder, dueAt: start - reminder.minutesBefore * MINUTE_MS }))
    .filter(({ dueAt }) => dueAt > now)
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** A minute is how late a reminder may be; a third of it is left for the sending. */
const SPREAD_MS = 40_000;

/**
 * How long after its time a message leaves, by its key: always the same for one key, and even over many, so that what is due at the same
 * full hour does not stand in line.
 */
export function spreadMs(key: string): number {
  return Math.floor((hashOf(key) / 2 ** 32) * SPREAD_MS);
}

/** FNV-1a over 16-bit units, and then a stir: keys that differ in their end only would lie side by side. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Whether a change of a booking is worth a text message: it begins within a day, and is not over. */
export function isUrgent({ start, now }: { start: number; now: number }): boolean {
  return start > now && start - now <= DAY_MS;
}
