import { compareValues, jsonToConvex } from "convex/values";
import type { JSONValue, Value } from "convex/values";
import { SortedList } from "./sorted-list.ts";

/** A committed or pending document as convex-test holds it. */
export type Doc = { _id: string; _creationTime: number; [field: string]: Value | undefined };

export type RangeExpression = {
  type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte";
  fieldPath: string;
  /** Convex JSON, or `{ $undefined: null }` for a missing field. */
  value: JSONValue;
};

/** What a query reads, as the stock client describes it to the server. */
export type QuerySource =
  | { type: "FullTableScan"; tableName: string; order?: "asc" | "desc" | null }
  | {
      type: "IndexRange";
      indexName: string;
      range: RangeExpression[];
      order?: "asc" | "desc" | null;
    }
  | { type: "Search"; indexName: string; filters: unknown[] };

/** The values of an index's fields, in order; undefined for a missing field. */
export type Key = (Value | undefined)[];

/** One end of a range: a prefix of the index key, and whether keys that start with it are inside. */
type Bound = { prefix: Key; inclusive: boolean };

/** The part of an index between two bounds. */
export type Range = { lower: Bound; upper: Bound };

const EVERYTHING: Bound = { prefix: [], inclusive: true };

export function tableOf(source: QuerySource): string {
  if (source.type === "FullTableScan") return source.tableName;
  return source.indexName.split(".")[0] ?? "";
}

/** convex-test's ids are a number followed by the name of their table. */
export function tableOfId(id: string): string {
  return id.replace(/^[0-9]+/, "");
}

/**
 * Whether a query that read `source` could have seen this document. A text search covers its whole table,
 * because any change of a row may change the ranking.
 */
export function sourceCovers(source: QuerySource, doc: Doc): boolean {
  if (tableOf(source) !== tableOfId(doc._id)) return false;
  if (source.type !== "IndexRange") return true;
  return source.range.every((part) => {
    const order = compareField(fieldValue(doc, part.fieldPath.split(".")), boundValue(part.value));
    switch (part.type) {
      case "Eq":
        return order === 0;
      case "Gt":
        return order > 0;
      case "Gte":
        return order >= 0;
      case "Lt":
        return order < 0;
      case "Lte":
        return order <= 0;
    }
  });
}

/** The bounds of a range expression that convex-test has already found to be well-formed. */
export function rangeOf(expressions: readonly RangeExpression[]): Range {
  const equal: Key = [];
  let lower: Bound | null = null;
  let upper: Bound | null = null;
  for (const { type, value } of expressions) {
    if (type === "Eq") {
      equal.push(boundValue(value));
      continue;
    }
    const bound = {
      prefix: [...equal, boundValue(value)],
      inclusive: type === "Gte" || type === "Lte",
    };
    if (type === "Gt" || type === "Gte") lower = bound;
    else upper = bound;
  }
  const prefix = { prefix: equal, inclusive: true };
  return { lower: lower ?? prefix, upper: upper ?? prefix };
}

export const WHOLE_INDEX: Range = { lower: EVERYTHING, upper: EVERYTHING };

/** `range` without what comes, in reading order, before and at the row with this whole key. */
export function rangeAfter(range: Range, key: Key, order: "asc" | "desc"): Range {
  const bound = { prefix: key, inclusive: false };
  return order === "asc" ? { ...range, lower: bound } : { ...range, upper: bound };
}

/** `range` without what comes, in reading order, after the row with this whole key. */
export function rangeUpTo(range: Range, key: Key, order: "asc" | "desc"): Range {
  const bound = { prefix: key, inclusive: true };
  return order === "asc" ? { ...range, upper: bound } : { ...range, lower: bound };
}

/** Documents of one table in the order of one index. */
export class SortedIndex {
  readonly #paths: string[][];
  readonly #docs: SortedList<Doc>;

  /** `fields` are all key fields, with `_creationTime` and `_id` at the end, so that no two keys are equal. */
  constructor(fields: readonly string[], docs: Iterable<Doc>) {
    this.#paths = fields.map((field) => field.split("."));
    this.#docs = new SortedList(docs, (a, b) => this.compare(a, b));
  }

  replace(before: Doc | null, after: Doc | null): void {
    if (before !== null) this.#docs.remove(before);
    if (after !== null) this.#docs.insert(after);
  }

  /** The documents of `range`, lazily; the index must not change meanwhile. */
  scan(range: Range, order: "asc" | "desc"): Generator<Doc, void> {
    const from = this.#docs.find((doc) => this.#isAfterLower(doc, range.lower));
    const to = this.#docs.find((doc) => !this.#isBeforeUpper(doc, range.upper));
    return order === "asc" ? this.#docs.forward(from, to) : this.#docs.backward(from, to);
  }

  /** Their order in this index, ascending. */
  compare(a: Doc, b: Doc): number {
    for (const path of this.#paths) {
      const order = compareField(fieldValue(a, path), fieldValue(b, path));
      if (order !== 0) return order;
    }
    return 0;
  }

  #isAfterLower(doc: Doc, { prefix, inclusive }: Bound): boolean {
    const order = this.#compareToPrefix(doc, prefix);
    return inclusive ? order >= 0 : order > 0;
  }

  #isBeforeUpper(doc: Doc, { prefix, inclusive }: Bound): boolean {
    const order = this.#compareToPrefix(doc, prefix);
    return inclusive ? order <= 0 : order < 0;
  }

  #compareToPrefix(doc: Doc, prefix: Key): number {
    for (const [index, value] of prefix.entries()) {
      const order = compareField(fieldValue(doc, this.#paths[index] ?? []), value);
      if (order !== 0) return order;
    }
    return 0;
  }
}

/** Convex's order of values; numbers that differ, the most frequent case, skip its tuples. */
function compareField(a: Value | undefined, b: Value | undefined): number {
  if (typeof a === "number" && typeof b === "number") {
    if (a < b) return -1;
    if (a > b) return 1;
  }
  return compareValues(a, b);
}

/** The value at a path of field names; undefined when there is none. */
export function fieldValue(doc: Doc, path: readonly string[]): Value | undefined {
  let value: Value | undefined = doc;
  for (const name of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    if (value instanceof ArrayBuffer) return undefined;
    value = Object.hasOwn(value, name) ? (value as Record<string, Value>)[name] : undefined;
  }
  return value;
}

function boundValue(json: JSONValue): Value | undefined {
  if (typeof json === "object" && json !== null && "$undefined" in json) return undefined;
  return jsonToConvex(json);
}
