import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { JSONValue } from "convex/values";
import { Deployment } from "../deployment.ts";
import { deploymentProcess } from "../deployment-process.ts";
import { describeError, RequestError } from "../errors.ts";
import { httpDispatcher, HTTP_MODULE } from "../http/http-dispatch.ts";
import type { Log } from "../log.ts";
import type { Runtime } from "../runtime.ts";
import type { State } from "../state.ts";
import type { Store } from "../store.ts";
import type { ModuleLoader } from "../test-instance.ts";
import type { Transactions } from "../transactions.ts";
import { buildDeployment } from "./build-deployment.ts";
import type { Build } from "./build-deployment.ts";
import { indexDiffs } from "./index-diff.ts";
import { parsePushRequest } from "./push-request.ts";
import type { PushRequest } from "./push-request.ts";
import { startPushResponse } from "./push-response.ts";
import { findSchemaConflict } from "./schema-check.ts";
import type { SchemaConflict } from "./schema-check.ts";

/** Names under which the server keeps its own settings. */
const SETTING = { push: "push", environment: "environment" };

export interface DeployerOptions {
  state: State;
  transactions: Transactions;
  runtime: Runtime;
  store: () => Store;
  log: Log;
  modulesRoot: string;
  /** CONVEX_CLOUD_URL and CONVEX_SITE_URL. */
  platformEnv: () => Record<string, string>;
}

interface Candidate {
  build: Build;
  request: PushRequest;
}

/** Builds what is pushed, checks it against the data, and puts it in place. */
export class Deployer {
  readonly #options: DeployerOptions;
  readonly #candidates = new Map<string, Candidate>();
  readonly #listeners: ((deployment: Deployment) => Promise<void> | void)[] = [];
  #current = Deployment.EMPTY;
  #request: PushRequest | null = null;
  #builds = 0;
  /** Numbers of the builds that were put in place last. */
  #lastTwoBuilds: number[] = [];

  constructor(options: DeployerOptions) {
    this.#options = options;
  }

  get current(): Deployment {
    return this.#current;
  }

  /** Called after each change of the deployed functions. */
  onDeploy(listener: (deployment: Deployment) => Promise<void> | void): void {
    this.#listeners.push(listener);
  }

