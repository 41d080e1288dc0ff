import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { JSONValue } from "convex/values";
import { FunctionLogs } from "./admin/function-logs.ts";
import { Authenticator } from "./auth.ts";
import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { Crons, CRONS } from "./crons.ts";
import type { FileSystem } from "./durable-files.ts";
import { FileStorage, FILES } from "./file-storage.ts";
import { startClean } from "./gate.ts";
import { deploymentApi } from "./http/deployment-api.ts";
import { answerWithHttpAction } from "./http/http-actions.ts";
import { createHttpServer, withCors } from "./http/http-server.ts";
import type { Handle } from "./http/http-server.ts";
import type { Log } from "./log.ts";
import { Deployer } from "./push/deployer.ts";
import { Runtime } from "./runtime.ts";
import { Scheduler, JOBS } from "./scheduler.ts";
import { schedulerHost } from "./scheduler-host.ts";
import { State } from "./state.ts";
import { openStore } from "./store.ts";
import type { Store } from "./store.ts";
import { LiveQueries } from "./sync/live-query.ts";
import { SyncServer } from "./sync/sync-server.ts";
import { installSyscalls } from "./syscalls.ts";
import { Timestamps } from "./timestamps.ts";
import type { CommitRecord } from "./types.ts";

export interface ConvexOptions {
  /** Everything the server keeps. Two servers never share one. */
  dataDir: string;
  /** Port of the API and of the clients; 0 takes any free one. */
  port?: number;
  /** Port of the HTTP actions; 0 takes any free one. */
  sitePort?: number;
  /** By default a random one. */
  adminKey?: string;
  /** Shows clients only "Server Error", as production does. */
  hideErrors?: boolean;
  log?: Log;
  clock?: Clock;
  files?: FileSystem;
}

export interface RunningConvex {
  url: string;
  siteUrl: string;
  adminKey: string;
  /** Ends all connections and closes the data folder. */
  stop: () => Promise<void>;
}

const HOST = "127.0.0.1";
const DEFAULT_PORT = 3210;

/**
 * Starts a Convex deployment in this process.
 *
 * @throws StoreError when the data folder cannot be used, Error with code EADDRINUSE when a port is taken
 */
export async function startConvex(options: ConvexOptions): Promise<RunningConvex> {
  return await startClean(() => start(options));
}

async function start(options: ConvexOptions): Promise<RunningConvex> {
  const adminKey = options.adminKey ?? `local|${randomBytes(24).toString("hex")}`;
  const { port = DEFAULT_PORT, sitePort = port === 0 ? 0 : port + 1 } = options;
  const server = new ConvexServer({ ...options, adminKey });
  await server.load();
  try {
    await server.listen(port, sitePort);
    await server.run();
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.url, siteUrl: server.siteUrl, adminKey, stop: () => server.stop() };
}

