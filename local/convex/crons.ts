import { jsonToConvex } from "convex/values";
import type { JSONValue } from "convex/values";
import type { CronJob } from "convex/server";
import { Alarm, systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { CronSpecError, DAYS, nextCronTime, parseCron } from "./cron-expression.ts";
import { targetOf } from "./function-target.ts";
import { JobQueue } from "./job-queue.ts";
import type { Job } from "./job-queue.ts";
import { isOpenJob, jobRow, JOBS } from "./scheduler.ts";
import type { SchedulerHost, SystemTransaction } from "./scheduler.ts";
import type { Doc } from "./sorted-index.ts";

/** One entry of what a pushed `crons.ts` exports: `JSON.parse(module.default.export())[name]`. */
export type CronSpec = CronJob;

export const CRONS = "_cron_jobs";

/** After a failure of the server itself, such as a full disk. */
const RETRY_MS = 1000;

/**
 * Runs the crons of all components. Each is a row with its next time; a tick moves that on and schedules one
 * job in the same transaction, so no tick runs twice, and ticks missed while the server was down run once.
 */
export class Crons {
  readonly #host: SchedulerHost;
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  readonly #queue = new JobQueue();
  #isStopped = true;

  constructor(options: { host: SchedulerHost; clock?: Clock }) {
    this.#host = options.host;
    this.#clock = options.clock ?? systemClock;
    this.#alarm = new Alarm(this.#clock, () => void this.#tickDue());
  }

  /** `rows`: every committed row of `_cron_jobs` at the start. */
  start(rows: Iterable<{ componentPath: string; doc: Doc }>): void {
    this.#isStopped = false;
    for (const { componentPath, doc } of rows) {
      this.#queue.set({ componentPath, id: doc._id, at: Number(doc.nextRun) });
    }
    this.#setAlarm();
  }

  /**
   * Makes the rows of a component what its pushed specs say; {} removes them all. A cron that did not change
   * keeps its next time. Throws CronSpecError for a schedule that cannot be used, before anything is changed.
   */
  async sync(componentPath: string, specs: Record<string, CronSpec>): Promise<void> {
    validateCrons(specs);
    const rows = await this.#host.transact(componentPath, (tx) => {
      return writeSpecs(tx, specs, this.#clock.now());
    });
    for (const id of rows.removed) this.#queue.remove(componentPath, id);
    for (const [id, at] of rows.scheduled) this.#queue.set({ componentPath, id, at });
    this.#setAlarm();
  }

  stop(): void {
    this.#isStopped = true;
    this.#alarm.set(null);
  }

  #setAlarm(): void {
    if (!this.#isStopped) this.#alarm.set(this.#queue.first()?.at ?? null);
  }

  async #tickDue(): Promise<void> {
    const now = this.#clock.now();
    for (let job = this.#queue.first(); job !== null; job = this.#queue.first()) {
      if (job.at > now || this.#isStopped) break;
      this.#queue.remove(job.componentPath, job.id);
      const at = await this.#tick(job);
      if (at !== null) this.#queue.set({ ...job, at });
    }
    this.#setAlarm();
  }

  /** Returns when to look at this cron again; null when it is gone. */
  async #tick(job: Job): Promise<number | null> {
    try {
      return await this.#host.transact(job.componentPath, (tx) => {
        return tickRow(tx, job, this.#clock.now());
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#host.log(`A cron of component "${job.componentPath}" will be tried again: ${reason}`);
      return this.#clock.now() + RETRY_MS;
    }
  }
}

/** Throws CronSpecError, naming the cron, when a schedule cannot be used. */
export function validateCrons(specs: Record<string, CronSpec>): void {
  for (const [name, { schedule }] of Object.entries(specs)) {
    try {
      nextRun(name, schedule, 0);
    } catch (error) {
      if (!(error instanceof CronSpecError)) throw error;
      throw new CronSpecError(`The cron "${name}" cannot be used: ${error.message}`);
    }
  }
}