  get environment(): Record<string, string> {
    return (this.#options.state.settings.get(SETTING.environment) ?? {}) as Record<string, string>;
  }

  /** What functions of this module see as `process`. */
  processOf(componentPath: string, udfPath: string): object {
    const mount = this.#current.mounts.get(componentPath);
    const isNode = mount?.nodeModules.has(udfPath.split(":")[0] ?? "") === true;
    return deploymentProcess(mount?.env ?? {}, isNode ? "node" : "isolate");
  }

  /** Brings back the functions of the last push. */
  async restore(): Promise<void> {
    const { modulesRoot, state, store, log } = this.#options;
    await rm(modulesRoot, { recursive: true, force: true });
    await mkdir(modulesRoot, { recursive: true });
    await writeFile(path.join(modulesRoot, "package.json"), '{ "type": "module" }');
    const pushId = state.settings.get(SETTING.push);
    if (typeof pushId !== "string") return;
    const bytes = await store().readBlob(blobKey(pushId));
    if (bytes === null) throw new Error(`The pushed functions ${pushId} are missing.`);
    const json = (await promisify(gunzip)(bytes)).toString();
    const request = parsePushRequest(JSON.parse(json) as JSONValue);
    try {
      const build = await this.#build(request, pushId);
      await this.#options.transactions.section(() => {
        this.#apply(build, request);
        return Promise.resolve();
      });
    } catch (error) {
      log(`The deployed functions cannot be loaded; push them again. ${describeError(error)}`);
      return;
    }
    await this.#announce();
  }

  /** Names of the bytes that belong to the deployed push. */
  blobKeys(): string[] {
    const pushId = this.#options.state.settings.get(SETTING.push);
    return typeof pushId === "string" ? [blobKey(pushId)] : [];
  }

  async start(body: JSONValue): Promise<Record<string, unknown>> {
    const request = parsePushRequest(body);
    const build = await this.#build(request, randomUUID());
    // A push that was started and never finished is forgotten with the next one.
    this.#candidates.clear();
    this.#candidates.set(build.deployment.pushId, { build, request });
    return startPushResponse(build, indexDiffs(this.#current, build.deployment));
  }

  /** What a push would change, without keeping it. */
  async evaluate(body: JSONValue): Promise<Record<string, unknown>> {
    const build = await this.#build(parsePushRequest(body), randomUUID());
    return startPushResponse(build, indexDiffs(this.#current, build.deployment));
  }

  check(pushId: string): SchemaConflict | null {
    return findSchemaConflict(this.#candidate(pushId).build.deployment, this.#options.state);
  }

  /** Puts a started push in place, durably; with `dryRun` only says what would change. */
  async finish(pushId: string, { dryRun }: { dryRun: boolean }): Promise<Record<string, unknown>> {
    const { build, request } = this.#candidate(pushId);
    const before = this.#current;
    if (!dryRun) {
      await this.#save(pushId, { build, request });
      await this.#announce();
    }
    return finishPushDiff(before, build.deployment);
  }

  async #save(pushId: string, { build, request }: Candidate): Promise<void> {
    const { store, transactions, state } = this.#options;
    const json = JSON.stringify({ ...request, adminKey: "" });
    await store().putBlob(blobKey(pushId), await promisify(gzip)(json));
    const previous = this.blobKeys();
    await transactions.section(async () => {
      const conflict = findSchemaConflict(build.deployment, state);
      if (conflict !== null) throw new RequestError(400, "SchemaConflict", conflict.error);
      await transactions.saveSettings({ [SETTING.push]: pushId });
      this.#apply(build, request);
    });
    this.#candidates.delete(pushId);
    for (const key of previous) await store().deleteBlob(key);
  }

  /** The modules are evaluated again, because they may have read a variable while they were. */
  async updateEnvironment(changes: { name: string; value: string | null }[]): Promise<void> {
    const environment = { ...this.environment };
    for (const { name, value } of changes) {
      if (value === null) Reflect.deleteProperty(environment, name);
      else environment[name] = value;
    }
    const request = this.#request;
    const build =
      request === null ? null : await this.#build(request, this.#current.pushId, environment);
    const { transactions } = this.#options;
    await transactions.section(async () => {
      await transactions.saveSettings({ [SETTING.environment]: environment });
      if (build !== null && request !== null) this.#apply(build, request);
    });
    await this.#announce();
  }

  async #build(
    request: PushRequest,
    pushId: string,
    environment = this.environment,
  ): Promise<Build> {
    const { runtime, modulesRoot, platformEnv } = this.#options;
    this.#builds += 1;
    if (request.nodeDependencies.length > 0) await linkPackages(modulesRoot);
    return await buildDeployment(request, pushId, {
      dir: path.join(modulesRoot, String(this.#builds)),
      env: { app: environment, platform: platformEnv() },
      evaluate: (process, work) => runtime.evaluate(process, work),
      hooks: runtime,
    });
  }

  /** To be called in a section: no transaction may run while its functions are exchanged. */
  #apply(build: Build, request: PushRequest): void {
    const { state, runtime } = this.#options;
    const { mounts } = build.deployment;
    for (const unused of state.componentPaths) {
      if (!mounts.has(unused)) state.mount(unused, { schema: null, modules: new Map() });
    }
    for (const mount of mounts.values()) {
      const modules = new Map<string, ModuleLoader>();
      for (const [name, exports] of mount.modules) {
        modules.set(name, () => Promise.resolve(exports));
      }
      modules.set(HTTP_MODULE, () => Promise.resolve({ default: httpDispatcher(runtime) }));
      state.mount(mount.componentPath, { schema: mount.schema, modules });
    }
    this.#current = build.deployment;
    this.#request = request;
    this.#lastTwoBuilds = [...this.#lastTwoBuilds.slice(-1), Number(path.basename(build.dir))];
  }

  /** Files of builds that were replaced; an action of the last one may still import from it. */
  async #removeOldBuilds(): Promise<void> {
    const oldest = Math.min(...this.#lastTwoBuilds);
    const isOld = (name: string) => /^\d+$/.test(name) && Number(name) < oldest;
    const names = await readdir(this.#options.modulesRoot);
    for (const name of names.filter(isOld)) {
      await rm(path.join(this.#options.modulesRoot, name), { recursive: true, force: true });
    }
  }

  async #announce(): Promise<void> {
    await this.#removeOldBuilds();
    for (const listener of this.#listeners) await listener(this.#current);
  }

  #candidate(pushId: string): Candidate {
    const candidate = this.#candidates.get(pushId);
    if (candidate !== undefined) return candidate;
    throw new RequestError(
      400,
      "RaceDetected",
      "Another push was started, or the server was restarted: push again.",
    );
  }
}

function blobKey(pushId: string): string {
  return `push:${pushId}`;
}

function finishPushDiff(before: Deployment, after: Deployment): Record<string, unknown> {
  const componentDiffs: Record<string, unknown> = {};
  const indexes = indexDiffs(before, after);
  for (const componentPath of Object.keys(indexes)) {
    componentDiffs[componentPath] = {
      diffType: {
        type: diffType(before.mounts.has(componentPath), after.mounts.has(componentPath)),
      },
      moduleDiff: { added: [], removed: [] },
      udfConfigDiff: null,
      cronDiff: { added: [], updated: [], deleted: [] },
      indexDiff: indexes[componentPath],
      schemaDiff: null,
    };
  }
  return { authDiff: { added: [], removed: [] }, definitionDiffs: {}, componentDiffs };
}

function diffType(wasThere: boolean, isThere: boolean): string {
  if (wasThere && isThere) return "modify";
  return isThere ? "create" : "unmount";
}

/** Packages that "use node" code leaves out of its bundle are those of the project the server was started in. */
async function linkPackages(modulesRoot: string): Promise<void> {
  const link = path.join(modulesRoot, "node_modules");
  const packages = path.resolve("node_modules");
  if (!existsSync(link) && existsSync(packages)) await symlink(packages, link, "dir");
}
