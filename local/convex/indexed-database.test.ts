import { defineSchema, defineTable } from "convex/server";
import { convexToJson, v } from "convex/values";
import type { JSONValue, Value } from "convex/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attachSortedIndexes } from "./indexed-database.ts";
import type { DocumentChange, IndexedDatabase, Page, Query } from "./indexed-database.ts";
import { sourceCovers } from "./sorted-index.ts";
import type { Doc, QuerySource, RangeExpression } from "./sorted-index.ts";
import { createTestInstance, mountComponent } from "./test-instance.ts";
import type { Database } from "./test-instance.ts";

/** The fields of the indexes by_0, by_1, … of the table "rows". */
type Indexes = string[][];

const ONE_INDEX: Indexes = [["a"]];

const indexes: fc.Arbitrary<Indexes> = fc.array(
  fc.shuffledSubarray(["a", "b", "c.d"], { minLength: 1 }),
  { minLength: 3, maxLength: 3 },
);

function schemaWith(all: Indexes) {
  const rows = defineTable(v.any());
  for (const [number, paths] of all.entries()) rows.index(`by_${number}`, paths as [string]);
  const other = defineTable(v.any()).searchIndex("by_text", { searchField: "text" });
  return defineSchema({ rows, other });
}

type Opened = {
  db: Database & { startTransaction(): void };
  /** The same documents, read in convex-test's own way: all of them, for each query. */
  fullScan: Database;
  indexed: IndexedDatabase;
  commits: DocumentChange[][];
};

function open(all: Indexes = ONE_INDEX): Opened {
  const instance = createTestInstance();
  const { db } = mountComponent(instance, "", { schema: schemaWith(all), modules: new Map() });
  const commits: DocumentChange[][] = [];
  const indexed = attachSortedIndexes(db, (changes) => commits.push(changes));
  const fullScan = Object.create(Object.getPrototypeOf(db) as object) as Database;
  Object.assign(fullScan, { _queryResults: {}, _nextQueryId: 1 });
  for (const shared of ["_documents", "_writes", "_schema"] as const) {
    Object.defineProperty(fullScan, shared, { get: () => db[shared] });
  }
  return { db: db, fullScan, indexed, commits };
}

function inTransaction(db: Opened["db"], work: () => void): void {
  db.startTransaction();
  work();
  db.commit(null);
}

function collect(db: Database, query: Query): Doc[] {
  const id = db.startQuery(query);
  const docs: Doc[] = [];
  for (let next = db.queryNext(id); !next.done; next = db.queryNext(id)) {
    if (next.value !== null) docs.push(next.value);
  }
  return docs;
}

function allPages(db: Database, query: Query, pageSize: number): Page[] {
  const pages: Page[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Page = db.paginate({ query, cursor, pageSize });
    pages.push(page);
    if (page.isDone) return pages;
    cursor = page.continueCursor;
  }
}

const ids = (docs: Doc[]) => docs.map(({ _id }) => _id);

/** Few different values, of every kind, so that ranges meet ties, gaps and neighbouring types. */
const value: fc.Arbitrary<Value | undefined> = fc.constantFrom<Value | undefined>(
  undefined,
  null,
  -1n,
  7n,
  NaN,
  -0,
  0,
  1.5,
  Infinity,
  false,
  true,
  "",
  "a",
  "\uFF5E",
  "\u{1F600}",
  new Uint8Array([1, 2]).buffer,
  [],
  [1, "a"],
  {},
  { d: 1 },
);

const fields = fc.record({ a: value, b: fc.constantFrom(1, 2), c: fc.record({ d: value }) });

type Step = {
  kind: "insert" | "patch" | "replace" | "delete";
  pick: number;
  fields: Record<string, Value>;
};
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom("insert", "insert", "patch", "replace", "delete"),
  pick: fc.nat(),
  fields: fields.map((all) => withoutUndefined(all)),
});

function withoutUndefined(object: Record<string, unknown>): Record<string, Value> {
  const entries = Object.entries(object).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    entries.map(([name, field]) => [name, name === "c" ? withoutUndefined(field as never) : field]),
  ) as Record<string, Value>;
}

function apply(db: Opened["db"], { kind, pick, fields: values }: Step): void {
  const present = Object.keys(db._documents).filter((id) => db.get("rows", id) !== null);
  const id = present[pick % Math.max(1, present.length)];
  const json = convexToJson(values) as Record<string, JSONValue>;
  if (kind === "insert" || id === undefined) db.insert("rows", values);
  else if (kind === "delete") db.delete("rows", id);
  else if (kind === "patch") db.patch("rows", id, json);
  else (db as unknown as Record<"replace", typeof db.patch>).replace("rows", id, json);
}

const bound = value.map((raw) => (raw === undefined ? { $undefined: null } : convexToJson(raw)));

const nesting = fc.constantFrom("begin", "commit", "roll back");

/** A mutation inside the running one begins or ends. */
function nest(db: Opened["db"], how: string): void {
  if (how === "begin") db.startTransaction();
  else if (db._writes.length > 1 && how === "commit") db.commit(null);
  else if (db._writes.length > 1) db.rollbackWrites();
}

