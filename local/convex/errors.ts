import { convexToJson } from "convex/values";
import type { JSONValue, Value } from "convex/values";
import { StoreError } from "./store-error.ts";

/** A request that is refused before any function runs: an HTTP status, a code and a sentence. */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A function that failed, as its caller may see it. */
export class FunctionFailure extends Error {
  readonly errorData: JSONValue | undefined;
  readonly logLines: string[];

  constructor(
    message: string,
    { errorData, logLines }: { errorData: JSONValue | undefined; logLines: string[] },
  ) {
    super(message);
    this.errorData = errorData;
    this.logLines = logLines;
  }
}

/** What went wrong before or around the developer's code; shown without "Uncaught". */
export class ServerError extends Error {}

/**
 * The message that clients know from Convex: "[Request ID: x] Server Error", then the error itself unless this
 * deployment hides it, as production does.
 */
export function describeFailure(
  error: unknown,
  { requestId, hideErrors }: { requestId: string; hideErrors: boolean },
): { message: string; errorData: JSONValue | undefined } {
  const headline = `[Request ID: ${requestId}] Server Error`;
  // That the disk is full is no secret of the developer's code, and the caller can do something about it.
  const isHidden = hideErrors && !(error instanceof StoreError);
  const message = isHidden ? headline : `${headline}\n${describeError(error)}`;
  return { message, errorData: errorDataOf(error) };
}

/** One line on what was thrown. */
export function describeError(error: unknown): string {
  if (error instanceof ServerError || error instanceof StoreError) return error.message;
  if (isConvexError(error)) return `Uncaught ConvexError: ${convexErrorText(error.data)}`;
  if (error instanceof Error) return `Uncaught ${error.name}: ${error.message}`;
  return `Uncaught ${typeof error === "string" ? error : JSON.stringify(error)}`;
}

/** The lines of a stack that lie in the deployed functions, with paths as the developer knows them. */
export function functionFrames(error: unknown, modulesRoot: string): string {
  if (!(error instanceof Error) || error.stack === undefined) return "";
  const frames = error.stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line) && line.includes(modulesRoot))
    .map((line) => `\n${line.replace(/(file:\/\/)?[^\s()]*\/modules\/\d+\//, "")}`);
  return frames.join("");
}

/** A ConvexError of any copy of the convex package: each bundle brings its own class. */
export function isConvexError(error: unknown): error is { data: Value } {
  return typeof error === "object" && error !== null && Symbol.for("ConvexError") in error;
}

function errorDataOf(error: unknown): JSONValue | undefined {
  return isConvexError(error) ? convexToJson(error.data) : undefined;
}

function convexErrorText(data: Value): string {
  return typeof data === "string" ? data : JSON.stringify(convexToJson(data));
}
