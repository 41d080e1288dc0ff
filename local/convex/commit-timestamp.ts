import type { Value } from "convex/values";

/** What a transaction sees in place of its commit timestamp until it has one. */
export const UNRESOLVED_COMMIT_TS = 2n ** 63n - 1n;

/** A value with `db.vars.commitTs` replaced wherever it stands. */
export function withCommitTimestamp<V extends Value | undefined>(value: V, commitTs: Value): V {
  if (!hasPlaceholder(value)) return value;
  return substitute(value as Value, commitTs) as V;
}

function substitute(value: Value, commitTs: Value): Value {
  if (isPlaceholder(value)) return commitTs;
  if (Array.isArray(value)) return value.map((item) => substitute(item, commitTs));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, item]) => [
    name,
    item === undefined ? undefined : substitute(item, commitTs),
  ]);
  return Object.fromEntries(entries) as Value;
}

function hasPlaceholder(value: Value | undefined): boolean {
  if (isPlaceholder(value)) return true;
  if (Array.isArray(value)) return value.some(hasPlaceholder);
  return isObject(value) && Object.values(value).some(hasPlaceholder);
}

/** Every bundle brings its own copy of the class, and keeps its name. */
function isPlaceholder(value: Value | undefined): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as { constructor?: { name?: string } }).constructor?.name === "CommitTsPlaceholder"
  );
}

function isObject(value: Value | undefined): value is Record<string, Value | undefined> {
  return typeof value === "object" && value !== null && !(value instanceof ArrayBuffer);
}
