import { AsyncLocalStorage } from "node:async_hooks";
import { convexTest } from "convex-test";
import type { GenericSchema, SchemaDefinition } from "convex/server";
import type { JSONValue, Value } from "convex/values";
import type { TestDatabase } from "./indexed-database.ts";
import type { Doc } from "./sorted-index.ts";
import type { FunctionTarget } from "./function-target.ts";
import type { ComponentPath } from "./types.ts";

/**
 * The only file that reaches into convex-test. The shapes below are private to that package, which is therefore
 * pinned to one version and checked when the server starts.
 */
const WRITTEN_FOR = "convex-test 0.0.60";

export interface TableSchema {
  indexes: { indexDescriptor: string; fields: string[] }[];
  searchIndexes?: { indexDescriptor: string; searchField: string }[];
  vectorIndexes?: { indexDescriptor: string; vectorField: string }[];
  documentType: JSONValue;
}

export interface ComponentSchema {
  schemaValidation: boolean;
  tables: Map<string, TableSchema>;
}

/** convex-test's in-memory database of one component. */
export interface Database extends TestDatabase {
  _nextDocId: number;
  _lastCreationTime: number;
  _schema: ComponentSchema | null;
  _validate(table: string, fields: Record<string, Value>): void;
  get(table: string | undefined, id: string): Doc | null;
  insert(table: string, fields: Record<string, Value>): string;
  /** Takes Convex JSON, as the system call does. */
  patch(table: string | undefined, id: string, fields: Record<string, JSONValue>): void;
  delete(table: string | undefined, id: string): void;
}

export type ModuleLoader = (path: string) => Promise<Record<string, unknown>>;

interface MetricsTracker {
  trackScheduledFunction(bytes: number): void;
  trackRead(bytes: number): void;
  trackWrite(bytes: number): void;
  trackIndexRange(): void;
}

interface TransactionManager {
  begin(isNested: boolean, limits?: unknown): Promise<void>;
  commit(isNested: boolean): bigint | null;
  rollback(isNested: boolean): void;
  getMetricsTracker(): MetricsTracker | null;
}

/** The state behind one convexTest() instance. */
export interface Internals {
  components: Record<ComponentPath, { db: Database; modules: ModuleLoader }>;
  transactionManager: TransactionManager;
  syscall: (op: string, args: string) => string;
  asyncSyscall: (op: string, args: string) => Promise<string>;
  jsSyscall: (op: string, args: unknown) => Promise<unknown>;
}

type Schema = SchemaDefinition<GenericSchema, boolean> | null;

type RunFunction = (target: FunctionTarget, args: Value) => Promise<Value>;

/** What we call on the instance. */
export interface Functions {
  queryFromPath: RunFunction;
  mutationFromPath: RunFunction;
  actionFromPath: RunFunction;
  /** Runs `handler` as an action of the app. */
  action(handler: () => Promise<null>): Promise<null>;
  /** Runs `handler` as a mutation of that component, and as a nested one when called inside a transaction. */
  runInComponent<T>(componentPath: ComponentPath, handler: () => Promise<T>): Promise<T>;
  registerComponent(
    componentPath: ComponentPath,
    schema: Schema,
    modules: Record<string, () => Promise<unknown>>,
  ): void;
}

export interface TestInstance {
  internals: Internals;
  functions: Functions;
}

/** An empty instance: no modules, no schema, no documents. */
export function createTestInstance(): TestInstance {
  const test = convexTest({ modules: moduleMap(new Map()), transactionLimits: true });
  const functions = test as unknown as Functions;
  const internals = captureInternals(test);
  requireShape(functions, internals);
  return { internals, functions };
}

/** @throws Error with what is wrong in the names of a schema, before anything is mounted */
export function requireUsableSchema(schema: NonNullable<Schema>): void {
  convexTest({ schema, modules: moduleMap(new Map()) });
}

