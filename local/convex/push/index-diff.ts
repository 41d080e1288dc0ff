import type { Deployment } from "../deployment.ts";
import type { ComponentPath } from "../types.ts";
import { analyzedSchema } from "./component-schema.ts";
import type { ComponentSchema } from "./component-schema.ts";

interface Index {
  name: string;
  type: "database" | "search" | "vector";
}

export interface IndexDiff {
  added_indexes: Index[];
  removed_indexes: Index[];
}

/** Which indexes a push brings and takes away, for the CLI to say. */
export function indexDiffs(
  before: Deployment,
  after: Deployment,
): Record<ComponentPath, IndexDiff> {
  const diffs: Record<ComponentPath, IndexDiff> = {};
  for (const path of new Set([...before.mounts.keys(), ...after.mounts.keys()])) {
    const old = indexesOf(before.mounts.get(path)?.schema ?? null);
    const now = indexesOf(after.mounts.get(path)?.schema ?? null);
    diffs[path] = { added_indexes: without(now, old), removed_indexes: without(old, now) };
  }
  return diffs;
}

function without(indexes: Map<string, Index>, others: Map<string, Index>): Index[] {
  return [...indexes].filter(([key]) => !others.has(key)).map(([, index]) => index);
}

/** By their whole definition: an index whose fields changed is another one. */
function indexesOf(schema: ComponentSchema | null): Map<string, Index> {
  const indexes = new Map<string, Index>();
  for (const table of analyzedSchema(schema)?.tables ?? []) {
    const add = (
      type: Index["type"],
      { indexDescriptor, ...rest }: { indexDescriptor: string },
    ) => {
      const index = { name: `${table.tableName}.${indexDescriptor}`, type, ...rest };
      indexes.set(JSON.stringify(index), index);
    };
    for (const index of table.indexes) add("database", index);
    for (const index of table.searchIndexes ?? []) add("search", index);
    for (const index of table.vectorIndexes ?? []) add("vector", index);
  }
  return indexes;
}
