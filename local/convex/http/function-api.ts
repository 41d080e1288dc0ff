import type { JSONValue } from "convex/values";
import type { Deployment } from "../deployment.ts";
import { describeFailure, FunctionFailure, RequestError } from "../errors.ts";
import { newRequest } from "../runtime.ts";
import type { Runtime } from "../runtime.ts";
import { NO_CALLER } from "../types.ts";
import type { Caller, CallResult, FunctionCall, FunctionKind } from "../types.ts";
import { jsonAnswer } from "./http-server.ts";
import type { HttpAnswer } from "./http-server.ts";

/** The status that says: the request was fine, the function failed. */
const FUNCTION_FAILED = 560;

export interface FunctionApiOptions {
  runtime: Runtime;
  deployment: () => Deployment;
  hideErrors: boolean;
}

/** Answers `POST /api/query`, `/api/mutation`, `/api/action`, and `/api/function` for any of them. */
export class FunctionApi {
  readonly #options: FunctionApiOptions;

  constructor(options: FunctionApiOptions) {
    this.#options = options;
  }

  /** @param kind null takes the function as what it is */
  async call(body: JSONValue, kind: FunctionKind | null, caller: Caller): Promise<HttpAnswer> {
    const call = readCall(body, caller);
    return await this.#answering(call, async () => {
      const resolved = this.#options.deployment().resolve(call.target, kind, caller);
      return await this.#run({ ...call, target: resolved.target }, resolved.kind);
    });
  }

  /** Also for queries that must see a moment of the past. */
  async query(body: JSONValue, caller: Caller, run: (call: FunctionCall) => Promise<CallResult>) {
    const call = readCall(body, caller);
    return await this.#answering(call, async () => {
      const { target } = this.#options.deployment().resolve(call.target, "query", caller);
      return await run({ ...call, target });
    });
  }

  async #run(call: FunctionCall, kind: FunctionKind): Promise<CallResult> {
    const { runtime } = this.#options;
    if (kind === "query") return await runtime.query(call);
    return kind === "mutation" ? await runtime.mutation(call) : await runtime.action(call);
  }

  async #answering(call: FunctionCall, run: () => Promise<CallResult>): Promise<HttpAnswer> {
    try {
      const { value, logLines } = await run();
      return jsonAnswer({ status: "success", value, logLines: this.#shown(logLines) });
    } catch (error) {
      const failure = failureOf(error, this.#options.hideErrors);
      const { message, errorData, logLines } = failure;
      const answer = { status: "error", errorMessage: message, errorData };
      return jsonAnswer({ ...answer, logLines: this.#shown(logLines) }, FUNCTION_FAILED);
    }
  }

  #shown(logLines: string[]): string[] {
    return this.#options.hideErrors ? [] : logLines;
  }
}

/** What a caller sees of an error before or in a function. A malformed request passes through. */
export function failureOf(error: unknown, hideErrors: boolean): FunctionFailure {
  if (error instanceof FunctionFailure) return error;
  if (error instanceof RequestError) throw error;
  const { id } = newRequest(NO_CALLER);
  const { message, errorData } = describeFailure(error, { requestId: id, hideErrors });
  return new FunctionFailure(message, { errorData, logLines: [] });
}

/** @throws RequestError when the body is not a function call */
function readCall(body: JSONValue, caller: Caller): FunctionCall {
  const { path, args, componentPath } = (body ?? {}) as Record<string, JSONValue | undefined>;
  if (typeof path !== "string") {
    throw new RequestError(
      400,
      "BadFunctionCall",
      "The body needs a `path`, such as 'messages:send'.",
    );
  }
  const given = Array.isArray(args) ? (args[0] ?? {}) : (args ?? {});
  if (typeof given !== "object" || Array.isArray(given)) {
    throw new RequestError(400, "BadFunctionCall", "The `args` of a function must be an object.");
  }
  const component = typeof componentPath === "string" ? componentPath : "";
  return { target: { componentPath: component, udfPath: path }, args: given, caller };
}
