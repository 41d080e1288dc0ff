import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { beforeEach, expect, test } from "vitest";
import { attachSortedIndexes } from "./indexed-database.ts";
import { createTestInstance, mountComponent } from "./test-instance.ts";
import type { Database } from "./test-instance.ts";

const schema = defineSchema({
  notes: defineTable({
    text: v.optional(v.string()),
    vector: v.optional(v.array(v.float64())),
  })
    .searchIndex("by_text", { searchField: "text" })
    .vectorIndex("by_vector", { vectorField: "vector", dimensions: 2 }),
});

let db: Database;

beforeEach(async () => {
  const instance = createTestInstance();
  db = mountComponent(instance, "", { schema, modules: new Map() }).db;
  attachSortedIndexes(db);
  await instance.functions.runInComponent("", () => {
    db.insert("notes", { text: "A red balloon" });
    db.insert("notes", { text: "The reddish moon" });
    db.insert("notes", { text: "Blue", vector: [1, 0] });
    db.insert("notes", { vector: [0, 1] });
    return Promise.resolve(null);
  });
});

function search(words: string): unknown[] {
  const filters = [{ type: "Search", fieldPath: "text", value: words }];
  const source = { type: "Search" as const, indexName: "notes.by_text", filters };
  const id = db.startQuery({ source, operators: [] });
  const found: unknown[] = [];
  for (let next = db.queryNext(id); !next.done; next = db.queryNext(id)) {
    found.push(next.value?.text);
  }
  return found;
}

test("a text search finds the documents with a word that begins like one asked for", () => {
  expect(search("red")).toEqual(["A red balloon", "The reddish moon"]);
  expect(search("moon blue")).toEqual(["The reddish moon", "Blue"]);
  expect(search("green")).toEqual([]);
});

test("a vector search ranks the documents that have a vector, nearest first", () => {
  const found = db.vectorSearch("notes.by_vector", [1, 0.1], [], 10) as { _score: number }[];
  expect(found).toHaveLength(2);
  expect(found[0]?._score).toBeGreaterThan(found[1]?._score ?? 1);
});
