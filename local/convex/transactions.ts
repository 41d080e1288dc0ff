import { convexToJson } from "convex/values";
import type { JSONValue, Value } from "convex/values";
import { CommitHistory } from "./commit-history.ts";
import type { Commit } from "./commit-history.ts";
import { withCommitTimestamp } from "./commit-timestamp.ts";
import type { Execution } from "./execution.ts";
import { Gate, startClean } from "./gate.ts";
import type { DocumentChange } from "./indexed-database.ts";
import type { Doc } from "./sorted-index.ts";
import type { State } from "./state.ts";
import type { Store } from "./store.ts";
import type { CommitRecord, ComponentPath } from "./types.ts";

/** Lets transactions through one at a time, and makes each of them durable before it counts. */
export class Transactions {
  readonly #gate = new Gate();
  readonly #state: State;
  readonly #history: CommitHistory;
  readonly #listeners: ((commit: Commit) => void)[] = [];
  #store: Store | null = null;
  /** Handed to the store and not yet in memory: a snapshot taken in between must hold it. */
  #inFlight: CommitRecord | null = null;
  /** Of the commit that is going on. */
  #changes = new Map<ComponentPath, DocumentChange[]>();

  constructor(state: State) {
    this.#state = state;
    this.#history = new CommitHistory(state.timestamps.last);
    this.#takeOverManager();
  }

  /** Until a store is attached nothing can be written. */
  attach(store: Store): void {
    this.#store = store;
  }

  onCommit(listener: (commit: Commit) => void): void {
    this.#listeners.push(listener);
  }

  /** To be called by the state while a transaction commits. */
  collect(componentPath: ComponentPath, changes: DocumentChange[]): void {
    this.#changes.set(componentPath, changes);
  }

  /** The whole state as records, for the store. */
  *snapshot(): Generator<JSONValue, void> {
    for (const record of this.#state.snapshot()) yield asJson(record);
    if (this.#inFlight !== null) yield asJson(this.#inFlight);
  }

  /** All transactions that `work` sets off see the same snapshot; no others run meanwhile. */
  async section<T>(work: () => Promise<T>): Promise<T> {
    return await this.#gate.section(work);
  }

  /** What has changed since `ts`, as it was then; null when that is too long ago. */
  undoTo(ts: bigint): Map<ComponentPath, Record<string, Doc | null>> | null {
    return this.#history.undoTo(ts);
  }

  /** Changes settings of the server, durably, and tells the listeners. */
  async saveSettings(settings: Record<string, JSONValue | null>): Promise<void> {
    await this.section(async () => {
      await this.#append({ ts: String(this.#state.timestamps.next()), settings });
      this.#state.applySettings(settings);
      this.#inFlight = null;
    });
    this.#emit(new Map());
  }

  /**
   * To be called at the end of the outermost mutation: when it resolves, what was written is on the disk, and
   * the commit in memory follows.
   *
   * @returns the mutation's result with the commit timestamp filled in
   * @throws StoreError or ServerError, on which the transaction is to be rolled back
   */
  async makeDurable(
    { transaction, request }: Execution,
    result: Value | undefined,
  ): Promise<Value | undefined> {
    const ts = this.#state.timestamps.next();
    const resolved = withCommitTimestamp(result, ts);
    const value = convexToJson(resolved ?? null);
    const { writes, nextDocIds } = this.#state.pendingWrites(ts);
    if (writes.length === 0) return resolved;
    const record: CommitRecord = { ts: String(ts), writes, nextDocIds };
    const source = transaction?.source ?? null;
    if (source !== null) record.response = { ...source, value, logLines: request.logLines };
    await this.#append(record);
    if (record.response !== undefined) this.#state.responses.add(record.response, record.ts);
    if (transaction !== null) transaction.committedAt = ts;
    return resolved;
  }

  async #append(record: CommitRecord): Promise<void> {
    const store = this.#store;
    if (store === null) throw new Error("The store is not open.");
    this.#inFlight = record;
    try {
      // Functions run where timers are forbidden; the store is not bound by that.
      await startClean(() => store.append(asJson(record)));
    } catch (error) {
      this.#inFlight = null;
      throw error;
    }
  }

  #takeOverManager(): void {
    const manager = this.#state.instance.internals.transactionManager;
    const begin = manager.begin.bind(manager);
    const commit = manager.commit.bind(manager);
    const rollback = manager.rollback.bind(manager);
    manager.begin = async (isNested, limits) => {
      if (!isNested) await this.#gate.enter();
      await begin(isNested, limits);
    };
    manager.commit = (isNested) => {
      if (isNested) return commit(isNested);
      const changes = new Map<ComponentPath, DocumentChange[]>();
      this.#changes = changes;
      const ts = commit(isNested);
      this.#inFlight = null;
      this.#gate.leave();
      if (changes.size > 0) this.#emit(changes);
      return ts;
    };
    manager.rollback = (isNested) => {
      rollback(isNested);
      if (!isNested) this.#gate.leave();
    };
  }

  #emit(changes: Map<ComponentPath, DocumentChange[]>): void {
    const commit = { ts: this.#state.timestamps.last, changes };
    this.#history.add(commit);
    startClean(() => {
      for (const listener of this.#listeners) listener(commit);
    });
  }
}

function asJson(record: CommitRecord): JSONValue {
  return record as unknown as JSONValue;
}
