import type { JSONValue, Value } from "convex/values";
import type { FunctionTarget } from "./function-target.ts";

/** Where a component is mounted: "" is the app itself, "outer/inner" a component inside a component. */
export type ComponentPath = string;

export type FunctionKind = "query" | "mutation" | "action";

/** What `ctx.auth.getUserIdentity()` gives. */
export type Identity = Record<string, Value> & {
  tokenIdentifier: string;
  issuer: string;
  subject: string;
};

/** Who calls, and from where. */
export interface Caller {
  identity: Identity | null;
  /** The token the identity was read from. */
  token: string | null;
  /** True for a holder of the admin key, who may call internal functions and functions of components. */
  isAdmin: boolean;
  /** Why nothing at all may be called, such as a wrong admin key. */
  refusal?: string;
  ip: string | null;
  userAgent: string | null;
}

/** The server itself: scheduled functions, crons. */
export const NO_CALLER: Caller = {
  identity: null,
  token: null,
  isAdmin: true,
  ip: null,
  userAgent: null,
};

export interface FunctionCall {
  target: FunctionTarget;
  /** The one arguments object, as Convex JSON. */
  args: JSONValue;
  caller: Caller;
}

/** Where a session's mutation came from, so that it is applied once however often it is sent. */
export interface MutationSource {
  sessionId: string;
  requestId: number;
}

export interface CallResult {
  value: JSONValue;
  logLines: string[];
}

export interface MutationResult extends CallResult {
  /** Timestamp of the last commit the mutation's result depends on. */
  ts: bigint;
}

/** One transaction as it stands in the log: durable before anybody hears of it. */
export interface CommitRecord {
  /** Decimal, nanoseconds since the epoch, growing from record to record. */
  ts: string;
  /** Whole documents as Convex JSON; null for a deleted one. */
  writes?: [componentPath: ComponentPath, id: string, document: JSONValue | null][];
  /** convex-test's id counters after this transaction, for the components that inserted. */
  nextDocIds?: Record<ComponentPath, number>;
  /** The answer to a session's mutation, for a client that asks again after a reconnect. */
  response?: MutationSource & { value: JSONValue; logLines: string[] };
  /** The server's own settings by name (environment variables, the deployed push); null removes. */
  settings?: Record<string, JSONValue | null>;
}
