import { END_CURSOR, endingAsBefore, pageBounds } from "./pages.ts";
import type { PageBounds } from "./pages.ts";
import { PendingWrites, withPending } from "./pending-writes.ts";
import {
  fieldValue,
  rangeAfter,
  rangeOf,
  rangeUpTo,
  SortedIndex,
  tableOf,
  tableOfId,
  WHOLE_INDEX,
} from "./sorted-index.ts";
import type { Doc, QuerySource, Range } from "./sorted-index.ts";

export type DocumentChange = { id: string; table: string; before: Doc | null; after: Doc | null };

export type Query = { source: QuerySource; operators: Record<string, unknown>[] };

export type PageRequest = {
  query: Query;
  cursor: string | null;
  /** Where an earlier run of this page ended; the page ends there again, however many rows that makes. */
  endCursor?: string | null;
  pageSize: number;
};
export type Page = {
  page: Doc[];
  isDone: boolean;
  continueCursor: string;
  pageStatus: string | null;
};

type QueryPlan = {
  sortedDocs: Doc[];
  filterFn: (doc: Doc) => boolean;
  limit: number | null;
  fieldPathsToSortBy: string[];
  order: "asc" | "desc";
};

/** What this file touches of convex-test's in-memory database of one component. */
export type TestDatabase = {
  _documents: Record<string, Doc>;
  /** Pending writes, one level per nested transaction; the last level wins. */
  _writes: Record<string, Doc | null>[];
  _nextQueryId: number;
  _iterateDocs(table: string, callback: (doc: Doc) => void): void;
  _resolveQuerySource(query: Query): QueryPlan;
  startQuery(query: Query): number;
  queryNext(queryId: number): { value: Doc | null; done: boolean };
  paginate(request: PageRequest): Page;
  commit(commitTs?: bigint | null): void;
  startTransaction(): void;
  _addWrite(id: string, doc: Doc | null): void;
  rollbackWrites(): void;
  stashWrites(): unknown;
  restoreWrites(stashed: unknown): void;
  vectorSearch(indexName: string, ...search: unknown[]): unknown[];
  _schema: {
    tables: Map<string, { searchIndexes?: SearchIndex[]; vectorIndexes?: VectorIndex[] }>;
  } | null;
};

type SearchIndex = { indexDescriptor: string; searchField: string };
type VectorIndex = { indexDescriptor: string; vectorField: string };

/** Rows of a page that are looked at first; doubled as long as a filter leaves the page unfilled. */
const FIRST_PAGE_CANDIDATES = 64;

/** Puts sorted indexes in front of one component's database. Call it before its first transaction. */
export function attachSortedIndexes(
  db: TestDatabase,
  onCommit: (changes: DocumentChange[]) => void = () => undefined,
): IndexedDatabase {
  return new IndexedDatabase(db, onCommit);
}

/**
 * convex-test answers every read by looking at all documents of the component. This replaces how it finds the
 * candidates of a read; what a range, a filter, a limit or a cursor means is still decided by convex-test.
 */
export class IndexedDatabase {
  readonly #db: TestDatabase;
  readonly #tables = new Map<string, Map<string, Doc>>();
  readonly #indexes = new Map<string, SortedIndex>();
  #openQueries: OpenQueries = new Map();
  #pending = new PendingWrites();
  #isMerging = false;
  /** While convex-test compiles a query or fills a page: the only documents it is shown. */
  #candidates: Doc[] | null = null;

  constructor(db: TestDatabase, onCommit: (changes: DocumentChange[]) => void) {
    this.#db = db;
    for (const doc of Object.values(db._documents)) this.#place(null, doc);
    db._iterateDocs = (table, callback) => {
      const docs = this.#candidates ?? this.#visible(table);
      for (const doc of docs) callback(doc);
    };
    db.startQuery = (query) => this.#startQuery(query);
    db.queryNext = (queryId) => this.#queryNext(queryId);
    this.#replacePaginate();
    this.#replaceCommit(onCommit);
    this.#followWrites();
    this.#replaceStash();
    this.#replaceVectorSearch();
  }

