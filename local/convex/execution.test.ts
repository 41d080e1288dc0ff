import { expect, test } from "vitest";
import { ReadSet } from "./execution.ts";
import type { Doc, QuerySource } from "./sorted-index.ts";

const MARS: Doc = { _id: "0010001planets", _creationTime: 1, name: "Mars", moons: 2 };
const OTHER: Doc = { _id: "0010002stars", _creationTime: 1, name: "Sun" };

function inserted(doc: Doc) {
  return { id: doc._id, table: doc._id.replace(/^[0-9]+/, ""), before: null, after: doc };
}

const MANY_MOONS: QuerySource = {
  type: "IndexRange",
  indexName: "planets.by_moons",
  range: [{ type: "Gt", fieldPath: "moons", value: 10 }],
};

test("nothing read is touched by nothing", () => {
  expect(new ReadSet().isTouchedBy("", inserted(MARS))).toBe(false);
});

test("a range is touched by a document that lies in it", () => {
  const reads = new ReadSet();
  reads.addSource("", MANY_MOONS);
  expect(reads.isTouchedBy("", inserted({ ...MARS, moons: 80 }))).toBe(true);
  expect(reads.isTouchedBy("", inserted(MARS))).toBe(false);
});

test("a range is touched by a document that leaves it", () => {
  const reads = new ReadSet();
  reads.addSource("", MANY_MOONS);
  const change = { ...inserted(MARS), before: { ...MARS, moons: 80 } };
  expect(reads.isTouchedBy("", change)).toBe(true);
});

test("a scanned table is touched by each of its documents, and by no others", () => {
  const reads = new ReadSet();
  reads.addSource("", { type: "FullTableScan", tableName: "planets" });
  expect(reads.isTouchedBy("", inserted(MARS))).toBe(true);
  expect(reads.isTouchedBy("", inserted(OTHER))).toBe(false);
});

test("a document that was asked for by its id touches, also when it was not there", () => {
  const reads = new ReadSet();
  reads.addDocument("", "planets", MARS._id);
  expect(reads.isTouchedBy("", inserted(MARS))).toBe(true);
});

test("the same table of another component is another table", () => {
  const reads = new ReadSet();
  reads.addSource("limiter", { type: "FullTableScan", tableName: "planets" });
  expect(reads.isTouchedBy("", inserted(MARS))).toBe(false);
});
