import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULTS } from "./defaults.ts";
import {
  isUrgent,
  problemsOfReminders,
  remindersOf,
  spreadMs,
  type Reminder,
} from "./reminders.ts";
import { problemsOfSettings } from "./settings.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2027, 2, 12, 14);

const reminder = fc.record<Reminder>({
  channel: fc.constantFrom("email", "sms"),
  minutesBefore: fc.integer({ min: 5, max: 43_200 }),
});
/** Lists that are accepted. */
const reminders = fc.uniqueArray(reminder, {
  maxLength: 5,
  selector: ({ channel, minutesBefore }) => `${channel} ${minutesBefore}`,
});

describe("the reminders of a booking", () => {
  it("are all that lie ahead, each at its time, the earliest first", () => {
    const now = fc.integer({ min: START - 50_000 * MINUTE, max: START + HOUR });
    fc.assert(
      fc.property(reminders, now, (chosen, at) => {
        const ahead = remindersOf({ start: START, now: at }, chosen);
        const times = ahead.map(({ dueAt }) => dueAt);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times.every((dueAt) => dueAt > at && dueAt < START)).toBe(true);
        const isAhead = ({ minutesBefore }: Reminder) => START - minutesBefore * MINUTE > at;
        expect(ahead).toHaveLength(chosen.filter(isAhead).length);
      }),
    );
  });

  it("are a day, two hours and an hour before it until a business chooses otherwise", () => {
    const ahead = remindersOf({ start: START, now: START - 48 * HOUR }, DEFAULTS.reminders);
    expect(ahead.map(({ channel, dueAt }) => [channel, START - dueAt])).toEqual([
      ["email", 24 * HOUR],
      ["sms", 2 * HOUR],
      ["email", HOUR],
    ]);
  });

  it("leave out the one whose time is this very instant", () => {
    const times = { start: START, now: START - HOUR };
    expect(remindersOf(times, [{ channel: "email", minutesBefore: 60 }])).toEqual([]);
  });
});

describe("a business's reminders", () => {
  it("are accepted when they are few, distinct and within thirty days", () => {
    fc.assert(fc.property(reminders, (chosen) => problemsOfReminders(chosen).length === 0));
  });

  it.each([4, 43_201, 0, -60, 7.5, NaN, Infinity])(
    "are not %d minutes before the start",
    (minutes) => {
      const chosen: Reminder[] = [
        { channel: "email", minutesBefore: 60 },
        { channel: "email", minutesBefore: minutes },
      ];
      const field = "reminders[1].minutesBefore";
      expect(problemsOfReminders(chosen)).toEqual([{ field, problem: "BAD_MINUTES" }]);
    },
  );

  it("are no two alike, unless one is a mail and the other a text message", () => {
    const email: Reminder = { channel: "email", minutesBefore: 60 };
    const field = "reminders[1].minutesBefore";
    expect(problemsOfReminders([email, { ...email }])).toEqual([{ field, problem: "TWICE" }]);
    expect(problemsOfReminders([email, { ...email, channel: "sms" }])).toEqual([]);
  });

  it("are five at most", () => {
    const many = Array.from({ length: 6 }, (_, index): Reminder => {
      return { channel: "email", minutesBefore: 60 + index };
    });
    const tooMany = { field: "reminders", problem: "TOO_MANY" };
    expect(problemsOfReminders(many)).toEqual([tooMany]);
  });
});

describe("a business's settings", () => {
  it("are accepted as they are at first", () => {
    expect(problemsOfSettings(DEFAULTS)).toEqual([]);
  });

  it.each([null, 0, 60, 20_160])("may follow up after %j minutes", (followUpMin) => {
    expect(problemsOfSettings({ ...DEFAULTS, followUpMin })).toEqual([]);
  });

  it.each([-1, 20_161, 1.5, NaN])("may not follow up after %d minutes", (followUpMin) => {
    const problem = { field: "followUpMin", problem: "BAD_MINUTES" };
    expect(problemsOfSettings({ ...DEFAULTS, followUpMin })).toEqual([problem]);
  });

  it("name all that is wrong at once", () => {
    const wrong: Reminder[] = [{ channel: "email", minutesBefore: 1 }];
    const problems = problemsOfSettings({ ...DEFAULTS, reminders: wrong, followUpMin: -1 });
    expect(problems.map(({ field }) => field)).toEqual([
      "reminders[0].minutesBefore",
      "followUpMin",
    ]);
  });
});

describe("the spread of what is due at once", () => {
  it("is the same for the same key, and within forty seconds for any", () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        expect(spreadMs(key)).toBe(spreadMs(key));
        expect(Number.isInteger(spreadMs(key))).toBe(true);
        expect(spreadMs(key)).toBeGreaterThanOrEqual(0);
        expect(spreadMs(key)).toBeLessThan(40_000);
      }),
    );
  });

  it.each([
    ["bookings", (index: number) => `k57${index.toString(36)}/0/reminder/60/customer/email`],
    ["event types", (index: number) => `k57/${index % 90}/reminder/${index}/customer/sms`],
    ["ends of keys", (index: number) => `booking/0/reminder/${index}`],
  ])("is even over thousands of %s", (_, keyOf) => {
    const seconds = Array<number>(40).fill(0);
    const count = 8_000;
    for (let index = 0; index < count; index += 1) {
      const second = Math.floor(spreadMs(keyOf(index)) / 1_000);
      seconds[second] = (seconds[second] ?? 0) + 1;
    }
    const expected = count / seconds.length;
    const deviation = seconds.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
    // Chi-square of 39 degrees of freedom: above 80 once in ten thousand draws, if the hash were random.
    expect(deviation).toBeLessThan(80);
  });
});

describe("an urgent change", () => {
  it("is of a booking that begins within a day and has not begun", () => {
    const isUrgentAt = (before: number) => isUrgent({ start: START, now: START - before });
    expect([1, HOUR, 24 * HOUR].map(isUrgentAt)).toEqual([true, true, true]);
    expect([24 * HOUR + 1, 0, -HOUR].map(isUrgentAt)).toEqual([false, false, false]);
  });
});
