/** Every hour of the day as a window of its own, around a change of the clock, against the oracle. */
import { clockChanges, momentClock } from "./clocks.testing.ts";
import { scanSlots } from "./oracle.testing.ts";
import { everyDay } from "./settings.testing.ts";
import { listSlots, type SlotQuery } from "./slots.ts";

const HOUR = 3_600_000;
const two = (value: number): string => String(value).padStart(2, "0");

/**
 * Compares engine and oracle around every change of a zone between two instants. Answers how many questions were
 * asked, and the first one that was answered differently.
 */
export function compareAtChanges(
  zone: string,
  from: number,
  to: number,
): { asked: number; wrong?: SlotQuery } {
  let asked = 0;
  for (const change of clockChanges(zone, from, to)) {
    for (let hour = 0; hour < 24; hour += 1) {
      const query = questionAt(zone, change, hour);
      const expected = scanSlots(query, momentClock(zone));
      const found = listSlots(query).map(({ start }) => start);
      asked += 1;
      if (found.join() !== expected.join()) return { asked, wrong: query };
    }
  }
  return { asked };
}

/** Slots of half an hour, every 25 minutes, in the hour and in the quarter that begins a little later. */
function questionAt(zone: string, change: number, hour: number): SlotQuery {
  const windows = [
    `${two(hour)}:00-${two(hour + 1)}:00`,
    `${two((hour + 2) % 24)}:10-${two((hour + 2) % 24)}:55`,
  ];
  return {
    zone,
    weekly: everyDay(...windows),
    overrides: [],
    durationMin: 30,
    intervalMin: 25,
    bufferBeforeMin: 0,
    bufferAfterMin: 0,
    noticeMin: 0,
    busy: [],
    now: change - 30 * 24 * HOUR,
    from: change - 25 * HOUR,
    to: change + 25 * HOUR,
  };
}