type SourceChoice = {
  index: string;
  order: "asc" | "desc" | null;
  equal: number;
  lower: "Gt" | "Gte" | null;
  upper: "Lt" | "Lte" | null;
  bounds: JSONValue[];
};

const choice: fc.Arbitrary<SourceChoice> = fc.record({
  index: fc.constantFrom("by_0", "by_1", "by_2", "by_creation_time", "by_id", "none"),
  order: fc.constantFrom("asc", "desc", null),
  equal: fc.nat(3),
  lower: fc.constantFrom("Gt", "Gte", null),
  upper: fc.constantFrom("Lt", "Lte", null),
  bounds: fc.array(bound, { minLength: 5, maxLength: 5 }),
});

/** Equalities on the first fields of the index, then no bound, one, or two on the next field. */
function sourceOf(chosen: SourceChoice, all: Indexes): QuerySource {
  const { index, order, lower, upper, bounds } = chosen;
  if (index === "none") return { type: "FullTableScan", tableName: "rows", order };
  const paths = all[Number(index.slice("by_".length))] ?? [];
  const equal = Math.min(chosen.equal, paths.length);
  const range: RangeExpression[] = paths
    .slice(0, equal)
    .map((fieldPath, i) => ({ type: "Eq", fieldPath, value: bounds[i] ?? null }));
  const fieldPath = paths[equal];
  if (fieldPath !== undefined && lower !== null) {
    range.push({ type: lower, fieldPath, value: bounds[3] ?? null });
  }
  if (fieldPath !== undefined && upper !== null) {
    range.push({ type: upper, fieldPath, value: bounds[4] ?? null });
  }
  return { type: "IndexRange", indexName: `rows.${index}`, range, order };
}

const operators = fc.constantFrom<Record<string, unknown>[]>(
  [],
  [{ limit: 2 }],
  [{ filter: { $eq: [{ $field: "b" }, { $literal: 1 }] } }],
  [{ filter: { $eq: [{ $field: "b" }, { $literal: 2 }] } }, { limit: 3 }],
  [{ limit: 0 }],
);