/** The first time after `previous` (epoch ms, UTC rules). */
export function nextRun(name: string, schedule: CronSpec["schedule"], previous: number): number {
  if (schedule.type === "interval") return previous + intervalMs(schedule);
  const expression = expressionOf(name, schedule);
  const next = nextCronTime(parseCron(expression), previous);
  if (next === null) throw new CronSpecError(`"${expression}" never comes.`);
  return next;
}

function intervalMs(schedule: { seconds?: number; minutes?: number; hours?: number }): number {
  const seconds = schedule.seconds ?? (schedule.minutes ?? (schedule.hours ?? 0) * 60) * 60;
  if (!(seconds >= 1)) throw new CronSpecError("An interval must be at least one second.");
  return seconds * 1000;
}

type CalendarSchedule = Exclude<CronSpec["schedule"], { type: "interval" }>;

function expressionOf(name: string, schedule: CalendarSchedule): string {
  if (schedule.type === "cron") return schedule.cron;
  const minute = String(schedule.minuteUTC ?? spreadMinute(name));
  switch (schedule.type) {
    case "hourly":
      return `${minute} * * * *`;
    case "daily":
      return `${minute} ${schedule.hourUTC} * * *`;
    case "weekly": {
      const day = DAYS.findIndex((short) => schedule.dayOfWeek.startsWith(short));
      return `${minute} ${schedule.hourUTC} * * ${day}`;
    }
    case "monthly":
      return `${minute} ${schedule.hourUTC} ${schedule.day} * *`;
  }
}

/** Without a minute each cron gets one of its own, so that not all start on the hour. */
function spreadMinute(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 60;
  return sum;
}

/** A row of `_cron_jobs`. `spec` is the JSON it was pushed as; `lastJob` the row of its last run. */
type CronRow = { _id: string; name: string; spec: string; nextRun: number; lastJob: string | null };

type SyncedRows = { removed: string[]; scheduled: [id: string, at: number][] };

function writeSpecs(
  tx: SystemTransaction,
  specs: Record<string, CronSpec>,
  now: number,
): SyncedRows {
  const result: SyncedRows = { removed: [], scheduled: [] };
  const rows = tx.list(CRONS) as unknown as CronRow[];
  const known = new Map(rows.map((row) => [row.name, row]));
  for (const [name, row] of known) {
    if (Object.hasOwn(specs, name)) continue;
    tx.delete(CRONS, row._id);
    result.removed.push(row._id);
  }
  for (const [name, spec] of Object.entries(specs)) {
    const row = known.get(name);
    const stored = JSON.stringify(spec);
    if (row?.spec === stored) continue;
    // As in the cloud, an interval starts with the push.
    const at = spec.schedule.type === "interval" ? now : nextRun(name, spec.schedule, now);
    const fields = { name, spec: stored, nextRun: at, lastJob: null };
    const id = row?._id ?? tx.insert(CRONS, fields);
    if (row !== undefined) tx.patch(CRONS, id, fields);
    result.scheduled.push([id, at]);
  }
  return result;
}

/** Moves a due cron on and schedules its function, unless the run before has not ended: then this tick is left out. */
function tickRow(tx: SystemTransaction, job: Job, now: number): number | null {
  const doc = tx.get(CRONS, job.id);
  if (doc === null) return null;
  const { name, spec, nextRun: due, lastJob } = doc as unknown as CronRow;
  if (due > now) return due;
  const { args, name: functionName, schedule } = JSON.parse(spec) as CronSpec;
  const at =
    schedule.type === "interval"
      ? nextBeat(intervalMs(schedule), due, now)
      : nextRun(name, schedule, now);
  const isRunning = lastJob !== null && isOpenJob(tx.get(JOBS, lastJob));
  const [arg = {}] = args as JSONValue[];
  const call = {
    target: targetOf(job.componentPath, functionName),
    args: jsonToConvex(arg),
  };
  const run = isRunning ? lastJob : tx.insert(JOBS, jobRow(job.componentPath, call, now));
  tx.patch(CRONS, job.id, { nextRun: at, lastJob: run });
  return at;
}

/** An interval keeps its beat; beats missed while the server was down are left out. */
function nextBeat(interval: number, due: number, now: number): number {
  return due + interval * (Math.floor((now - due) / interval) + 1);
}
