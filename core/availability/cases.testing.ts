/** Random questions for the engine, mostly around changes of the clock, where faults live. */
import fc from "fast-check";
import { WEEKDAYS } from "../time/calendar.ts";
import { listZones } from "../time/zones.ts";
import { clockChanges } from "./clocks.testing.ts";
import type { SlotQuery } from "./slots.ts";
import type { AvailabilityRule, BusyRow, Cap, LocalWindow, Terms } from "./types.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const FIRST = Date.UTC(2024, 0, 1);
const LAST = Date.UTC(2031, 0, 1);
const ZONES = listZones();

/** Zones with changes at midnight, of half an hour, of whole days, or against the season. */
export const HARD_ZONES = [
  "Africa/Cairo",
  "Africa/Casablanca",
  "America/Asuncion",
  "America/Havana",
  "America/New_York",
  "America/Nuuk",
  "America/Santiago",
  "America/St_Johns",
  "America/Vancouver",
  "Antarctica/Troll",
  "Asia/Beirut",
  "Asia/Gaza",
  "Asia/Kolkata",
  "Atlantic/Azores",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "Europe/Dublin",
  "Pacific/Apia",
  "Pacific/Chatham",
];

const fineness = fc.constantFrom(1, 5, 15, 30, 60);

const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Any two times of a day, so that some windows are empty or end before they start. */
const anyWindow: fc.Arbitrary<LocalWindow> = fc
  .tuple(fineness, fc.nat(1_440), fc.integer({ min: -30, max: 900 }))
  .map(([step, from, length]) => {
    const start = Math.min(Math.floor(from / step) * step, 1_439);
    const end = Math.min(Math.max(start + Math.floor(length / step) * step, 0), 1_440);
    return { start: clockText(start), end: clockText(end) };
  });

const realWindow = anyWindow.filter(({ start, end }) => start < end);

const wholeDay: LocalWindow = { start: "00:00", end: "24:00" };

