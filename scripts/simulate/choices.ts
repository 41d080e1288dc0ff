/** Monday 1 March 2027, 00:00 UTC. */
export const NOW = Date.UTC(2027, 2, 1);

const HALF_HOUR_MS = 30 * 60_000;
const DAY_MS = 48 * HALF_HOUR_MS;

/** Numbers that a step is made of, each read as a choice among what there is when the step is taken. */
export type Choice = { a: number; b: number; c: number };

/** One of the values, or undefined where there are none. */
export function at<T>(values: readonly T[], choice: number): T | undefined {
  return values[choice % Math.max(1, values.length)];
}

/** The starts of a morning's grid; more than a third of all wishes are for the same one. */
export function startOf({ a, b }: Choice): number {
  const today = NOW + Math.floor((Date.now() - NOW) / DAY_MS) * DAY_MS;
  const [day, half] = a % 8 < 3 ? [1, 2] : [(a >> 3) % 4, b % 8];
  return today + day * DAY_MS + (16 + half) * HALF_HOUR_MS;
}