/**
 * Gives a component its schema and modules. Its documents stay when it was mounted before, and its database
 * stays the same object, because running functions and indexes hold on to it.
 *
 * @returns the component's database, and whether it is a new one
 */
export function mountComponent(
  { internals, functions }: TestInstance,
  componentPath: ComponentPath,
  code: { schema: Schema; modules: Map<string, ModuleLoader> },
): { db: Database; isNew: boolean } {
  const before = internals.components[componentPath];
  functions.registerComponent(componentPath, code.schema, moduleMap(code.modules));
  const mounted = internals.components[componentPath];
  if (mounted === undefined) throw new Error(`Component "${componentPath}" was not mounted.`);
  if (before === undefined) return { db: mounted.db, isNew: true };
  before.db._schema = mounted.db._schema;
  internals.components[componentPath] = { db: before.db, modules: mounted.modules };
  return { db: before.db, isNew: false };
}

/** convex-test finds the functions folder by the `_generated` folder in it. */
function moduleMap(modules: Map<string, ModuleLoader>): Record<string, () => Promise<unknown>> {
  const map: Record<string, () => Promise<unknown>> = {
    "./_generated/api.js": () => Promise.resolve({}),
  };
  for (const [path, load] of modules) map[`./${path}.js`] = () => load(path);
  return map;
}

/** convex-test runs every call of an instance inside `storage.run(internals, …)`: watch one harmless call. */
function captureInternals(test: object): Internals {
  const prototype = AsyncLocalStorage.prototype as unknown as Record<"run", unknown>;
  const original = prototype.run as (this: unknown, store: unknown, ...rest: unknown[]) => unknown;
  let captured: unknown;
  prototype.run = function (this: unknown, store: unknown, ...rest: unknown[]) {
    captured ??= store;
    return original.call(this, store, ...rest);
  };
  try {
    void (
      test as { finishInProgressScheduledFunctions(): Promise<void> }
    ).finishInProgressScheduledFunctions();
  } finally {
    prototype.run = original;
  }
  return captured as Internals;
}

const EXPECTED_METHODS = {
  instance: [
    "queryFromPath",
    "mutationFromPath",
    "actionFromPath",
    "action",
    "runInComponent",
    "registerComponent",
  ],
  internals: ["syscall", "asyncSyscall", "jsSyscall"],
  transactionManager: ["begin", "commit", "rollback", "getMetricsTracker"],
  database: [
    "get",
    "insert",
    "patch",
    "delete",
    "startQuery",
    "queryNext",
    "paginate",
    "startTransaction",
    "_addWrite",
    "commit",
    "rollbackWrites",
    "stashWrites",
    "restoreWrites",
    "vectorSearch",
    "_validate",
    "_iterateDocs",
    "_resolveQuerySource",
  ],
};

function requireShape(functions: unknown, internals: unknown): void {
  const state = internals as Partial<Internals> | undefined;
  const db = state?.components?.[""]?.db;
  const missing = [
    ...missingMethods("instance", functions),
    ...missingMethods("internals", state),
    ...missingMethods("transactionManager", state?.transactionManager),
    ...missingMethods("database", db),
  ];
  for (const field of ["_documents", "_writes", "_nextDocId", "_lastCreationTime"] as const) {
    if (db?.[field] === undefined) missing.push(`database.${field}`);
  }
  if (missing.length === 0) return;
  throw new Error(
    `The embedded Convex server was written for ${WRITTEN_FOR}; the installed convex-test lacks ` +
      `${missing.join(", ")}. Install that version, or adapt local/convex/test-instance.ts.`,
  );
}

function missingMethods(name: keyof typeof EXPECTED_METHODS, object: unknown): string[] {
  const methods = object as Record<string, unknown> | undefined;
  return EXPECTED_METHODS[name]
    .filter((method) => typeof methods?.[method] !== "function")
    .map((method) => `${name}.${method}`);
}
