import fc from "fast-check";
import { expect, test } from "vitest";
import { nextCronTime, parseCron } from "./cron-expression.ts";

const WEDNESDAY_NOON = Date.UTC(2025, 0, 1, 12, 0);

function next(expression: string, after = WEDNESDAY_NOON): string | null {
  const time = nextCronTime(parseCron(expression), after);
  return time === null ? null : new Date(time).toISOString().slice(0, 16);
}

test.each([
  ["* * * * *", "2025-01-01T12:01"],
  ["0 12 * * *", "2025-01-02T12:00"],
  ["30 6 * * 1,5", "2025-01-03T06:30"],
  ["0 0 29 2 *", "2028-02-29T00:00"],
  ["5/20 12 * * *", "2025-01-01T12:05"],
  ["0 0 13 * FRI", "2025-01-03T00:00"],
  ["0 0 L * *", "2025-01-31T00:00"],
  ["0 0 L-2 * ?", "2025-01-29T00:00"],
  ["0 0 LW 5 *", "2025-05-30T00:00"],
  ["0 0 1W feb *", "2025-02-03T00:00"],
  ["0 9 ? * 2#2", "2025-01-14T09:00"],
  ["0 9 * * 5L", "2025-01-31T09:00"],
  ["0 0 31 2 *", null],
])("%s comes next at %s", (expression, expected) => {
  expect(next(expression)).toBe(expected);
});

test.each([
  "",
  "* * * *",
  "60 * * * *",
  "* * * * 7",
  "*/0 * * * *",
  "5-1 * * * *",
  "a * * * *",
  "1-2-3 * * * *",
])('refuses "%s"', (expression) => {
  expect(() => parseCron(expression)).toThrow("cron expression");
});

test("finds the same minute as looking at each one in turn", () => {
  const field = (min: number, max: number) =>
    fc.oneof(
      fc.constant("*"),
      fc.integer({ min, max }).map(String),
      fc
        .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
        .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    );
  const times = fc.record({ minute: field(0, 59), hour: field(0, 23), week: field(0, 6) });
  fc.assert(
    fc.property(times, fc.nat(7 * 24 * 60), ({ minute, hour, week }, offset) => {
      const after = WEDNESDAY_NOON + offset * 60_000;
      const holds = (text: string, value: number) => {
        const [from = 0, to = from] = text.split("-").map(Number);
        return text === "*" || (value >= from && value <= to);
      };
      let time = after + 60_000;
      for (; ; time += 60_000) {
        const date = new Date(time);
        const isMinute = holds(minute, date.getUTCMinutes()) && holds(hour, date.getUTCHours());
        if (isMinute && holds(week, date.getUTCDay())) break;
      }
      expect(nextCronTime(parseCron(`${minute} ${hour} * * ${week}`), after)).toBe(time);
    }),
    { numRuns: 200 },
  );
});
