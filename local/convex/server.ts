import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { JSONValue } from "convex/values";
import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import type { Commit } from "./commit-history.ts";
import { CRONS } from "./crons.ts";
import type { Deployment } from "./deployment.ts";
import type { FileSystem } from "./durable-files.ts";
import { FILES } from "./file-storage.ts";
import { startClean } from "./gate.ts";
import { createHttpServer } from "./http/http-server.ts";
import type { Handle } from "./http/http-server.ts";
import type { Log } from "./log.ts";
import { createParts } from "./parts.ts";
import type { Parts } from "./parts.ts";
import { JOBS } from "./scheduler.ts";
import { openStore } from "./store.ts";
import type { Store } from "./store.ts";
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
  /** Size of the log at which the state is written anew. */
  compactAtBytes?: number;
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

// The console of whoever starts the server, taken before functions get consoles of their own.
const terminal = globalThis.console;

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

/** The life of a server: load, listen, run, stop. */
class ConvexServer {
  url = "";
  siteUrl = "";
  readonly #options: ConvexOptions;
  readonly #log: Log;
  readonly #parts: Parts;
  readonly #api: Server;
  readonly #site: Server;
  #store: Store | null = null;
  #becomeReady: () => void = () => undefined;
  /** A client that comes back early must wait for the functions, not hear that they do not exist. */
  readonly #ready = new Promise<void>((resolve) => {
    this.#becomeReady = resolve;
  });

  constructor(options: ConvexOptions & { adminKey: string }) {
    const { dataDir, adminKey, hideErrors = false, clock = systemClock } = options;
    const log =
      options.log ??
      ((line: string) => {
        terminal.log(line);
      });
    this.#options = options;
    this.#log = log;
    const addresses = { url: () => this.url, siteUrl: () => this.siteUrl };
    const store = () => this.#openStore();
    this.#parts = createParts({ dataDir, adminKey, hideErrors, clock, log, store, ...addresses });
    const { api, site, sync, runtime, logs, transactions, deployer } = this.#parts;
    this.#api = createHttpServer(this.#whenReady(api), log);
    this.#site = createHttpServer(this.#whenReady(site), log);
    sync.listen(this.#api, this.#ready);
    runtime.onCall((call) => {
      logs.add(call);
    });
    transactions.onCommit((commit) => {
      this.#afterCommit(commit);
    });
    deployer.onDeploy((deployment) => this.#afterDeploy(deployment));
  }

  #whenReady(handle: Handle): Handle {
    return async (request) => {
      await this.#ready;
      return await handle(request);
    };
  }

  #afterCommit({ changes }: Commit): void {
    const { scheduler, files } = this.#parts;
    for (const [componentPath, documents] of changes) {
      scheduler.changed(componentPath, documents);
      const removed = documents.filter(({ table, after }) => table === FILES && after === null);
      const ids = removed.map(({ id }) => id);
      files.removeBytes(componentPath, ids).catch((error: unknown) => {
        this.#log(
          `[storage] The bytes of deleted files stay until the next start: ${String(error)}`,
        );
      });
    }
  }

  async #afterDeploy({ mounts }: Deployment): Promise<void> {
    const { sync, state, crons } = this.#parts;
    sync.refreshAll();
    for (const componentPath of state.componentPaths) {
      await crons.sync(componentPath, mounts.get(componentPath)?.crons ?? {});
    }
  }

  /** Reads the data folder. */
  async load(): Promise<void> {
    const { dataDir, files, compactAtBytes } = this.#options;
    const { state, transactions } = this.#parts;
    const store = await openStore({
      dir: dataDir,
      apply: (record: JSONValue) => {
        state.apply(record as unknown as CommitRecord);
      },
      snapshot: () => transactions.snapshot(),
      log: this.#log,
      ...(files === undefined ? {} : { files }),
      ...(compactAtBytes === undefined ? {} : { compactAtBytes }),
    });
    this.#store = store;
    transactions.attach(store);
    const named = [...this.#parts.files.blobKeys(), ...this.#parts.deployer.blobKeys()];
    await store.sweepBlobs(new Set(named));
  }

  async listen(port: number, sitePort: number): Promise<void> {
    this.url = await listenOn(this.#api, port);
    this.siteUrl = await listenOn(this.#site, sitePort);
  }

  /** Brings the functions back and lets time run. */
  async run(): Promise<void> {
    const { crons, deployer, scheduler } = this.#parts;
    crons.start(this.#rows(CRONS));
    await deployer.restore();
    await scheduler.start(this.#rows(JOBS));
    this.#becomeReady();
  }

  async stop(): Promise<void> {
    const { crons, scheduler, sync, logs } = this.#parts;
    crons.stop();
    await scheduler.stop();
    sync.close();
    logs.close();
    await Promise.all([closed(this.#api), closed(this.#site)]);
    await this.#store?.close();
  }

  #rows(table: string) {
    const { state } = this.#parts;
    return [...state.componentPaths].flatMap((componentPath) =>
      [...state.documents(componentPath).table(table)].map((doc) => ({ componentPath, doc })),
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
