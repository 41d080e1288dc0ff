import type { JSONValue } from "convex/values";
import type { AuthProvider } from "../auth-provider.ts";
import { readAuthProviders } from "../auth-provider.ts";
import { validateCrons } from "../crons.ts";
import type { CronSpec } from "../crons.ts";
import { Deployment } from "../deployment.ts";
import type { DeployedFunction, Mount } from "../deployment.ts";
import { deploymentProcess } from "../deployment-process.ts";
import { describeError, RequestError } from "../errors.ts";
import { requireUsableSchema } from "../test-instance.ts";
import { wrapFunction } from "../wrap-function.ts";
import type { FunctionHooks, RegisteredFunction } from "../wrap-function.ts";
import { analyzeModule, cronSpecs, functionsOf, httpRouterOf } from "./analyze-module.ts";
import type { AnalyzedModule } from "./analyze-module.ts";
import { schemaOf } from "./component-schema.ts";
import type { ComponentSchema } from "./component-schema.ts";
import { analyzeDefinitions, mountPoints } from "./definitions.ts";
import type { DefinitionAnalysis, MountPoint } from "./definitions.ts";
import { ModuleFolder } from "./module-folder.ts";
import type { ModuleSource, PushRequest } from "./push-request.ts";

export interface BuildContext {
  /** Where the bundles of this build are written. */
  dir: string;
  env: { app: Record<string, string>; platform: Record<string, string> };
  /** Runs `work` with that `process` as the global one. */
  evaluate<T>(process: object, work: () => Promise<T>): Promise<T>;
  hooks: FunctionHooks;
}

export interface Build {
  /** Where its files are. */
  dir: string;
  deployment: Deployment;
  definitions: Map<string, DefinitionAnalysis>;
  points: MountPoint[];
  /** By definition path. */
  modules: Map<string, Record<string, AnalyzedModule>>;
}

interface Code {
  modules: ModuleSource[];
  schema: ModuleSource | null;
}

const AUTH_CONFIG = "auth.config.js";

/**
 * Evaluates all that was pushed.
 *
 * @throws RequestError with what a real deployment would refuse
 */
export async function buildDeployment(
  request: PushRequest,
  pushId: string,
  context: BuildContext,
): Promise<Build> {
  const inIsolate: <T>(env: Record<string, string>, work: () => Promise<T>) => Promise<T> = (
    env,
    work,
  ) => context.evaluate(deploymentProcess(env, "isolate"), work);
  const definitions = await analyzeDefinitions(request, `${context.dir}/definitions`, inIsolate);
  const points = mountPoints(definitions, context.env);
  const code = codeByDefinition(request);
  const modules: Build["modules"] = new Map();
  const mounts: Mount[] = [];
  for (const [index, point] of points.entries()) {
    const dir = `${context.dir}/${index}`;
    const definition = definitions.get(point.definitionPath);
    const own = code.get(point.definitionPath) ?? { modules: [], schema: null };
    const { mount, analyzed } = await buildMount(point, own, { ...context, dir });
    mount.httpMounts = httpMounts(definition, point);
    mounts.push(mount);
    if (!modules.has(point.definitionPath)) modules.set(point.definitionPath, analyzed);
  }
  const authProviders = await evaluateAuthConfig(request, context);
  const deployment = new Deployment({ pushId, mounts, authProviders });
  return { dir: context.dir, deployment, definitions, points, modules };
}

function codeByDefinition(request: PushRequest): Map<string, Code> {
  const { changedModules, schema } = request.appDefinition;
  const app = changedModules.filter(({ path }) => path !== AUTH_CONFIG);
  const code = new Map<string, Code>([["", { modules: app, schema }]]);
  for (const component of request.componentDefinitions) {
    code.set(component.definitionPath, {
      modules: component.functions,
      schema: component.schema,
    });
  }
  return code;
}

