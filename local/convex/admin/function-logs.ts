import type { CompletedCall } from "../runtime.ts";

const UDF_TYPE = {
  query: "Query",
  mutation: "Mutation",
  action: "Action",
  httpAction: "HttpAction",
} as const;

/** Executions that `convex logs` can still see. */
const KEPT_ENTRIES = 1000;
/** How long a poll without news is held. */
const POLL_MS = 10_000;

interface Entry {
  /** Grows from entry to entry; the CLI sends back the last it has seen. */
  cursor: number;
  json: Record<string, unknown>;
}

/** The latest function executions, for `npx convex logs` and `npx convex dev`. */
export class FunctionLogs {
  readonly #entries: Entry[] = [];
  readonly #waiting = new Set<() => void>();
  #cursor: number;

  /** @param startedAt epoch milliseconds, so that cursors of an earlier run are in the past */
  constructor(startedAt: number) {
    this.#cursor = startedAt;
  }

  add({ execution, startedAt, endedAt, error }: CompletedCall): void {
    this.#cursor += 1;
    const { kind, udfPath, componentPath, request } = execution;
    const json = {
      kind: "Completion",
      udfType: UDF_TYPE[kind],
      identifier: udfPath,
      componentPath: componentPath === "" ? null : componentPath,
      logLines: [...request.logLines],
      timestamp: endedAt / 1000,
      executionTime: (endedAt - startedAt) / 1000,
      executionTimestamp: startedAt / 1000,
      cachedResult: false,
      success: error === null ? {} : null,
      error,
      requestId: request.id,
      executionId: request.id,
      caller: request.scheduledFunctionId === null ? "SyncWorker" : "Scheduler",
      identityType: request.caller.identity === null ? "unknown" : "user",
      environment: "isolate",
      usageStats: {},
      returnBytes: null,
      occInfo: null,
      willRetry: false,
    };
    this.#entries.push({ cursor: this.#cursor, json });
    if (this.#entries.length > KEPT_ENTRIES) this.#entries.shift();
    for (const wake of this.#waiting) wake();
  }

  /** Waits for something newer than `cursor`, but not for ever. */
  async after(cursor: number): Promise<{ entries: unknown[]; newCursor: number }> {
    if (cursor >= this.#cursor && cursor > 0) await this.#news();
    const entries = this.#entries.filter((entry) => entry.cursor > cursor);
    return { entries: entries.map(({ json }) => json), newCursor: this.#cursor };
  }

  /** Ends all polls, so that the server can stop. */
  close(): void {
    for (const wake of this.#waiting) wake();
  }

  async #news(): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, POLL_MS);
      this.#waiting.add(wake);
    });
  }
}
