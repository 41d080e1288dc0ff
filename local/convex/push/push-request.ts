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
  const request = (body ?? {}) as Partial<PushRequest>;
  const { appDefinition, componentDefinitions, nodeDependencies } = request;
  const isPush =
    isApp(appDefinition) &&
    isListOf(componentDefinitions, isComponent) &&
    Array.isArray(nodeDependencies);
  if (!isPush) {
    throw new RequestError(400, "BadPushRequest", "This is not a push of the Convex CLI 1.48.");
  }
  if (appDefinition.unchangedModuleHashes.length > 0) {
    throw new RequestError(
      400,
      "ModulesMissing",
      "The push leaves out modules that this server does not keep: run it with --push-all-modules.",
    );
  }
  return request as PushRequest;
}

function isApp(app: Partial<AppDefinition> | undefined): app is AppDefinition {
  return (
    isNullOrModule(app?.definition) &&
    isNullOrModule(app?.schema) &&
    isListOf(app?.dependencies ?? [], isText) &&
    isListOf(app?.changedModules, isModule) &&
    Array.isArray(app.unchangedModuleHashes)
  );
}

function isComponent(value: unknown): value is ComponentDefinition {
  const component = value as Partial<ComponentDefinition> | null;
  return (
    isText(component?.definitionPath) &&
    isModule(component.definition) &&
    isNullOrModule(component.schema) &&
    isListOf(component.dependencies, isText) &&
    isListOf(component.functions, isModule)
  );
}

function isNullOrModule(value: unknown): boolean {
  return value === null || isModule(value);
}

/** A path that leads out of the functions folder would be written there. */
function isModule(value: unknown): value is ModuleSource {
  const module = value as Partial<ModuleSource> | null | undefined;
  return (
    isText(module?.path) &&
    !module.path.split("/").includes("..") &&
    isText(module.source) &&
    (module.environment === "isolate" || module.environment === "node")
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}
