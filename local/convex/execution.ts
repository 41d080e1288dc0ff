import { AsyncLocalStorage } from "node:async_hooks";
import type { DocumentChange } from "./indexed-database.ts";
import { sourceCovers, tableOf } from "./sorted-index.ts";
import type { QuerySource } from "./sorted-index.ts";
import type { Caller, ComponentPath, FunctionKind, MutationSource } from "./types.ts";

/** One call from outside with everything it sets off, until the answer. */
export interface Request {
  id: string;
  caller: Caller;
  logLines: string[];
  /** The job this call was scheduled as. */
  scheduledFunctionId: string | null;
}

/** The function that is running. */
export interface Execution {
  componentPath: ComponentPath;
  udfPath: string;
  kind: FunctionKind | "httpAction";
  request: Request;
  /** Null inside an action, which only opens transactions by calling queries and mutations. */
  transaction: Transaction | null;
  /** Set by whoever calls from outside: the transaction of the query or mutation that is about to start. */
  prepared: Transaction | null;
}

/** One outermost query or mutation with all that is nested in it. */
export interface Transaction {
  reads: ReadSet;
  /** Where a page must end, from the journal of an earlier run; null to end it by its size. */
  endCursor: string | null;
  /** Where the page ended, once a paginated query has run. */
  continueCursor: string | null;
  /** Set for a session's mutation: its answer is stored in the record of its commit. */
  source: MutationSource | null;
  /** When the outermost mutation has committed. */
  committedAt: bigint | null;
}

const current = new AsyncLocalStorage<Execution>();

export function currentExecution(): Execution | undefined {
  return current.getStore();
}

export function runAs<T>(execution: Execution, work: () => T): T {
  return current.run(execution, work);
}

export function newTransaction(source: MutationSource | null = null): Transaction {
  return {
    reads: new ReadSet(),
    endCursor: null,
    continueCursor: null,
    source,
    committedAt: null,
  };
}

/** What a query has looked at: the ranges and single documents whose change may change its result. */
export class ReadSet {
  readonly #tables = new Map<string, { ids: Set<string>; sources: QuerySource[] }>();
  #isEverything = false;

  /** For the server's own queries, which look at the state of the server. */
  addEverything(): void {
    this.#isEverything = true;
  }

  addDocument(componentPath: ComponentPath, table: string, id: string): void {
    this.#table(componentPath, table).ids.add(id);
  }

  addSource(componentPath: ComponentPath, source: QuerySource): void {
    this.#table(componentPath, tableOf(source)).sources.push(source);
  }

  isTouchedBy(componentPath: ComponentPath, { table, id, before, after }: DocumentChange): boolean {
    if (this.#isEverything) return true;
    const reads = this.#tables.get(`${componentPath}:${table}`);
    if (reads === undefined) return false;
    if (reads.ids.has(id)) return true;
    return reads.sources.some(
      (source) =>
        (before !== null && sourceCovers(source, before)) ||
        (after !== null && sourceCovers(source, after)),
    );
  }

  #table(componentPath: ComponentPath, table: string) {
    const key = `${componentPath}:${table}`;
    const reads = this.#tables.get(key) ?? { ids: new Set<string>(), sources: [] };
    this.#tables.set(key, reads);
    return reads;
  }
}