  /** Every committed document of the component. */
  *documents(): Generator<Doc, void> {
    for (const table of this.#tables.values()) yield* table.values();
  }

  tables(): Iterable<string> {
    return this.#tables.keys();
  }

  /** Every committed document of one table; none for a table that has never been written. */
  table(name: string): Iterable<Doc> {
    return this.#tables.get(name)?.values() ?? [];
  }

  /** Sets committed documents without a transaction: for loading from disk. */
  apply(changes: Iterable<{ id: string; after: Doc | null }>): void {
    for (const { id, after } of changes) {
      const before = this.#db._documents[id] ?? null;
      if (after === null) Reflect.deleteProperty(this.#db._documents, id);
      else this.#db._documents[id] = after;
      this.#place(before, after);
    }
  }

  /** Forgets the built indexes: after a push the same name may stand for other fields. */
  schemaChanged(): void {
    this.#indexes.clear();
  }

  #place(before: Doc | null, after: Doc | null): DocumentChange | null {
    const doc = after ?? before;
    if (doc === null) return null;
    const table = tableOfId(doc._id);
    const rows = this.#tables.get(table) ?? new Map<string, Doc>();
    this.#tables.set(table, rows);
    if (after === null) rows.delete(doc._id);
    else rows.set(doc._id, after);
    for (const [name, index] of this.#indexes) {
      if (name.startsWith(`${table}:`)) index.replace(before, after);
    }
    return { id: doc._id, table, before, after };
  }

  #startQuery(query: Query): number {
    const queryId = this.#db._nextQueryId;
    this.#db._nextQueryId += 1;
    if (query.source.type === "Search") {
      const plan = this.#search(query);
      this.#openQueries.set(queryId, limited(plan.sortedDocs, plan));
    } else {
      const plan = this.#compile(query);
      this.#openQueries.set(queryId, limited(this.#scan(query.source, plan, {}), plan));
    }
    return queryId;
  }

