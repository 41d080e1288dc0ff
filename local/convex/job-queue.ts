import { SortedList } from "./sorted-list.ts";

/** A row of `_scheduled_functions`, and when something is to be done about it. */
export type Job = { componentPath: string; id: string; at: number };

/** Jobs by time; those of one time in the order they were scheduled, which is the order of their ids. */
export class JobQueue {
  readonly #byTime = new SortedList<Job>([], compareJobs);
  readonly #byKey = new Map<string, Job>();

  /** Adds a job, or moves it to another time. */
  set(job: Job): void {
    this.remove(job.componentPath, job.id);
    this.#byTime.insert(job);
    this.#byKey.set(keyOf(job), job);
  }

  remove(componentPath: string, id: string): void {
    const key = keyOf({ componentPath, id });
    const job = this.#byKey.get(key);
    if (job === undefined) return;
    this.#byTime.remove(job);
    this.#byKey.delete(key);
  }

  first(): Job | null {
    const { value } = this.#byTime.forward(this.#byTime.start(), this.#byTime.end()).next();
    return value ?? null;
  }
}

function keyOf({ componentPath, id }: { componentPath: string; id: string }): string {
  return `${componentPath}:${id}`;
}

function compareJobs(a: Job, b: Job): number {
  return a.at - b.at || compareText(a.id, b.id) || compareText(a.componentPath, b.componentPath);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
