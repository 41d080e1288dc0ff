/**
 * Unsaved changes, kept in the browser across a reload and a closed window. This tab's own are found first, so that two
 * tabs do not exchange theirs; a new tab takes up what the last one left. They carry what they started from, by which it
 * is seen whether the stored availability has moved on meanwhile.
 */
import { parseClock, parseDate, WEEKDAYS } from "../../../core/time/calendar";
import { readStored, writeStored } from "../../lib/stored";
import { isSame, type Draft } from "./draft";

export type Remembered = { base: Draft; draft: Draft };

const keyOf = (memberId: string) => `availability-draft.${memberId}`;

export function recall(memberId: string): Remembered | null {
  return readRemembered("session", memberId) ?? readRemembered("local", memberId);
}

export function remember(memberId: string, remembered: Remembered): void {
  writeStored("session", keyOf(memberId), remembered);
  writeStored("local", keyOf(memberId), remembered);
}

/** Forgets this tab's changes, and what other tabs left only where it is the same. */
export function forget(memberId: string): void {
  const own = readRemembered("session", memberId);
  const last = readRemembered("local", memberId);
  writeStored("session", keyOf(memberId), null);
  if (!own || !last || isSame(own.draft, last.draft)) writeStored("local", keyOf(memberId), null);
}

function readRemembered(area: "local" | "session", memberId: string): Remembered | null {
  const value = readStored(area, keyOf(memberId));
  if (!isRecord(value)) return null;
  const [base, draft] = [asDraft(value.base), asDraft(value.draft)];
  return base && draft && { base, draft };
}

type Fields = Record<string, unknown>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isText = (value: unknown) => typeof value === "string";
const isNumber = (value: unknown) => typeof value === "number";
const isNumberOrNull = (value: unknown) => value === null || isNumber(value);
const isAbsentOr = (is: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || is(value);
const isDate = (value: unknown) => typeof value === "string" && parseDate(value) !== null;
const isClock = (value: unknown) => typeof value === "string" && parseClock(value) !== null;
const isOneOf = (choices: readonly string[]) => (value: unknown) =>
  typeof value === "string" && choices.includes(value);
const isListOf = (is: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(is);
const isShaped = (shape: Record<string, (value: unknown) => boolean>) => (value: unknown) =>
  isRecord(value) && Object.entries(shape).every(([key, is]) => is(value[key]));

const areWindows = isListOf(isShaped({ start: isClock, end: isClock }));
const isDraft = isShaped({
  timezone: isText,
  durationMin: isNumber,
  bufferBeforeMin: isNumber,
  bufferAfterMin: isNumber,
  noticeMin: isNumber,
  horizonDays: isNumberOrNull,
  intervalMin: isNumber,
  caps: isListOf(
    isShaped({ per: isOneOf(["day", "week"]), count: isNumberOrNull, minutes: isNumberOrNull }),
  ),
  weekly: isShaped(Object.fromEntries(WEEKDAYS.map((day) => [day, areWindows]))),
  blockedDates: isListOf(isDate),
  overrides: isListOf(isShaped({ date: isDate, windows: areWindows, reason: isText })),
  timeOff: isListOf(isShaped({ id: isText, firstDate: isDate, lastDate: isDate, reason: isText })),
  rules: isListOf(
    isShaped({
      id: isText,
      name: isText,
      kind: isOneOf(["open", "override", "block"]),
      pattern: isOneOf(["weekly", "biweekly", "monthly"]),
      days: isListOf(isOneOf(WEEKDAYS)),
      nth: isAbsentOr(isNumber),
      windows: areWindows,
      firstDate: isAbsentOr(isDate),
      lastDate: isAbsentOr(isDate),
      priority: isNumber,
      eventTypeId: isAbsentOr(isText),
    }),
  ),
});

/** What the browser kept may be of an older release, or written by somebody else: anything odd is left alone. */
function asDraft(value: unknown): Draft | null {
  if (!isRecord(value)) return null;
  // An emptied number field is NaN, which JSON writes as null.
  const draft = { ...value, durationMin: value.durationMin ?? NaN };
  return isDraft(draft) ? (draft as unknown as Draft) : null;
}
