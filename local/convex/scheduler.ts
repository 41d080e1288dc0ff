import { AsyncResource } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";
import type { Value } from "convex/values";
import { Alarm, systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { targetName, targetOf } from "./function-target.ts";
import type { FunctionTarget } from "./function-target.ts";
import type { DocumentChange } from "./indexed-database.ts";
import { JobQueue } from "./job-queue.ts";
import type { Job } from "./job-queue.ts";
import type { Doc } from "./sorted-index.ts";

/** What the scheduler needs of the server around it. */
export type SchedulerHost = {
  /** One top-level transaction in a component, with no identity. Resolves when it is committed and durable. */
  transact<T>(componentPath: string, work: (tx: SystemTransaction) => Promise<T> | T): Promise<T>;
  /** Rejects when there is no such mutation or action. */
  kindOf(target: FunctionTarget): Promise<"mutation" | "action">;
  runAction(target: FunctionTarget, args: Value, jobId: string): Promise<void>;
  log(line: string): void;
};

/** The documents of one component, system tables included, inside a transaction. */
export type SystemTransaction = {
  get(table: string, id: string): Doc | null;
  list(table: string): Doc[];
  insert(table: string, fields: Record<string, Value>): string;
  patch(table: string, id: string, fields: Record<string, Value>): void;
  delete(table: string, id: string): void;
  /** Nested: when it throws, its own writes are gone and the transaction goes on. */
  runMutation(target: FunctionTarget, args: Value, jobId: string): Promise<void>;
};

export const JOBS = "_scheduled_functions";

/** Functions that run at the same time. */
const PARALLEL = 10;
/** After a failure of the server itself (a full disk), not of the function. */
const RETRY_MS = 1000;
/** Finished jobs stay visible for a week, as in the cloud. */
const KEEP_FINISHED_MS = 7 * 24 * 60 * 60 * 1000;
/** A stop does not wait longer than this for what runs; an action cut off is failed at the next start. */
const STOP_WAIT_MS = 3000;

/** The row for a function scheduled by a function of the component `caller`; the time in epoch ms. */
export function jobRow(
  caller: string,
  call: { target: FunctionTarget; args: Value },
  scheduledTime: number,
): Record<string, Value> {
  const name = targetName(caller, call.target);
  return { name, args: [call.args], scheduledTime, state: { kind: "pending" } };
}

/** Whether a row stands for a function that has not ended. */
export function isOpenJob(job: Doc | null): boolean {
  return job !== null && ["pending", "inProgress"].includes(String(stateOf(job)));
}

/** What cancelling changes in a row: nothing (null) when it is gone or finished. */
export function cancelPatch(job: Doc | null, now: number): Record<string, Value> | null {
  return isOpenJob(job) ? { state: { kind: "canceled" }, completedTime: now } : null;
}

/**
 * Runs the rows of `_scheduled_functions` at their times. A mutation and its row's success are one transaction,
 * so it takes effect exactly once; an action is marked before it starts and runs at most once.
 */
export class Scheduler {
  readonly #host: SchedulerHost;
  readonly #clock: Clock;
  readonly #parallel: number;
  readonly #alarm: Alarm;
  /** Made where the server starts, so that no job runs in the context of the function that scheduled it. */
  readonly #scope = new AsyncResource("Scheduler");
  readonly #queue = new JobQueue();
  readonly #running = new Set<Promise<void>>();
  #isStopped = true;

  constructor(options: { host: SchedulerHost; clock?: Clock; parallel?: number }) {
    this.#host = options.host;
    this.#clock = options.clock ?? systemClock;
    this.#parallel = options.parallel ?? PARALLEL;
    this.#alarm = new Alarm(this.#clock, () => {
      this.#runDue();
    });
  }

  /** `rows`: every committed row at the start. An action that was running when the server ended is failed. */
  async start(rows: Iterable<{ componentPath: string; doc: Doc }>): Promise<void> {
    this.#isStopped = false;
    const interrupted: Job[] = [];
    for (const { componentPath, doc } of rows) {
      if (stateOf(doc) === "inProgress") interrupted.push({ componentPath, id: doc._id, at: 0 });
      else this.#track(componentPath, doc._id, doc);
    }
    for (const job of interrupted) await this.#finish(job, "The server ended while it ran.");
    this.#runDue();
  }

  /** To be called after each durable commit, with the changes of one component. */
  changed(componentPath: string, changes: readonly DocumentChange[]): void {
    const jobs = changes.filter(({ table }) => table === JOBS);
    if (jobs.length === 0) return;
    for (const { id, after } of jobs) this.#track(componentPath, id, after);
    this.#runDue();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#alarm.set(null);
    const longest = delay(STOP_WAIT_MS, undefined, { ref: false });
    await Promise.race([Promise.allSettled(this.#running), longest]);
  }

  /** A pending row is due at its time; a finished one is due for removal a week later. */
  #track(componentPath: string, id: string, doc: Doc | null): void {
    const state = doc === null ? "gone" : stateOf(doc);
    if (doc === null || state === "inProgress") {
      this.#queue.remove(componentPath, id);
    } else if (state === "pending") {
      this.#queue.set({ componentPath, id, at: Number(doc.scheduledTime) });
    } else {
      const finished = Number(doc.completedTime ?? doc.scheduledTime);
      this.#queue.set({ componentPath, id, at: finished + KEEP_FINISHED_MS });
    }
  }

  #runDue(): void {
    if (this.#isStopped) return;
    const now = this.#clock.now();
    let next = this.#queue.first();
    while (next !== null && next.at <= now && this.#running.size < this.#parallel) {
      this.#queue.remove(next.componentPath, next.id);
      this.#launch(next);
      next = this.#queue.first();
    }
    // While all places are taken, the job that ends first looks again.
    this.#alarm.set(this.#running.size < this.#parallel ? (next?.at ?? null) : null);
  }

  #launch(job: Job): void {
    const run = this.#scope
      .runInAsyncScope(() => this.#run(job))
      .catch((error: unknown) => {
        this.#host.log(`Scheduled function ${job.id} will be tried again: ${messageOf(error)}`);
        this.#queue.set({ ...job, at: this.#clock.now() + RETRY_MS });
      })
      .finally(() => {
        this.#running.delete(run);
        this.#runDue();
      });
    this.#running.add(run);
  }

  /** Rejects when the server could not do its part; then nothing has happened, and it is tried again. */
  async #run(job: Job): Promise<void> {
    const action = await this.#host.transact(job.componentPath, (tx) => this.#begin(tx, job));
    if (action === null) return;
    const failure = await this.#attempt(action.target, () => {
      return this.#host.runAction(action.target, action.args, job.id);
    });
    await this.#finish(job, failure);
  }

  /** Runs a mutation to its end; marks an action as begun and returns it. */
  async #begin(tx: SystemTransaction, job: Job): Promise<ActionCall | null> {
    const row = tx.get(JOBS, job.id);
    if (row === null || stateOf(row) === "inProgress") return null;
    if (stateOf(row) !== "pending") {
      tx.delete(JOBS, job.id);
      return null;
    }
    const target = targetOf(job.componentPath, row.name as string);
    const args = Array.isArray(row.args) ? (row.args[0] ?? {}) : {};
    let kind = "mutation";
    const failure = await this.#attempt(target, async () => {
      kind = await this.#host.kindOf(target);
      if (kind === "mutation") await tx.runMutation(target, args, job.id);
    });
    if (failure === null && kind === "action") {
      tx.patch(JOBS, job.id, { state: { kind: "inProgress" } });
      return { target, args };
    }
    tx.patch(JOBS, job.id, this.#outcome(failure));
    return null;
  }

  /** Returns what the function threw, or null. */
  async #attempt(target: FunctionTarget, call: () => Promise<void>): Promise<string | null> {
    try {
      await call();
      return null;
    } catch (error) {
      this.#host.log(`Scheduled function ${target.udfPath} failed: ${messageOf(error)}`);
      return messageOf(error);
    }
  }

  /** Records how an action ended. It cannot run again, so this is tried until it is on the disk. */
  async #finish(job: Job, failure: string | null): Promise<void> {
    for (;;) {
      try {
        await this.#host.transact(job.componentPath, (tx) => {
          const row = tx.get(JOBS, job.id);
          if (row === null || stateOf(row) !== "inProgress") return;
          tx.patch(JOBS, job.id, this.#outcome(failure));
        });
        return;
      } catch (error) {
        this.#host.log(`The end of ${job.id} could not be recorded: ${messageOf(error)}`);
        if (this.#isStopped) return;
        await delay(RETRY_MS);
      }
    }
  }

  #outcome(failure: string | null): Record<string, Value> {
    const state = failure === null ? { kind: "success" } : { kind: "failed", error: failure };
    return { state, completedTime: this.#clock.now() };
  }
}

type ActionCall = { target: FunctionTarget; args: Value };

function stateOf(job: Doc): unknown {
  const { state } = job;
  return typeof state === "object" && state !== null && "kind" in state ? state.kind : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
