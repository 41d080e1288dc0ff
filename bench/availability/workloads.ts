/** What is measured: made up from fixed seeds, so that every run asks the same. */
import type { SlotQuery } from "../../core/availability/slots.ts";
import type { BusyRow, LocalWindow, Weekly } from "../../core/availability/types.ts";
import { formatDate } from "../../core/time/calendar.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** October, so that a month holds the autumn changes of Europe and of North America. */
const START = Date.UTC(2026, 9, 10);

/** Zones in which the runtimes that are in use agree with the shipped data. */
const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Asia/Seoul",
  "Asia/Kolkata",
  "Australia/Sydney",
  "America/Sao_Paulo",
  "Africa/Nairobi",
  "America/Los_Angeles",
];

export type Workload = { name: string; what: string; queries: SlotQuery[] };

export const WORKLOADS: readonly Workload[] = [
  { name: "W1", what: "30 days, 40 bookings", queries: [month("Europe/Berlin", 1)] },
  {
    name: "W2",
    what: "90 days, 3 windows a day, 400 bookings, 600 external, 20 overrides",
    queries: [quarter("Europe/Berlin", 2)],
  },
  {
    name: "W3",
    what: "team of 10 in 8 zones, 30 days",
    queries: times(10, (member) => month(ZONES[member % ZONES.length] ?? "UTC", 30 + member)),
  },
  {
    name: "W4",
    what: "1,000 members, one day",
    queries: times(1_000, (member) => oneDay(ZONES[member % ZONES.length] ?? "UTC", 400 + member)),
  },
];

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** A month of weekdays from nine to five, half-hour sessions every quarter of an hour. */
export function month(zone: string, seed: number, bookings = 40): SlotQuery {
  const query = ask(zone, 30, [{ start: "09:00", end: "17:00" }]);
  const random = randomFrom(seed);
  return { ...query, busy: times(bookings, () => booking(query, random, 30)) };
}

function quarter(zone: string, seed: number): SlotQuery {
  const query = ask(zone, 90, [
    { start: "08:00", end: "11:00" },
    { start: "12:30", end: "16:00" },
    { start: "17:00", end: "20:30" },
  ]);
  const random = randomFrom(seed);
  const external = (): BusyRow => {
    const { start } = booking(query, random, 0);
    return { start, end: start + (15 + Math.floor(random() * 8) * 15) * MINUTE, kind: "external" };
  };
  return {
    ...query,
    overrides: times(20, (index) => ({
      date: formatDate(START / DAY + index * 4 + 1),
      windows: index % 2 === 0 ? [] : [{ start: "10:00", end: "15:00" }],
    })),
    busy: [...times(400, () => booking(query, random, 30)), ...times(600, external)],
  };
}

function oneDay(zone: string, seed: number): SlotQuery {
  const query = ask(zone, 1, [{ start: "09:00", end: "17:00" }]);
  const random = randomFrom(seed);
  const from = START + 3 * DAY;
  const day = { ...query, from, to: from + DAY };
  return { ...day, busy: times(4, () => booking(day, random, 30)) };
}

/** The month with its range stretched, for the table of growth. */
export function days(count: number): SlotQuery {
  const query = month("Europe/Berlin", 1);
  return { ...query, horizonMin: 600 * 1_440, to: query.from + count * DAY };
}

/** The windows on weekdays from Monday to Friday. */
function ask(zone: string, length: number, windows: LocalWindow[]): SlotQuery {
  const weekly: Weekly = {
    ...{ monday: windows, tuesday: windows, wednesday: windows, thursday: windows },
    ...{ friday: windows, saturday: [], sunday: [] },
  };
  return {
    zone,
    weekly,
    overrides: [],
    durationMin: 30,
    intervalMin: 15,
    bufferBeforeMin: 5,
    bufferAfterMin: 10,
    noticeMin: 120,
    horizonMin: 180 * 1_440,
    busy: [],
    now: START + 9 * 60 * MINUTE,
    from: START,
    to: START + length * DAY,
  };
}

function booking(query: SlotQuery, random: () => number, minutes: number): BusyRow {
  const quarters = (query.to - query.from) / (15 * MINUTE);
  const start = query.from + Math.floor(random() * quarters) * 15 * MINUTE;
  return {
    start,
    end: start + minutes * MINUTE,
    bufferBeforeMin: 5,
    bufferAfterMin: 10,
    kind: "booking",
  };
}

/** A small generator of numbers in [0, 1) from a seed (xorshift). */
function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
