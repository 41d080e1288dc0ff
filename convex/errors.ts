import { ConvexError, type Value } from "convex/values";
import { ERRORS, type ErrorCode } from "../core/errors.ts";

/**
 * Refuse a call: throws a `ConvexError` with the code, its sentence and the facts given. The transaction rolls back,
 * so a refused call has changed nothing.
 */
export function fail(code: ErrorCode, facts: Record<string, Value> = {}): never {
  throw new ConvexError({ ...facts, code, message: ERRORS[code].message });
}