  /** convex-test finds the hits; it falls over documents that have no text to search. */
  #search(query: Query): QueryPlan {
    const [table = "", name] = sourceIndex(query.source);
    const indexes = this.#db._schema?.tables.get(table)?.searchIndexes;
    const field = indexes?.find(({ indexDescriptor }) => indexDescriptor === name)?.searchField;
    const path = (field ?? "").split(".");
    const candidates = [...this.#visible(table)].filter((doc) => {
      return typeof fieldValue(doc, path) === "string";
    });
    return this.#showing(candidates, () => this.#db._resolveQuerySource(query));
  }

  /** An action searches what is committed, and only documents that have the vector. */
  #replaceVectorSearch(): void {
    const vectorSearch = this.#db.vectorSearch.bind(this.#db);
    this.#db.vectorSearch = (indexName, ...search) => {
      const [table = "", name] = indexName.split(".");
      const indexes = this.#db._schema?.tables.get(table)?.vectorIndexes;
      const field = indexes?.find(({ indexDescriptor }) => indexDescriptor === name)?.vectorField;
      const path = (field ?? "").split(".");
      const candidates = [...this.table(table)].filter((doc) => {
        return Array.isArray(fieldValue(doc, path));
      });
      return this.#showing(candidates, () => vectorSearch(indexName, ...search));
    };
  }

  #queryNext(queryId: number): { value: Doc | null; done: boolean } {
    const results = this.#openQueries.get(queryId);
    if (results === undefined) return { value: null, done: true };
    const next = results.next();
    if (next.done !== true) return { value: next.value, done: false };
    this.#openQueries.delete(queryId);
    return { value: null, done: true };
  }

  /** Lets convex-test check and compile the query, over no documents. */
  #compile(query: Query): QueryPlan {
    return this.#showing([], () => this.#db._resolveQuerySource(query));
  }

  #showing<T>(candidates: Doc[], work: () => T): T {
    this.#candidates = candidates;
    try {
      return work();
    } finally {
      this.#candidates = null;
    }
  }

  #scan(source: QuerySource, plan: QueryPlan, page: PageBounds): Generator<Doc, void> {
    const table = tableOf(source);
    // The whole key ends in the id, so that no two rows are equal.
    const fields = plan.fieldPathsToSortBy.includes("_id")
      ? plan.fieldPathsToSortBy
      : [...plan.fieldPathsToSortBy, "_id"];
    let range: Range = source.type === "IndexRange" ? rangeOf(source.range) : WHOLE_INDEX;
    if (page.after !== undefined) range = rangeAfter(range, page.after, plan.order);
    if (page.upTo !== undefined) range = rangeUpTo(range, page.upTo, plan.order);
    const index = this.#index(table, fields);
    const pending = this.#pending.view({ table, fields }, range, plan.order);
    const direction = plan.order === "asc" ? 1 : -1;
    return withPending(
      index.scan(range, plan.order),
      pending,
      (a, b) => direction * index.compare(a, b),
    );
  }

  #index(table: string, fields: readonly string[]): SortedIndex {
    const name = `${table}:${fields.join(",")}`;
    const built = this.#indexes.get(name) ?? new SortedIndex(fields, this.table(table));
    this.#indexes.set(name, built);
    return built;
  }

  *#visible(table: string): Generator<Doc, void> {
    const pending = new Map(this.#pending.table(table));
    for (const doc of this.table(table)) if (!pending.has(doc._id)) yield doc;
    for (const doc of pending.values()) if (doc !== null) yield doc;
  }

  #replacePaginate(): void {
    const paginate = this.#db.paginate.bind(this.#db);
    this.#db.paginate = (request) => {
      const { query } = request;
      if (query.source.type === "Search") {
        const hits = this.#search(query).sortedDocs;
        return this.#showing(hits, () => paginate(request));
      }
      if (request.cursor === END_CURSOR) return paginate(request);
      const rows = this.#scan(query.source, this.#compile(query), pageBounds(request));
      const candidates: Doc[] = [];
      for (let wanted = Math.max(FIRST_PAGE_CANDIDATES, request.pageSize + 1); ; wanted *= 2) {
        const complete = fill(candidates, rows, wanted);
        // A page that says it is the last one, over an incomplete list, only ran out of candidates.
        const page = this.#showing(candidates, () => paginate(request));
        if (complete || !page.isDone) return endingAsBefore(page, request);
      }
    };
  }

  #replaceCommit(onCommit: (changes: DocumentChange[]) => void): void {
    const commit = this.#db.commit.bind(this.#db);
    this.#db.commit = (commitTs) => {
      const isOutermost = this.#pending.depth === 1;
      const ids = isOutermost ? Object.keys(this.#db._writes[0] ?? {}) : [];
      const before = ids.map((id) => this.#db._documents[id] ?? null);
      this.#pending.commit();
      this.#merging(() => commit(commitTs));
      if (isOutermost) this.#openQueries.clear();
      const changes = ids.map((id, i) => {
        return this.#place(before[i] ?? null, this.#db._documents[id] ?? null);
      });
      const real = changes.filter((change) => change !== null);
      if (real.length > 0) onCommit(real);
    };
  }

  /** Follows what the running transaction writes, level by level. */
  #followWrites(): void {
    const db = this.#db;
    const startTransaction = db.startTransaction.bind(db);
    const addWrite = db._addWrite.bind(db);
    const rollbackWrites = db.rollbackWrites.bind(db);
    db.startTransaction = () => {
      startTransaction();
      this.#pending.begin();
    };
    db._addWrite = (id, doc) => {
      addWrite(id, doc);
      if (!this.#isMerging) this.#pending.write(id, doc);
    };
    db.rollbackWrites = () => {
      rollbackWrites();
      this.#pending.rollback();
      if (this.#pending.depth === 0) this.#openQueries.clear();
    };
  }

  /** A nested commit writes everything once more, one level up. */
  #merging(commit: () => void): void {
    this.#isMerging = true;
    try {
      commit();
    } finally {
      this.#isMerging = false;
    }
  }

  /** A snapshot query inside a mutation sees none of its writes, and starts and ends its own queries. */
  #replaceStash(): void {
    const stashWrites = this.#db.stashWrites.bind(this.#db);
    const restoreWrites = this.#db.restoreWrites.bind(this.#db);
    const aside: { queries: OpenQueries; pending: PendingWrites }[] = [];
    this.#db.stashWrites = () => {
      aside.push({ queries: this.#openQueries, pending: this.#pending });
      this.#openQueries = new Map();
      this.#pending = new PendingWrites();
      return stashWrites();
    };
    this.#db.restoreWrites = (stashed) => {
      const { queries, pending } = aside.pop() ?? {};
      this.#openQueries = queries ?? new Map<number, Iterator<Doc, void>>();
      this.#pending = pending ?? new PendingWrites();
      restoreWrites(stashed);
    };
  }
}

type OpenQueries = Map<number, Iterator<Doc, void>>;

function sourceIndex(source: QuerySource): (string | undefined)[] {
  return source.type === "Search" ? source.indexName.split(".") : [];
}

/** The documents that pass the query's filters, up to its limit. */
function* limited(docs: Iterable<Doc>, { filterFn, limit }: QueryPlan): Generator<Doc, void> {
  let left = limit ?? Infinity;
  if (left <= 0) return;
  for (const doc of docs) {
    if (!filterFn(doc)) continue;
    yield doc;
    left -= 1;
    if (left <= 0) return;
  }
}

/** Draws rows until there are `wanted`; true when there are no more. */
function fill(candidates: Doc[], rows: Iterator<Doc, void>, wanted: number): boolean {
  while (candidates.length < wanted) {
    const next = rows.next();
    if (next.done === true) return true;
    candidates.push(next.value);
  }
  return false;
}