const dayOfWindows: fc.Arbitrary<LocalWindow[]> = fc.oneof(
  { weight: 6, arbitrary: fc.array(anyWindow, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant<LocalWindow[]>([wholeDay]) },
  { weight: 1, arbitrary: fc.constant<LocalWindow[]>([]) },
);

const weekly: fc.Arbitrary<SlotQuery["weekly"]> = fc.record({
  monday: dayOfWindows,
  tuesday: dayOfWindows,
  wednesday: dayOfWindows,
  thursday: dayOfWindows,
  friday: dayOfWindows,
  saturday: dayOfWindows,
  sunday: dayOfWindows,
});

const length = fc.constantFrom(5, 7, 15, 15, 20, 30, 30, 30, 45, 50, 60, 60, 90, 120, 240, 1_440);
const buffer = fc.constantFrom(0, 0, 5, 10, 15, 30, 60, 120);

/** Where a case happens: a zone and an instant near which everything else is placed. */
const place = fc
  .tuple(
    fc.oneof(fc.constantFrom(...HARD_ZONES), fc.constantFrom(...ZONES)),
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    fc.boolean(),
  )
  .map(([zone, fraction, atChange]) => {
    const changes = atChange ? clockChanges(zone, FIRST, LAST) : [];
    const change = changes[Math.floor(fraction * changes.length)];
    const anywhere = FIRST + Math.floor((fraction * (LAST - FIRST)) / MINUTE) * MINUTE;
    return { zone, anchor: change ?? anywhere };
  });

const near = (spread: number, step: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc
    .tuple(fc.integer({ min: -spread, max: spread }), step)
    .map(([minutes, each]) => Math.floor(minutes / each) * each * MINUTE);

const busyRow = fc.record(
  {
    at: near(7 * 1_440, fineness),
    lengthMin: fc.oneof(fc.constantFrom(0, 15, 30, 60), fc.nat(240), fc.nat(1_440)),
    bufferBeforeMin: buffer,
    bufferAfterMin: buffer,
    kind: fc.constantFrom("booking", "hold", "external", "block"),
    eventTypeId: fc.constantFrom("a", "b"),
    customerId: fc.constantFrom("a", "b"),
  },
  { requiredKeys: ["at", "lengthMin"] },
);

/** A date so many days from the anchor. */
const dayNear = (days: number): fc.Arbitrary<number> => fc.integer({ min: -4, max: days + 3 });

const ids = fc.constantFrom("a", "b");

const anyRule = (days: number): fc.Arbitrary<RuleNear> =>
  fc.record(
    {
      kind: fc.constantFrom("open", "override", "block"),
      pattern: fc.constantFrom("weekly", "biweekly", "monthly"),
      days: fc.subarray([...WEEKDAYS], { minLength: 2 }),
      nth: fc.constantFrom(-1, 1, 2, 3, 4, 5),
      windows: fc.array(realWindow, { maxLength: 2 }),
      first: dayNear(days),
      last: dayNear(days),
      priority: fc.constantFrom(0, 0, 1, 2),
      eventTypeId: ids,
      locationId: ids,
    },
    { requiredKeys: ["kind", "pattern", "days", "nth", "windows", "first", "priority"] },
  );

const anyCap: fc.Arbitrary<Cap> = fc.record(
  {
    per: fc.constantFrom("day", "week"),
    of: fc.constantFrom("member", "eventType", "customer"),
    count: fc.integer({ min: 1, max: 4 }),
    minutes: fc.integer({ min: 30, max: 600 }),
  },
  { requiredKeys: ["per", "of"] },
);

/** What most event types do without. */
const extraTerms = (days: number): fc.Arbitrary<ExtraNear> =>
  fc.record(
    {
      durationsMin: fc.constantFrom<number[]>(
        [30, 60],
        [5, 7, 15, 20, 30, 45, 50, 60, 90, 120, 240, 1_440],
      ),
      offsetMin: fc.constantFrom(0, 5, 20, 90),
      firstDay: fc.integer({ min: -4, max: 1 }),
      lastDay: fc.integer({ min: 0, max: days + 3 }),
      firstOfDay: fc.boolean(),
      caps: fc.array(anyCap, { maxLength: 2 }),
      eventTypeId: ids,
      locationId: ids,
      customerId: ids,
    },
    { requiredKeys: [] },
  );

const baseTerms = fc.record(
  {
    durationMin: length,
    intervalMin: length,
    bufferBeforeMin: buffer,
    bufferAfterMin: buffer,
    noticeMin: fc.constantFrom(0, 0, 1, 60, 120, 1_440),
    horizonMin: fc.constantFrom(60, 4_320, 10_080, 10_080, 20_160, 20_160),
  },
  {
    requiredKeys: ["durationMin", "intervalMin", "bufferBeforeMin", "bufferAfterMin", "noticeMin"],
  },
);

/** Days from the anchor become dates. */
type Dated = { timeOff: [number, number][]; rules: RuleNear[]; extra: ExtraNear };
type RuleNear = Omit<AvailabilityRule, "firstDate" | "lastDate"> & { first: number; last?: number };
type ExtraNear = Partial<Terms> & { firstDay?: number; lastDay?: number };

const extras = (days: number): fc.Arbitrary<Dated> =>
  fc.record({
    timeOff: fc.array(fc.tuple(dayNear(days), fc.nat(2)), { maxLength: 1 }),
    rules: fc.array(anyRule(days), { maxLength: 4 }),
    extra: extraTerms(days),
  });

const noExtras: Dated = { timeOff: [], rules: [], extra: {} };

function dateExtras({ timeOff, rules, extra }: Dated, dateNear: (day: number) => string) {
  const { firstDay, lastDay, ...terms } = extra;
  return {
    ...terms,
    ...(firstDay !== undefined && { firstDate: dateNear(firstDay) }),
    ...(lastDay !== undefined && { lastDate: dateNear(lastDay) }),
    timeOff: timeOff.map(([first, more]) => ({
      firstDate: dateNear(first),
      lastDate: dateNear(first + more),
    })),
    rules: rules.map(({ first, last, ...rule }) => ({
      ...rule,
      firstDate: dateNear(first),
      ...(last !== undefined && { lastDate: dateNear(last) }),
    })),
  };
}

/** A question with everything near one anchor. `days` bounds how long a range is asked for. */
export function anyQuery(days: number): fc.Arbitrary<SlotQuery> {
  return fc
    .record({
      place,
      weekly,
      overrides: fc.uniqueArray(fc.tuple(dayNear(days), dayOfWindows), {
        maxLength: 3,
        selector: ([day]) => day,
      }),
      blocked: fc.array(dayNear(days), { maxLength: 1 }),
      terms: baseTerms,
      dated: fc.oneof(fc.constant(noExtras), extras(days)),
      busy: fc.array(busyRow, { maxLength: 8 }),
      now: fc.integer({ min: -4_320, max: 300 }).map((minutes) => minutes * MINUTE),
      from: near(1_440, fc.constantFrom(1, 60)),
      length: fc.oneof(
        { weight: 3, arbitrary: fc.constant(days * 1_440) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: days * 1_440 }) },
      ),
      stray: fc.constantFrom(0, 0, 0, 1, 59_999),
    })
    .map(({ place: { zone, anchor }, terms, ...rest }): SlotQuery => {
      const dateNear = (day: number): string =>
        new Date(anchor + day * DAY).toISOString().slice(0, 10);
      const from = anchor + rest.from + rest.stray;
      return {
        zone,
        ...terms,
        weekly: rest.weekly,
        overrides: rest.overrides.map(([day, windows]) => ({ date: dateNear(day), windows })),
        blockedDates: rest.blocked.map(dateNear),
        ...dateExtras(rest.dated, dateNear),
        busy: rest.busy.map(({ at, lengthMin, ...row }): BusyRow => {
          const start = anchor + at + rest.stray;
          return { start, end: start + lengthMin * MINUTE, ...row };
        }),
        now: anchor + rest.now + rest.stray,
        from,
        to: from + rest.length * MINUTE,
      };
    });
}
