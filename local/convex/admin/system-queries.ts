import { convexToJson } from "convex/values";
import type { JSONValue, Value } from "convex/values";
import { ServerError } from "../errors.ts";
import type { Deployer } from "../push/deployer.ts";
import { analyzedSchema } from "../push/component-schema.ts";
import type { State } from "../state.ts";
import type { ComponentPath } from "../types.ts";

export interface SystemContext {
  state: State;
  deployer: Deployer;
  url: () => string;
  siteUrl: () => string;
}

interface SystemCall {
  componentPath: ComponentPath;
  args: Record<string, JSONValue | undefined>;
}

type SystemQuery = (call: SystemCall, context: SystemContext) => JSONValue;

/** The queries by which the CLI looks into a deployment. */
const SYSTEM_QUERIES: Record<string, SystemQuery> = {
  "_system/cli/queryEnvironmentVariables": (_call, { deployer }) => environment(deployer),
  "_system/cli/queryEnvironmentVariables:get": ({ args }, { deployer }) =>
    environment(deployer).find(({ name }) => name === args.name) ?? null,
  "_system/cli/tables": (call, context) =>
    pageOf(
      tableNames(call.componentPath, context).map((name) => ({ name })),
      call.args,
    ),
  "_system/cli/tableData": (call, context) => pageOf(tableData(call, context), call.args),
  "_system/cli/queryTable": (call, context) => tableData(call, context),
  "_system/cli/modules": (call, context) => apiSpec(call.componentPath, context),
  "_system/cli/modules:apiSpec": (call, context) => apiSpec(call.componentPath, context),
  "_system/cli/convexUrl:cloudUrl": (_call, { url }) => url(),
  "_system/cli/convexUrl:siteUrl": (_call, { siteUrl }) => siteUrl(),
  "_system/cli/tableSize": (call, context) => tableSize(call, context),
  "_system/frontend/components:list": (_call, context) => components(context),
  "_system/frontend/getSchemas": ({ componentPath }, context) => schemas(componentPath, context),
};

export function isSystemQuery(udfPath: string): boolean {
  return udfPath.startsWith("_system/");
}

/** @throws ServerError for a system query that this server does not have */
export function runSystemQuery(
  udfPath: string,
  call: SystemCall,
  context: SystemContext,
): JSONValue {
  const query = SYSTEM_QUERIES[udfPath] ?? SYSTEM_QUERIES[udfPath.replace(/:default$/, "")];
  if (query === undefined) {
    throw new ServerError(`The embedded Convex server has no system query '${udfPath}'.`);
  }
  return query(call, context);
}

function environment(deployer: Deployer): { name: string; value: string }[] {
  return Object.entries(deployer.environment)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
}

function tableNames(componentPath: ComponentPath, { state, deployer }: SystemContext): string[] {
  const schema = deployer.current.mounts.get(componentPath)?.schema ?? null;
  const declared = (analyzedSchema(schema)?.tables ?? []).map(({ tableName }) => tableName);
  const stored = [...state.documents(componentPath).tables()];
  return [...new Set([...declared, ...stored])].filter((name) => !name.startsWith("_")).sort();
}

function tableData({ componentPath, args }: SystemCall, { state }: SystemContext): JSONValue[] {
  const table = args.table ?? args.tableName;
  if (typeof table !== "string") throw new ServerError("Which table? `table` is missing.");
  const direction = args.order === "asc" ? 1 : -1;
  return [...state.documents(componentPath).table(table)]
    .sort((a, b) => direction * (a._creationTime - b._creationTime))
    .map((doc) => convexToJson(doc as Value));
}

function tableSize(call: SystemCall, context: SystemContext): number {
  return tableData(call, context).length;
}

/** Pages by position: what the CLI shows is a moment, not a subscription. */
function pageOf(rows: JSONValue[], args: SystemCall["args"]): JSONValue {
  const options = (args.paginationOpts ?? {}) as { cursor?: string | null; numItems?: number };
  const start = Number(options.cursor ?? 0);
  const end = start + (options.numItems ?? rows.length);
  const page = rows.slice(start, end);
  return { page, isDone: end >= rows.length, continueCursor: String(end) };
}

function apiSpec(componentPath: ComponentPath, { deployer }: SystemContext): JSONValue {
  const mount = deployer.current.mounts.get(componentPath);
  if (mount === undefined) return [];
  const functions = [...mount.functions].map(([udfPath, { kind, isPublic, args, returns }]) => {
    const [modulePath = "", name = ""] = udfPath.split(":");
    return {
      functionType: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
      identifier: `${modulePath}.js:${name}`,
      visibility: { kind: isPublic ? "public" : "internal" },
      args,
      returns: returns ?? { type: "any" },
    };
  });
  const routes = (mount.router?.getRoutes() ?? []).map(([path, method]) => ({
    functionType: "HttpAction",
    path,
    method,
  }));
  return [...functions, ...routes] as JSONValue[];
}

function components({ deployer }: SystemContext): JSONValue {
  return [...deployer.current.mounts.values()]
    .filter(({ componentPath }) => componentPath !== "")
    .map(({ componentPath }) => ({
      id: componentPath,
      name: componentPath.split("/").pop() ?? "",
      path: componentPath,
      args: {},
      state: "active",
    }));
}

function schemas(componentPath: ComponentPath, { deployer }: SystemContext): JSONValue {
  const schema = deployer.current.mounts.get(componentPath)?.schema ?? null;
  return { active: schema === null ? null : schema.export(), inProgress: null };
}
