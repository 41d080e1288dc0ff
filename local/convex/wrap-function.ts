import { CommitTsPlaceholder } from "convex/values";
import type { Value } from "convex/values";
import { UNRESOLVED_COMMIT_TS, withCommitTimestamp } from "./commit-timestamp.ts";
import { ServerError } from "./errors.ts";
import { currentExecution, newTransaction, runAs } from "./execution.ts";
import type { Execution } from "./execution.ts";
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
      const result = (await handler({ ...ctx, auth: hooks.auth(execution) }, value)) as Result;
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

function requireMatch(name: string, validator: ValidatorJson, value: Value): void {
  const wrong = findMismatch(validator, withCommitTimestamp(value, UNRESOLVED_COMMIT_TS));
  if (wrong !== null) throw new ServerError(`${name}: ${wrong}`);
}
