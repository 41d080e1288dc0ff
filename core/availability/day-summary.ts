/**
 * The free starts of one UTC day in a few characters, for directories that show many members at once. Starts on a grid are runs,
 * "540/30x6" for six starts from minute 540 on, every 30 minutes; runs are parted by blanks.
 */
import { DAY_MS, MINUTE_MS } from "../time/calendar.ts";

type Run = { first: number; step: number; count: number };

/** Starts, ascending epoch ms on whole minutes, that lie in the UTC day number `day`. Others are left out. */
export function summarizeDay(starts: readonly number[], day: number): string {
  const minutes = starts
    .map((start) => (start - day * DAY_MS) / MINUTE_MS)
    .filter((minute) => minute >= 0 && minute < DAY_MS / MINUTE_MS);
  return runsOf(minutes)
    .map(({ first, step, count }) => (count === 1 ? String(first) : `${first}/${step}x${count}`))
    .join(" ");
}

function runsOf(minutes: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const minute of minutes) {
    const run = runs.at(-1);
    if (run?.count === 1) Object.assign(run, { step: minute - run.first, count: 2 });
    else if (run && minute === run.first + run.step * run.count) run.count += 1;
    else runs.push({ first: minute, step: 0, count: 1 });
  }
  return runs;
}

/** The starts, ascending epoch ms, that `summarizeDay` wrote down. */
export function startsOfDay(summary: string, day: number): number[] {
  if (summary === "") return [];
  return summary.split(" ").flatMap((text) => {
    const [first = 0, step = 0, count = 1] = text.split(/[/x]/).map(Number);
    return Array.from({ length: count }, (_, n) => day * DAY_MS + (first + n * step) * MINUTE_MS);
  });
}
