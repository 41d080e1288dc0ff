/** Arbitrary days and weeks for properties. */
import fc from "fast-check";
import { formatClock, WEEKDAYS } from "../../core/time/calendar";
import { weekWith } from "./week";

export const windows = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 })
  .map((edges) => edges.sort((a, b) => a - b))
  .map((edges) =>
    Array.from({ length: Math.floor(edges.length / 2) }, (_, index) => ({
      start: formatClock((edges[index * 2] ?? 0) * 15),
      end: formatClock((edges[index * 2 + 1] ?? 0) * 15),
    })),
  );

export const weekly = fc
  .tuple(...WEEKDAYS.map(() => windows))
  .map((days) => weekWith((day) => days[WEEKDAYS.indexOf(day)] ?? []));
