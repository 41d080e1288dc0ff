import type { JSONValue } from "convex/values";
import { RequestError } from "../errors.ts";

export interface ModuleSource {
  /** Relative to the functions folder, "messages.js". */
  path: string;
  source: string;
  sourceMap?: string;
  environment: "isolate" | "node";
}

export interface AppDefinition {
  definition: ModuleSource | null;
  /** Definition paths of the components it uses. */
  dependencies: string[];
  schema: ModuleSource | null;
  changedModules: ModuleSource[];
  unchangedModuleHashes: unknown[];
  udfServerVersion: string;
}

export interface ComponentDefinition {
  /** The folder of the component's convex.config, relative to the app's. */
  definitionPath: string;
  definition: ModuleSource;
  dependencies: string[];
  schema: ModuleSource | null;
  functions: ModuleSource[];
  udfServerVersion: string;
}

/** What `convex deploy` sends: every bundle of the app and of its components. */
export interface PushRequest {
  adminKey: string;
  dryRun: boolean;
  appDefinition: AppDefinition;
  componentDefinitions: ComponentDefinition[];
  nodeDependencies: { name: string; version: string }[];
}

/** @throws RequestError when it is not a push of a CLI that this server understands */
export function parsePushRequest(body: JSONValue): PushRequest {
  const request = body as unknown as Partial<PushRequest> | null;
  const app = request?.appDefinition;
  const isPush =
    Array.isArray(app?.changedModules) &&
    app.changedModules.every(isModule) &&
    Array.isArray(request?.componentDefinitions) &&
    request.componentDefinitions.every((component) => component.functions.every(isModule));
  if (!isPush) {
    throw new RequestError(400, "BadPushRequest", "This is not a push of the Convex CLI 1.48.");
  }
  if (app.unchangedModuleHashes.length > 0) {
    throw new RequestError(
      400,
      "ModulesMissing",
      "The push leaves out modules that this server does not keep: run it with --push-all-modules.",
    );
  }
  return request as PushRequest;
}

function isModule(module: Partial<ModuleSource>): boolean {
  return (
    typeof module.path === "string" &&
    typeof module.source === "string" &&
    !module.path.split("/").includes("..")
  );
}
