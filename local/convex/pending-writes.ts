import { SortedIndex, tableOfId } from "./sorted-index.ts";
import type { Doc, Range } from "./sorted-index.ts";

/** A document as the transaction left it, null when deleted, and when it was first written. */
type Pending = { doc: Doc | null; since: number };

/** How to take one write back. */
type Undo = { id: string; before: Pending | undefined };

const NOTHING: ReadonlyMap<string, Pending> = new Map();

/** What a query that starts now sees of its transaction's own writes, whatever is written while it goes on. */
export type PendingView = {
  /** Its documents within the range, in reading order. */
  docs: Doc[];
  /** Whether the committed document of this id has been replaced. */
  hides(id: string): boolean;
};

/**
 * The writes of the transaction that is running, with the nested ones in it. They are kept in indexes of their
 * own, so that a function that reads before each of its thousand writes does not look at all of them each time.
 */
export class PendingWrites {
  readonly #tables = new Map<string, Map<string, Pending>>();
  readonly #indexes = new Map<string, { table: string; index: SortedIndex }>();
  readonly #levels: Undo[][] = [];
  #writes = 0;

  /** Transactions inside each other. */
  get depth(): number {
    return this.#levels.length;
  }

  begin(): void {
    this.#levels.push([]);
  }

  write(id: string, doc: Doc | null): void {
    const before = this.#tables.get(tableOfId(id))?.get(id);
    this.#writes += 1;
    this.#levels.at(-1)?.push({ id, before });
    this.#set(id, { doc, since: before?.since ?? this.#writes });
  }

  /** Ends the innermost transaction; its writes become those of the one around it. */
  commit(): void {
    const done = this.#levels.pop() ?? [];
    const around = this.#levels.at(-1);
    if (around === undefined) this.#clear();
    else for (const undo of done) around.push(undo);
  }

  /** Ends the innermost transaction and takes its writes back. */
  rollback(): void {
    const undone = this.#levels.pop() ?? [];
    if (this.#levels.length === 0) this.#clear();
    else for (const { id, before } of undone.reverse()) this.#set(id, before);
  }

  /** All written documents of a table, null for deleted ones. */
  *table(name: string): Generator<[id: string, doc: Doc | null], void> {
    for (const [id, { doc }] of this.#tables.get(name) ?? NOTHING) yield [id, doc];
  }

  view(
    { table, fields }: { table: string; fields: readonly string[] },
    range: Range,
    order: "asc" | "desc",
  ): PendingView {
    const rows = this.#tables.get(table) ?? NOTHING;
    const start = this.#writes;
    const docs = rows.size === 0 ? [] : [...this.#index(table, fields).scan(range, order)];
    const hides = (id: string) => (rows.get(id)?.since ?? Infinity) <= start;
    return { docs, hides };
  }

  #index(table: string, fields: readonly string[]): SortedIndex {
    const name = `${table}:${fields.join(",")}`;
    const known = this.#indexes.get(name);
    if (known !== undefined) return known.index;
    const docs = [...this.table(table)].map(([, doc]) => doc).filter((doc) => doc !== null);
    const index = new SortedIndex(fields, docs);
    this.#indexes.set(name, { table, index });
    return index;
  }

  #set(id: string, after: Pending | undefined): void {
    const table = tableOfId(id);
    const rows = this.#tables.get(table) ?? new Map<string, Pending>();
    this.#tables.set(table, rows);
    const before = rows.get(id);
    if (after === undefined) rows.delete(id);
    else rows.set(id, after);
    for (const { table: indexed, index } of this.#indexes.values()) {
      if (indexed === table) index.replace(before?.doc ?? null, after?.doc ?? null);
    }
  }

  #clear(): void {
    this.#tables.clear();
    this.#indexes.clear();
    this.#writes = 0;
  }
}

/** Committed documents and the transaction's own, both in the order of `compare`, as one. */
export function* withPending(
  committed: Iterable<Doc>,
  pending: PendingView,
  compare: (a: Doc, b: Doc) => number,
): Generator<Doc, void> {
  let next = 0;
  for (const doc of committed) {
    if (pending.hides(doc._id)) continue;
    for (let own = pending.docs[next]; own !== undefined; own = pending.docs[next]) {
      if (compare(own, doc) > 0) break;
      yield own;
      next += 1;
    }
    yield doc;
  }
  yield* pending.docs.slice(next);
}
