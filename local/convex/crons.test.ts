import { cronJobs, makeFunctionReference } from "convex/server";
import { describe, expect, test } from "vitest";
import { CRONS, Crons, nextRun, validateCrons } from "./crons.ts";
import type { CronSpec } from "./crons.ts";
import { FakeClock } from "./fake-clock.testing.ts";
import { MemoryHost } from "./memory-host.testing.ts";
import { JOBS } from "./scheduler.ts";

const START = Date.UTC(2025, 0, 1, 12, 0);
const HOUR_MS = 60 * 60 * 1000;
const clean = makeFunctionReference<"mutation">("tidy:clean");

function specs(declare: (crons: ReturnType<typeof cronJobs>) => void): Record<string, CronSpec> {
  const crons = cronJobs();
  declare(crons);
  return JSON.parse((crons as unknown as { export(): string }).export()) as Record<
    string,
    CronSpec
  >;
}

const every = (minutes: number) => specs((crons) => crons.interval("tidy", { minutes }, clean));

function server(host = new MemoryHost(), now = START) {
  const clock = new FakeClock(now);
  const crons = new Crons({ host, clock });
  crons.start(host.rows(CRONS));
  return { host, clock, crons };
}

const times = (host: MemoryHost) =>
  host.rows(JOBS).map(({ doc }) => Number(doc.scheduledTime) - START);

/** As the scheduler would: the runs so far have ended. */
async function endRuns(host: MemoryHost): Promise<void> {
  for (const { componentPath, doc } of host.rows(JOBS)) {
    await host.transact(componentPath, (tx) => {
      tx.patch(JOBS, doc._id, { state: { kind: "success" } });
    });
  }
}

describe("a pushed cron", () => {
  test("with an interval runs at the push and then on its beat", async () => {
    const { host, clock, crons } = server();
    await crons.sync("", every(10));
    for (let minute = 0; minute < 25; minute++) {
      await clock.advance(60_000);
      await endRuns(host);
    }
    expect(times(host)).toEqual([0, 600_000, 1_200_000]);
  });

  test("calls its function with its arguments, in its component", async () => {
    const { host, clock, crons } = server();
    const remind = makeFunctionReference<"action">("mail:remind");
    await crons.sync(
      "inbox",
      specs((all) => all.interval("remind", { hours: 1 }, remind, { limit: 5n })),
    );
    await clock.advance(1);
    const [row] = host.rows(JOBS);
    expect(row?.componentPath).toBe("inbox");
    expect(row?.doc).toMatchObject({ name: "mail:remind", args: [{ limit: 5n }] });
  });

  test("that missed ticks while the server was down runs once, then on its beat", async () => {
    const first = server();
    await first.crons.sync("", every(10));
    await first.clock.advance(60_000);
    await endRuns(first.host);
    first.crons.stop();
    const second = server(first.host, START + 5 * HOUR_MS + 3 * 60_000);
    await second.clock.advance(0);
    expect(times(second.host)).toEqual([0, 5 * HOUR_MS + 180_000]);
    await endRuns(second.host);
    await second.clock.advance(7 * 60_000);
    expect(times(second.host).at(-1)).toBe(5 * HOUR_MS + 600_000);
  });

  test("keeps its next time when it is pushed again unchanged", async () => {
    const { host, clock, crons } = server();
    await crons.sync("", every(10));
    await clock.advance(5 * 60_000);
    await crons.sync("", every(10));
    await clock.advance(60_000);
    expect(times(host)).toEqual([0]);
  });

  test("follows a changed schedule, and is gone when it is pushed no more", async () => {
    const { host, clock, crons } = server();
    await crons.sync("", every(10));
    await clock.advance(1);
    await endRuns(host);
    await crons.sync(
      "",
      specs((all) => all.hourly("tidy", { minuteUTC: 30 }, clean)),
    );
    await clock.advance(HOUR_MS);
    await endRuns(host);
    expect(times(host)).toEqual([0, HOUR_MS / 2]);
    await crons.sync("", {});
    await clock.advance(24 * HOUR_MS);
    expect(times(host)).toHaveLength(2);
    expect(host.rows(CRONS)).toEqual([]);
  });

  test("leaves out a tick while its last run has not ended", async () => {
    const { host, clock, crons } = server();
    await crons.sync("", every(10));
    await clock.advance(35 * 60_000);
    expect(times(host)).toEqual([0]);
    await endRuns(host);
    await clock.advance(10 * 60_000);
    expect(times(host)).toEqual([0, 40 * 60_000]);
  });

  test("whose tick cannot be stored is tried again and runs once", async () => {
    const { host, clock, crons } = server();
    await crons.sync("", every(10));
    host.diskError = new Error("The disk is full");
    await clock.advance(3000);
    host.diskError = null;
    await clock.advance(3000);
    expect(times(host)).toHaveLength(1);
  });

  test("that cannot be used is refused by name, and nothing changes", async () => {
    const { host, crons } = server();
    await crons.sync("", every(10));
    const wrong = specs((all) => all.cron("report", "0 25 * * *", clean));
    await expect(crons.sync("", wrong)).rejects.toThrow(
      'The cron "report" cannot be used: "25" is not a hour of a cron expression: use 0 to 23, a range, a list, a step or *.',
    );
    expect(host.rows(CRONS)).toHaveLength(1);
  });
});

test("every kind of schedule comes at its time in UTC", () => {
  const after = Date.UTC(2025, 0, 1, 12, 0); // a Wednesday
  const all = specs((crons) => {
    crons.interval("interval", { hours: 2 }, clean);
    crons.hourly("hourly", { minuteUTC: 15 }, clean);
    crons.daily("daily", { hourUTC: 8, minuteUTC: 30 }, clean);
    crons.weekly("weekly", { dayOfWeek: "tuesday", hourUTC: 17, minuteUTC: 0 }, clean);
    crons.monthly("monthly", { day: 31, hourUTC: 0, minuteUTC: 5 }, clean);
    crons.cron("cron", "*/20 9-10 * * mon-fri", clean);
  });
  validateCrons(all);
  const next = Object.entries(all).map(([name, { schedule }]) => {
    return `${name} ${new Date(nextRun(name, schedule, after)).toISOString().slice(0, 16)}`;
  });
  expect(next).toEqual([
    "interval 2025-01-01T14:00",
    "hourly 2025-01-01T12:15",
    "daily 2025-01-02T08:30",
    "weekly 2025-01-07T17:00",
    "monthly 2025-01-31T00:05",
    "cron 2025-01-02T09:00",
  ]);
});

test("a schedule without a minute gets one, always the same", () => {
  const { tidy } = specs((crons) => crons.hourly("tidy", clean));
  if (tidy === undefined) throw new Error("The cron was not declared.");
  expect(nextRun("tidy", tidy.schedule, START)).toBe(nextRun("tidy", tidy.schedule, START));
});
