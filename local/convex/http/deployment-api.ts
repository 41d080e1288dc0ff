import type { JSONValue } from "convex/values";
import type { FunctionLogs } from "../admin/function-logs.ts";
import type { Authenticator } from "../auth.ts";
import type { Deployment } from "../deployment.ts";
import { RequestError } from "../errors.ts";
import type { FileStorage } from "../file-storage.ts";
import type { Deployer } from "../push/deployer.ts";
import type { Runtime } from "../runtime.ts";
import type { State } from "../state.ts";
import { decodeTimestamp, encodeTimestamp } from "../timestamps.ts";
import type { FunctionKind } from "../types.ts";
import { callerOf } from "./caller.ts";
import { FunctionApi } from "./function-api.ts";
import { jsonAnswer } from "./http-server.ts";
import type { Handle, HttpAnswer, HttpRequest } from "./http-server.ts";
import { downloadFile, uploadFile } from "./storage-api.ts";

export interface ApiContext {
  runtime: Runtime;
  state: State;
  deployer: Deployer;
  deployment: () => Deployment;
  auth: Authenticator;
  files: FileStorage;
  logs: FunctionLogs;
  hideErrors: boolean;
  url: () => string;
  siteUrl: () => string;
}

type Fields = Record<string, JSONValue | undefined>;
type Routes = Record<string, Handle>;

/** Everything below /api of the deployment's main port, except the sync protocol. */
export function deploymentApi(context: ApiContext): Handle {
  const routes: Routes = {
    ...functionRoutes(context),
    ...pushRoutes(context),
    ...adminRoutes(context),
  };
  return async (request) => {
    const path = request.url.pathname.replace(/^\/api\/\d[\w.-]*\//, "/api/");
    const handle = routes[`${request.method} ${path}`];
    if (handle !== undefined) return await handle(request);
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (isRead && path.startsWith("/api/storage/"))
      return await downloadFile(request, context.files);
    throw new RequestError(
      404,
      "NotFound",
      `This server does not answer ${request.method} ${request.url.pathname}.`,
    );
  };
}

function functionRoutes(context: ApiContext): Routes {
  const { auth, files, runtime, state } = context;
  const api = new FunctionApi(context);
  const call =
    (kind: FunctionKind | null): Handle =>
    async (request) => {
      const caller = await callerOf(request.raw, auth);
      if (kind === null) requireAdmin(caller.isAdmin);
      return await api.call(await request.json(), kind, caller);
    };
  return {
    "GET /": () => Promise.resolve(text("This Convex deployment is running.\n")),
    "GET /version": () => Promise.resolve(text("local")),
    "GET /instance_name": () => Promise.resolve(text("local")),
    "POST /api/query": call("query"),
    "POST /api/mutation": call("mutation"),
    "POST /api/action": call("action"),
    "POST /api/function": call(null),
    "POST /api/query_ts": () =>
      Promise.resolve(jsonAnswer({ ts: encodeTimestamp(state.timestamps.last) })),
    "POST /api/query_at_ts": async (request) => {
      const caller = await callerOf(request.raw, auth);
      const body = await request.json();
      const ts = requiredTimestamp(body);
      return await api.query(body, caller, (query) => runtime.queryAt(ts, query));
    },
    "POST /api/storage/upload": (request) => uploadFile(request, { files, runtime }),
  };
}

function pushRoutes(context: ApiContext): Routes {
  const { deployer } = context;
  const push = admin(context);
  return {
    "POST /api/get_config_hashes": push(() => ({
      config: { functions: "convex/" },
      moduleHashes: [],
      nodeDependencies: [],
      udfServerVersion: null,
    })),
    "POST /api/deploy2/start_push": push((body) => deployer.start(body as JSONValue)),
    "POST /api/deploy2/evaluate_push": push(async (body) => {
      const { schemaChange } = await deployer.evaluate(body as JSONValue);
      return { schemaChange };
    }),
    "POST /api/deploy2/evaluate_schema": push(() => ({
      componentSchemaEvaluations: {},
      newComponentDefinitions: [],
    })),
    "POST /api/deploy2/wait_for_schema": push((body) => {
      const conflict = deployer.check(pushIdOf(body.schemaChange));
      return conflict === null ? { type: "complete" } : { type: "failed", ...conflict };
    }),
    "POST /api/deploy2/finish_push": push((body) => {
      const { schemaChange } = (body.startPush ?? {}) as Fields;
      return deployer.finish(pushIdOf(schemaChange), { dryRun: body.dryRun === true });
    }),
    "POST /api/deploy2/report_push_completed": push(() => ({})),
  };
}

function adminRoutes(context: ApiContext): Routes {
  const { deployer, logs, url, siteUrl } = context;
  const asAdmin = admin(context);
  return {
    "POST /api/update_environment_variables": asAdmin(async (body) => {
      await deployer.updateEnvironment(environmentChanges(body));
      return {};
    }),
    "GET /api/v1/get_canonical_urls": asAdmin(() => ({
      convexCloudUrl: url(),
      convexSiteUrl: siteUrl(),
    })),
    "GET /api/stream_function_logs": asAdmin((_body, request) =>
      logs.after(Number(request.url.searchParams.get("cursor") ?? 0)),
    ),
  };
}

type AdminWork = (body: Fields, request: HttpRequest) => unknown;

/** The CLI shows its key in the header, and in the body of older endpoints. */
function admin({ auth }: ApiContext): (work: AdminWork) => Handle {
  return (work) => async (request) => {
    const caller = await callerOf(request.raw, auth);
    const isRead = request.method === "GET";
    const body = isRead ? {} : await request.json();
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
      throw new RequestError(400, "BadJsonBody", "The body of the request must be an object.");
    }
    const isAdmin = caller.isAdmin || hasAdminKey(body, auth);
    requireAdmin(isAdmin);
    return jsonAnswer(await work(body, request));
  };
}

function hasAdminKey({ adminKey }: Fields, auth: Authenticator): boolean {
  if (typeof adminKey !== "string") return false;
  auth.requireAdmin(adminKey);
  return true;
}

function requireAdmin(isAdmin: boolean): void {
  if (isAdmin) return;
  throw new RequestError(401, "AdminKeyMissing", "This needs the admin key of the server.");
}

function pushIdOf(schemaChange: JSONValue | undefined): string {
  const { schemaIds } = (schemaChange ?? {}) as { schemaIds?: { push?: unknown } };
  if (typeof schemaIds?.push === "string") return schemaIds.push;
  throw new RequestError(400, "BadPushRequest", "The body does not name the push it is about.");
}

function environmentChanges(body: Fields): { name: string; value: string | null }[] {
  const changes = Array.isArray(body.changes) ? body.changes : [];
  return changes.map((change) => {
    const { name, value = null } = (change ?? {}) as Fields;
    const isValid =
      typeof name === "string" &&
      /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) &&
      (value === null || typeof value === "string");
    if (isValid) return { name, value };
    throw new RequestError(
      400,
      "EnvVarNameInvalid",
      `${JSON.stringify(name)} is not a name for an environment variable: letters, digits and _ only, no digit first.`,
    );
  });
}

function requiredTimestamp(body: JSONValue): bigint {
  const { ts } = (body ?? {}) as Fields;
  const decoded = typeof ts === "string" ? decodeTimestamp(ts) : null;
  if (decoded !== null) return decoded;
  throw new RequestError(400, "BadTimestamp", "`ts` must be a timestamp from /api/query_ts.");
}

function text(body: string): HttpAnswer {
  return { status: 200, headers: { "content-type": "text/plain" }, body };
}