async function buildMount(
  point: MountPoint,
  code: Code,
  context: BuildContext,
): Promise<{ mount: Mount; analyzed: Record<string, AnalyzedModule> }> {
  const bundles = code.schema === null ? code.modules : [...code.modules, code.schema];
  const folder = await ModuleFolder.write(context.dir, bundles);
  const load = async (module: ModuleSource) => {
    const process = deploymentProcess(point.env, module.environment);
    return await refusingErrors(module.path, () =>
      context.evaluate(process, () => folder.import(module.path)),
    );
  };
  const mount = emptyMount(point);
  if (code.schema !== null) {
    const schema = schemaOf(await load(code.schema));
    await refusingErrors(code.schema.path, () => {
      requireUsableSchema(schema);
    });
    mount.schema = schema;
  }
  const analyzed: Record<string, AnalyzedModule> = {};
  for (const module of code.modules.filter(({ path }) => !path.startsWith("_deps/"))) {
    const exports = await load(module);
    const analysis = await refusingErrors(module.path, () => analyzeModule(module, exports));
    analyzed[module.path] = analysis;
    await refusingErrors(module.path, () => {
      addModule(mount, module, { exports, analysis });
    });
  }
  wrapFunctions(mount, context.hooks);
  return { mount, analyzed };
}

function emptyMount({ componentPath, definitionPath, env }: MountPoint): Mount {
  return {
    componentPath,
    definitionPath,
    env,
    modules: new Map(),
    nodeModules: new Set(),
    functions: new Map(),
    schema: null as ComponentSchema | null,
    router: null,
    httpMounts: [],
    crons: {},
  };
}

function addModule(
  mount: Mount,
  { path, environment }: ModuleSource,
  { exports, analysis }: { exports: Record<string, unknown>; analysis: AnalyzedModule },
): void {
  const name = path.replace(/\.js$/, "");
  mount.modules.set(name, exports);
  if (environment === "node") mount.nodeModules.add(name);
  for (const fn of analysis.functions) {
    const kind = fn.udfType.toLowerCase() as DeployedFunction["kind"];
    const isPublic = fn.visibility?.kind === "public";
    const args = JSON.parse(fn.args) as JSONValue;
    const returns = JSON.parse(fn.returns) as JSONValue;
    mount.functions.set(`${name}:${fn.name}`, { kind, isPublic, args, returns });
  }
  if (path === "http.js") mount.router = httpRouterOf(exports);
  if (path === "crons.js") {
    mount.crons = cronSpecs(exports) as Record<string, CronSpec>;
    validateCrons(mount.crons);
  }
}

/** A function that two modules export is one function, and gets its first name. */
function wrapFunctions(mount: Mount, hooks: FunctionHooks): void {
  const wrapped = new Set<RegisteredFunction>();
  for (const [modulePath, exports] of mount.modules) {
    for (const [name, fn] of functionsOf(exports)) {
      if (wrapped.has(fn)) continue;
      wrapped.add(fn);
      const udfPath = `${modulePath}:${name}`;
      wrapFunction(fn, { componentPath: mount.componentPath, udfPath }, hooks);
    }
  }
}

function httpMounts(definition: DefinitionAnalysis | undefined, point: MountPoint) {
  return Object.entries(definition?.httpMounts ?? {}).map(([prefix, reference]) => {
    const child = reference.split("/").pop() ?? "";
    return { prefix, componentPath: point.children[child] ?? child };
  });
}

async function evaluateAuthConfig(
  request: PushRequest,
  context: BuildContext,
): Promise<AuthProvider[]> {
  const config = request.appDefinition.changedModules.find(({ path }) => path === AUTH_CONFIG);
  if (config === undefined) return [];
  const missing: string[] = [];
  const env = new Proxy(
    { ...context.env.platform, ...context.env.app },
    {
      get: (target, name) => {
        const value = typeof name === "string" ? target[name] : undefined;
        if (value === undefined && typeof name === "string") missing.push(name);
        return value;
      },
    },
  );
  const folder = await ModuleFolder.write(`${context.dir}/auth`, [config]);
  const exports = await refusingErrors(AUTH_CONFIG, () =>
    context.evaluate({ env }, () => folder.import(AUTH_CONFIG)),
  );
  const providers = readAuthProviders(exports.default);
  if (Array.isArray(providers)) return providers;
  const [name] = missing;
  if (name === undefined) throw new RequestError(400, "InvalidAuthConfig", providers.wrong);
  throw new RequestError(
    400,
    "AuthConfigMissingEnvironmentVariable",
    `Environment variable ${name} is used in auth config file but its value was not set.`,
  );
}

async function refusingErrors<T>(modulePath: string, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw new RequestError(
      400,
      "InvalidModules",
      `Loading the pushed modules encountered the following error:\nFailed to analyze ${modulePath}: ${describeError(error)}`,
    );
  }
}