/** Puts the parts together: they know each other only through what is handed to them here. */
class ConvexServer {
  url = "";
  siteUrl = "";
  readonly #options: ConvexOptions & { adminKey: string };
  readonly #log: Log;
  readonly #state: State;
  readonly #runtime: Runtime;
  readonly #deployer: Deployer;
  readonly #files: FileStorage;
  readonly #auth: Authenticator;
  readonly #scheduler: Scheduler;
  readonly #crons: Crons;
  readonly #sync: SyncServer;
  readonly #logs: FunctionLogs;
  readonly #api: Server;
  readonly #site: Server;
  #store: Store | null = null;
  #becomeReady: () => void = () => undefined;
  /** A client that comes back early must wait for the functions, not hear that they do not exist. */
  readonly #ready = new Promise<void>((resolve) => {
    this.#becomeReady = resolve;
  });

  constructor(options: ConvexOptions & { adminKey: string }) {
    const { adminKey, hideErrors = false, clock = systemClock } = options;
    // The log of whoever starts the server, taken before functions get consoles of their own.
    const terminal = globalThis.console;
    this.#options = options;
    this.#log =
      options.log ??
      ((line) => {
        terminal.log(line);
      });
    const log = this.#log;
    const now = () => clock.now();
    const store = () => this.#openStore();
    const modulesRoot = path.resolve(options.dataDir, "modules");
    this.#state = new State(new Timestamps(now), (componentPath, changes) => {
      this.#runtime.collect(componentPath, changes);
    });
    const state = this.#state;
    this.#runtime = new Runtime({
      state,
      hideErrors,
      log,
      now,
      modulesRoot,
      processOf: (componentPath, udfPath) => this.#deployer.processOf(componentPath, udfPath),
    });
    const runtime = this.#runtime;
    const platformEnv = () => ({ CONVEX_CLOUD_URL: this.url, CONVEX_SITE_URL: this.siteUrl });
    this.#deployer = new Deployer({ state, runtime, store, log, modulesRoot, platformEnv });
    const deployer = this.#deployer;
    const deployment = () => deployer.current;
    const url = () => this.url;
    const siteUrl = () => this.siteUrl;
    this.#files = new FileStorage({ state, store, url, secret: adminKey, now });
    const files = this.#files;
    this.#auth = new Authenticator(adminKey, () => deployment().authProviders);
    const auth = this.#auth;
    installSyscalls({
      state,
      runtime,
      files,
      now,
      requireSchedulable: (target) => {
        deployment().requireSchedulable(target);
      },
    });
    const host = schedulerHost({ state, runtime, deployment, log });
    this.#scheduler = new Scheduler({ host, clock });
    this.#crons = new Crons({ host, clock });
    const system = { state, deployer, url, siteUrl };
    const queries = new LiveQueries({ runtime, deployment, system, hideErrors });
    this.#sync = new SyncServer({
      runtime,
      state,
      queries,
      auth,
      deployment,
      hideErrors,
      log,
      now,
    });
    this.#logs = new FunctionLogs(now());
    const logs = this.#logs;
    const api = deploymentApi({ ...system, runtime, deployment, auth, files, logs, hideErrors });
    this.#api = createHttpServer(this.#whenReady(withCors(api)), log);
    const site: Handle = (request) =>
      answerWithHttpAction(request, { runtime, deployment: deployment(), auth });
    this.#site = createHttpServer(this.#whenReady(site), log);
    this.#connect();
  }

  #whenReady(handle: Handle): Handle {
    return async (request) => {
      await this.#ready;
      return await handle(request);
    };
  }

  /** Who hears of commits, calls and pushes. */
  #connect(): void {
    this.#sync.listen(this.#api, this.#ready);
    this.#runtime.onCall((call) => {
      this.#logs.add(call);
    });
    this.#runtime.onCommit(({ changes }) => {
      for (const [componentPath, documents] of changes) {
        this.#scheduler.changed(componentPath, documents);
        const removed = documents.filter(({ table, after }) => table === FILES && after === null);
        const ids = removed.map(({ id }) => id);
        this.#files.removeBytes(componentPath, ids).catch((error: unknown) => {
          this.#log(
            `[storage] The bytes of deleted files stay until the next start: ${String(error)}`,
          );
        });
      }
    });
    this.#deployer.onDeploy(async ({ mounts }) => {
      this.#sync.refreshAll();
      for (const componentPath of this.#state.componentPaths) {
        await this.#crons.sync(componentPath, mounts.get(componentPath)?.crons ?? {});
      }
    });
  }

  /** Reads the data folder. */
  async load(): Promise<void> {
    const { dataDir, files } = this.#options;
    const store = await openStore({
      dir: dataDir,
      apply: (record: JSONValue) => {
        this.#state.apply(record as unknown as CommitRecord);
      },
      snapshot: () => this.#runtime.snapshot(),
      log: this.#log,
      ...(files === undefined ? {} : { files }),
    });
    this.#store = store;
    this.#runtime.attach(store);
    await store.sweepBlobs(new Set([...this.#files.blobKeys(), ...this.#deployer.blobKeys()]));
  }

  async listen(port: number, sitePort: number): Promise<void> {
    this.url = await listenOn(this.#api, port);
    this.siteUrl = await listenOn(this.#site, sitePort);
  }

  /** Brings the functions back and lets time run. */
  async run(): Promise<void> {
    this.#crons.start(this.#rows(CRONS));
    await this.#deployer.restore();
    await this.#scheduler.start(this.#rows(JOBS));
    this.#becomeReady();
  }

  async stop(): Promise<void> {
    this.#crons.stop();
    await this.#scheduler.stop();
    this.#sync.close();
    this.#logs.close();
    await Promise.all([closed(this.#api), closed(this.#site)]);
    await this.#store?.close();
  }

  #rows(table: string) {
    return [...this.#state.componentPaths].flatMap((componentPath) =>
      [...this.#state.documents(componentPath).table(table)].map((doc) => ({ componentPath, doc })),
    );
  }

  #openStore(): Store {
    if (this.#store === null) throw new Error("The data folder is not open.");
    return this.#store;
  }
}

async function listenOn(server: Server, port: number): Promise<string> {
  server.listen(port, HOST);
  await once(server, "listening");
  return `http://${HOST}:${(server.address() as AddressInfo).port}`;
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  const ended = once(server, "close");
  server.close();
  server.closeAllConnections();
  await ended;
}