describe("reads through the sorted indexes", () => {
  test("equal convex-test's full scan, for committed and pending documents", () => {
    const scenario = fc.record({
      all: indexes,
      committed: fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 4 }),
      pending: fc.array(
        fc.oneof({ weight: 3, arbitrary: step }, { weight: 1, arbitrary: nesting }),
        {
          maxLength: 10,
        },
      ),
      choices: fc.array(fc.tuple(choice, operators), { minLength: 4, maxLength: 8 }),
      pageSize: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(scenario, ({ all, committed, pending, choices, pageSize }) => {
        const { db, fullScan } = open(all);
        const queries = choices.map(([chosen, ops]) => [sourceOf(chosen, all), ops] as const);
        // Half of the queries run before, so that their indexes are built and must be kept up to date.
        for (const [from] of queries.slice(2)) collect(db, { source: from, operators: [] });
        for (const steps of committed)
          inTransaction(db, () => steps.forEach((one) => apply(db, one)));
        db.startTransaction();
        for (const [from] of queries.slice(3)) collect(db, { source: from, operators: [] });
        for (const one of pending) {
          if (typeof one === "string") nest(db, one);
          else apply(db, one);
        }
        for (const [from, ops] of queries) {
          const query = { source: from, operators: ops };
          expect(ids(collect(db, query))).toEqual(ids(collect(fullScan, query)));
          const filters = { source: from, operators: ops.filter((op) => "filter" in op) };
          expect(allPages(db, filters, pageSize)).toEqual(allPages(fullScan, filters, pageSize));
        }
        while (db._writes.length > 0) db.rollbackWrites();
        for (const [from] of queries) {
          const query = { source: from, operators: [] };
          expect(ids(collect(db, query))).toEqual(ids(collect(fullScan, query)));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("of long tables, in pages whose filter leaves most rows out, lose and double nothing", () => {
    const { db, fullScan } = open();
    inTransaction(db, () => {
      for (let i = 0; i < 3000; i++) db.insert("rows", { a: (i * 7919) % 3000, b: i % 50 });
    });
    const rare = { filter: { $eq: [{ $field: "b" }, { $literal: 3 }] } };
    const query: Query = {
      source: { type: "IndexRange", indexName: "rows.by_0", range: [], order: "desc" },
      operators: [rare],
    };
    expect(allPages(db, query, 7)).toEqual(allPages(fullScan, query, 7));
  });
});

test("a page keeps its end when the row there is deleted", () => {
  const { db } = open();
  inTransaction(db, () => {
    for (let a = 0; a < 10; a++) db.insert("rows", { a });
  });
  const query: Query = {
    source: { type: "IndexRange", indexName: "rows.by_0", range: [], order: "asc" },
    operators: [],
  };
  const first = db.paginate({ query, cursor: null, pageSize: 3 });
  inTransaction(db, () => db.delete("rows", first.page[2]?._id ?? ""));
  const again = db.paginate({ query, cursor: null, endCursor: first.continueCursor, pageSize: 3 });
  expect(again.page.map(({ a }) => a)).toEqual([0, 1]);
  expect(again).toMatchObject({ isDone: false, continueCursor: first.continueCursor });
});

test("a text search finds what convex-test finds, pending documents too, and skips those without text", () => {
  const { db, fullScan } = open();
  const texts = ["the harbour", "a mountain", "harbours of the north", "Harbour"];
  inTransaction(db, () => texts.forEach((text) => db.insert("other", { text })));
  db.startTransaction();
  db.insert("other", { text: "one more harbour" });
  const query: Query = {
    source: {
      type: "Search",
      indexName: "other.by_text",
      filters: [{ type: "Search", fieldPath: "text", value: "harbour" }],
    },
    operators: [{ limit: 3 }],
  };
  const expected = collect(fullScan, query);
  expect(expected).toHaveLength(3);
  expect(collect(db, query)).toEqual(expected);
  db.insert("other", { textless: true });
  expect(collect(db, query)).toEqual(expected);
});

test("a commit is told once, with each document before and after, and a rollback is not", () => {
  const { db, commits } = open();
  let id = "";
  inTransaction(db, () => {
    id = db.insert("rows", { a: 1 });
    db.delete("rows", db.insert("rows", { a: 2 }));
    db.startTransaction();
    db.insert("rows", { a: 3 });
    db.rollbackWrites();
  });
  inTransaction(db, () => db.patch("rows", id, { a: 5 }));
  expect(
    commits.map((changes) => changes.map(({ before, after }) => [before?.a, after?.a])),
  ).toEqual([[[undefined, 1]], [[1, 5]]]);
});

test("documents loaded from disk are found, replaced and removed", () => {
  const { indexed, db } = open();
  const doc = (a: number): Doc => ({ _id: "10001rows", _creationTime: 1, a });
  const all: Query = {
    source: { type: "IndexRange", indexName: "rows.by_0", range: [] },
    operators: [],
  };
  indexed.apply([{ id: "10001rows", after: doc(1) }]);
  expect(collect(db, all)).toEqual([doc(1)]);
  indexed.apply([{ id: "10001rows", after: doc(2) }]);
  expect([...indexed.table("rows")]).toEqual([doc(2)]);
  indexed.apply([{ id: "10001rows", after: null }]);
  expect([collect(db, all), [...indexed.documents()]]).toEqual([[], []]);
});

test("a query gives what was there when it started, while its transaction writes and nests", () => {
  const scenario = fc.record({
    before: fc.array(step, { maxLength: 12 }),
    own: fc.array(step, { maxLength: 6 }),
    meanwhile: fc.array(fc.oneof(step, nesting), { maxLength: 12 }),
    chosen: choice,
  });
  fc.assert(
    fc.property(scenario, ({ before, own, meanwhile, chosen }) => {
      const { db, fullScan } = open([["a"], ["b", "a"], ["c.d"]]);
      const query = { source: sourceOf(chosen, [["a"], ["b", "a"], ["c.d"]]), operators: [] };
      inTransaction(db, () => before.forEach((one) => apply(db, one)));
      db.startTransaction();
      for (const one of own) apply(db, one);
      const expected = collect(fullScan, query);
      const id = db.startQuery(query);
      const seen: (Doc | null)[] = [];
      for (const one of meanwhile) {
        const next = db.queryNext(id);
        if (!next.done) seen.push(next.value);
        if (typeof one === "string") nest(db, one);
        else apply(db, one);
      }
      for (let next = db.queryNext(id); !next.done; next = db.queryNext(id)) seen.push(next.value);
      expect(seen).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test("an open query of a mutation goes on after a snapshot query inside it", () => {
  const { db } = open();
  inTransaction(db, () => {
    for (let a = 0; a < 3; a++) db.insert("rows", { a });
  });
  const all: Query = { source: { type: "FullTableScan", tableName: "rows" }, operators: [] };
  db.startTransaction();
  db.insert("rows", { a: 3 });
  const outer = db.startQuery(all);
  expect(db.queryNext(outer).value?.a).toBe(0);
  const stashed = db.stashWrites();
  db.startTransaction();
  expect(collect(db, all)).toHaveLength(3);
  db.rollbackWrites();
  db.restoreWrites(stashed);
  expect([1, 2, 3].map(() => db.queryNext(outer).value?.a)).toEqual([1, 2, 3]);
});

const someFields = fc.array(fields, { minLength: 1, maxLength: 8 });

test("a source covers exactly the documents a query over it would find", () => {
  fc.assert(
    fc.property(indexes, choice, someFields, (all, chosen, rows) => {
      const { db } = open(all);
      const from = sourceOf(chosen, all);
      inTransaction(db, () => rows.forEach((row) => db.insert("rows", withoutUndefined(row))));
      inTransaction(db, () => void db.insert("other", {}));
      const found = new Set(ids(collect(db, { source: from, operators: [] })));
      for (const doc of Object.values(db._documents)) {
        expect(sourceCovers(from, doc)).toBe(found.has(doc._id));
      }
    }),
  );
});
