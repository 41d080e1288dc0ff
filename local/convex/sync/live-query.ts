import type { JSONValue } from "convex/values";
import { runSystemQuery, isSystemQuery } from "../admin/system-queries.ts";
import type { SystemContext } from "../admin/system-queries.ts";
import type { Commit } from "../commit-history.ts";
import { requireWelcome } from "../deployment.ts";
import type { Deployment } from "../deployment.ts";
import { ServerError } from "../errors.ts";
import type { FunctionFailure } from "../errors.ts";
import { newTransaction } from "../execution.ts";
import type { Transaction } from "../execution.ts";
import { failureOf } from "../http/function-api.ts";
import type { Runtime } from "../runtime.ts";
import type { Caller, CallResult, FunctionCall } from "../types.ts";

export interface QueryOutcome {
  /** The message part that a client gets, without its query id. */
  message: Record<string, unknown>;
  /** Equal for outcomes between which a client sees no difference. */
  fingerprint: string;
}

/** One query with its arguments and identity, shared by all who watch it. */
export interface LiveQuery {
  /** What it is found by: function, arguments, identity and journal. */
  key: string;
  call: FunctionCall;
  /** Where its page ended when it last ran. */
  journal: string | null;
  watchers: number;
  isStale: boolean;
  outcome: QueryOutcome | null;
  reads: Transaction["reads"];
}

export interface LiveQueriesOptions {
  runtime: Runtime;
  deployment: () => Deployment;
  system: SystemContext;
  hideErrors: boolean;
}

/** All queries that anybody watches; each runs once per change, however many watch it. */
export class LiveQueries {
  readonly #options: LiveQueriesOptions;
  readonly #queries = new Map<string, LiveQuery>();

  constructor(options: LiveQueriesOptions) {
    this.#options = options;
  }

  watch(call: FunctionCall, journal: string | null): LiveQuery {
    const key = keyOf(call, journal);
    const known = this.#queries.get(key);
    if (known !== undefined) {
      known.watchers += 1;
      return known;
    }
    const { reads } = newTransaction();
    const query = { key, call, journal, watchers: 1, isStale: true, outcome: null, reads };
    this.#queries.set(key, query);
    return query;
  }

  unwatch(query: LiveQuery): void {
    query.watchers -= 1;
    if (query.watchers === 0) this.#queries.delete(query.key);
  }

  /** @returns whether any query has to run again */
  invalidate({ changes }: Commit): boolean {
    let isAnyStale = false;
    for (const query of this.#queries.values()) {
      query.isStale ||= [...changes].some(([componentPath, documents]) =>
        documents.some((change) => query.reads.isTouchedBy(componentPath, change)),
      );
      isAnyStale ||= query.isStale;
    }
    return isAnyStale;
  }

  /** After a push or a change of the server's settings. */
  invalidateAll(): void {
    for (const query of this.#queries.values()) query.isStale = true;
  }

  /** Runs what is stale. To be called in a section, so that all results show one snapshot. */
  async refresh(): Promise<void> {
    for (const query of [...this.#queries.values()]) {
      if (!query.isStale) continue;
      await this.#run(query);
      this.#rename(query);
    }
  }

  /**
   * A page keeps the end it had when it first ran. Who asks for the same page anew must not get that one,
   * which may have grown, so it is known by its journal from now on.
   */
  #rename(query: LiveQuery): void {
    const key = keyOf(query.call, query.journal);
    if (this.#queries.has(key)) return;
    this.#queries.delete(query.key);
    query.key = key;
    this.#queries.set(key, query);
  }

  async #run(query: LiveQuery): Promise<void> {
    const transaction = newTransaction();
    query.reads = transaction.reads;
    query.isStale = false;
    try {
      transaction.endCursor = endCursorOf(query.journal);
      const { value, logLines } = await this.#result(query.call, transaction);
      if (transaction.continueCursor !== null) {
        query.journal = JSON.stringify({ endCursor: transaction.continueCursor });
      }
      query.outcome = this.#updated(query, { value, logLines });
    } catch (error) {
      query.outcome = this.#failed(query, failureOf(error, this.#options.hideErrors));
    }
  }

  async #result(call: FunctionCall, transaction: Transaction): Promise<CallResult> {
    const { runtime, deployment, system } = this.#options;
    const { target, caller } = call;
    if (isSystemQuery(target.udfPath)) {
      requireWelcome(caller);
      if (!caller.isAdmin)
        throw new ServerError("Only a holder of the admin key may look into the system.");
      transaction.reads.addEverything();
      const args = call.args as Record<string, JSONValue>;
      const value = runSystemQuery(target.udfPath, { ...target, args }, system);
      return { value, logLines: [] };
    }
    const resolved = deployment().resolve(target, "query", caller);
    return await runtime.query({ ...call, target: resolved.target }, transaction);
  }

  #updated({ journal }: LiveQuery, { value, logLines }: CallResult): QueryOutcome {
    const shown = this.#options.hideErrors ? [] : logLines;
    const message = { type: "QueryUpdated", value, logLines: shown, journal };
    return { message, fingerprint: JSON.stringify({ value, journal }) };
  }

  #failed({ journal }: LiveQuery, failure: FunctionFailure): QueryOutcome {
    const { errorData } = failure;
    const logLines = this.#options.hideErrors ? [] : failure.logLines;
    const errorMessage = failure.message;
    const message = { type: "QueryFailed", errorMessage, errorData, logLines, journal };
    const sameText = errorMessage.replace(/^\[Request ID: \w+\]/, "");
    return { message, fingerprint: JSON.stringify({ sameText, errorData, journal }) };
  }
}

function keyOf({ target, args, caller }: FunctionCall, journal: string | null): string {
  return JSON.stringify([target, args, identityKey(caller), journal]);
}

function identityKey({ identity, isAdmin, refusal }: Caller): unknown {
  return [identity, isAdmin, refusal ?? null];
}

function endCursorOf(journal: string | null): string | null {
  if (journal === null) return null;
  try {
    const { endCursor } = JSON.parse(journal) as { endCursor?: unknown };
    return typeof endCursor === "string" ? endCursor : null;
  } catch {
    throw new ServerError("The journal of the query is malformed.");
  }
}
