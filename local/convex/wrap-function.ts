import { CommitTsPlaceholder } from "convex/values";
import type { Value } from "convex/values";
import { UNRESOLVED_COMMIT_TS, withCommitTimestamp } from "./commit-timestamp.ts";
import { ServerError } from "./errors.ts";
import { currentExecution, newTransaction, runAs } from "./execution.ts";
import type { Execution } from "./execution.ts";
import { startClean } from "./gate.ts";
import type { FunctionTarget } from "./function-target.ts";
import type { FunctionKind } from "./types.ts";
import { findMismatch } from "./validators.ts";
import type { ValidatorJson } from "./validators.ts";

type Result = Value | undefined;

/** A function as `query({…})` and its siblings register it. */
export interface RegisteredFunction {
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  isPublic?: boolean;
  isInternal?: boolean;
  exportArgs: () => string;
  exportReturns: () => string;
  _handler: (ctx: Record<string, unknown>, args: Value) => unknown;
}

/** What the runtime does around every function. */
export interface FunctionHooks {
  /** Puts the deployment's globals in place for the code that now starts. */
  enter(execution: Execution): void;
  /** What the function finds as `ctx.auth`. */
  auth(execution: Execution): object;
  /**
   * Makes the outermost mutation durable; its commit in memory follows. A rejection rolls it back.
   *
   * @returns the result with the commit timestamp filled in
   */
  beforeCommit(execution: Execution, result: Result): Promise<Result>;
}

export function isRegisteredFunction(value: unknown): value is RegisteredFunction {
  return (
    typeof value === "function" &&
    ("isQuery" in value || "isMutation" in value || "isAction" in value) &&
    "_handler" in value
  );
}

export function kindOfFunction(fn: RegisteredFunction): FunctionKind {
  if (fn.isQuery === true) return "query";
  return fn.isMutation === true ? "mutation" : "action";
}

/**
 * convex-test checks the returned value after the commit, knows no records and cannot wait for the disk. So the
 * function's own checks are taken over here, around its handler and inside its transaction.
 */
export function wrapFunction(
  fn: RegisteredFunction,
  target: FunctionTarget,
  hooks: FunctionHooks,
): void {
  const kind = kindOfFunction(fn);
  const args = JSON.parse(fn.exportArgs()) as ValidatorJson;
  const returns = JSON.parse(fn.exportReturns()) as ValidatorJson | null;
  const handler = fn._handler;
  fn.exportArgs = () => '{"type":"any"}';
  fn.exportReturns = () => "null";
  fn._handler = async (ctx, value) => {
    const outer = currentExecution();
    if (outer === undefined) throw new Error(`${target.udfPath} was called outside of a request.`);
    const execution = within(outer, target, kind);
    return await runAs(execution, async () => {
      requireMatch("ArgumentValidationError", args, value);
      hooks.enter(execution);
      const running = handler({ ...ctx, auth: hooks.auth(execution) }, value);
      const result = (await (kind === "action" ? running : withinTime(running))) as Result;
      if (returns !== null) requireMatch("ReturnsValidationError", returns, result ?? null);
      const isOutermost = kind === "mutation" && outer.transaction === null;
      if (isOutermost) return await hooks.beforeCommit(execution, result);
      return withCommitTimestamp(result, new CommitTsPlaceholder());
    });
  };
}

function within(outer: Execution, target: FunctionTarget, kind: FunctionKind): Execution {
  const { request } = outer;
  if (kind === "action") return { ...target, kind, request, transaction: null, prepared: null };
  const transaction = outer.transaction ?? outer.prepared ?? newTransaction();
  return { ...target, kind, request, transaction, prepared: null };
}

/** A transaction holds the lock of the whole server: one that waits for ever must not. */
const LONGEST_TRANSACTION_MS = 30_000;

async function withinTime(running: unknown): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    // Outside of the function's context, in which timers are forbidden.
    startClean(() => {
      timer = setTimeout(() => {
        reject(new ServerError("Function execution timed out (maximum duration: 30s)."));
      }, LONGEST_TRANSACTION_MS);
    });
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearHostTimeout(timer);
  }
}

// Taken before convex-test forbids it to whoever runs in a transaction.
const clearHostTimeout = globalThis.clearTimeout;

function requireMatch(name: string, validator: ValidatorJson, value: Value): void {
  const wrong = findMismatch(validator, withCommitTimestamp(value, UNRESOLVED_COMMIT_TS));
  if (wrong !== null) throw new ServerError(`${name}: ${wrong}`);
}
