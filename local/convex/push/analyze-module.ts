import { RequestError } from "../errors.ts";
import { isRegisteredFunction, kindOfFunction } from "../wrap-function.ts";
import type { RegisteredFunction } from "../wrap-function.ts";
import type { ModuleSource } from "./push-request.ts";

export interface AnalyzedFunction {
  name: string;
  pos: null;
  udfType: "Query" | "Mutation" | "Action";
  visibility: { kind: "public" | "internal" } | null;
  /** Validators as JSON text. */
  args: string;
  returns: string;
}

export interface AnalyzedModule {
  functions: AnalyzedFunction[];
  httpRoutes: { route: { path: string; method: string }; pos: null }[] | null;
  cronSpecs: [name: string, spec: unknown][] | null;
  sourceMapped: null;
}

/** What `httpRouter()` makes. */
export interface HttpRouter {
  isRouter: true;
  getRoutes(): [path: string, method: string, handler: unknown][];
  lookup(path: string, method: string): [handler: HttpHandler, method: string, path: string] | null;
}

export interface HttpHandler {
  _handler(ctx: Record<string, unknown>, request: globalThis.Request): Promise<Response>;
}

const UDF_TYPE = { query: "Query", mutation: "Mutation", action: "Action" } as const;

export function functionsOf(exports: Record<string, unknown>): [string, RegisteredFunction][] {
  return Object.entries(exports).filter((entry): entry is [string, RegisteredFunction] =>
    isRegisteredFunction(entry[1]),
  );
}

/** @throws RequestError for a module that a real deployment would refuse */
export function analyzeModule(
  { path, environment }: ModuleSource,
  exports: Record<string, unknown>,
): AnalyzedModule {
  const functions = functionsOf(exports).map(([name, fn]): AnalyzedFunction => {
    const kind = kindOfFunction(fn);
    if (environment === "node" && kind !== "action") {
      throw new RequestError(
        400,
        "InvalidModules",
        `\`${name}\` in ${path} is a ${kind}. Only actions can be defined in "use node" files.`,
      );
    }
    return {
      name,
      pos: null,
      udfType: UDF_TYPE[kind],
      visibility: visibilityOf(fn),
      args: fn.exportArgs(),
      returns: fn.exportReturns(),
    };
  });
  return {
    functions,
    httpRoutes: path === "http.js" ? httpRoutes(exports) : null,
    cronSpecs: path === "crons.js" ? Object.entries(cronSpecs(exports)) : null,
    sourceMapped: null,
  };
}

function visibilityOf(fn: RegisteredFunction): AnalyzedFunction["visibility"] {
  if (fn.isPublic === true) return { kind: "public" };
  return fn.isInternal === true ? { kind: "internal" } : null;
}

export function httpRouterOf(exports: Record<string, unknown>): HttpRouter {
  const router = exports.default as HttpRouter | undefined;
  if (router?.isRouter !== true) {
    throw new RequestError(
      400,
      "InvalidModules",
      "The default export of http must be httpRouter().",
    );
  }
  return router;
}

function httpRoutes(exports: Record<string, unknown>): AnalyzedModule["httpRoutes"] {
  return httpRouterOf(exports)
    .getRoutes()
    .map(([path, method]) => ({ route: { path, method }, pos: null }));
}

export function cronSpecs(exports: Record<string, unknown>): Record<string, unknown> {
  const crons = exports.default as { isCrons?: boolean; export?: () => string } | undefined;
  if (crons?.isCrons !== true || crons.export === undefined) {
    throw new RequestError(
      400,
      "InvalidModules",
      "The default export of crons must be cronJobs().",
    );
  }
  return JSON.parse(crons.export()) as Record<string, unknown>;
}
