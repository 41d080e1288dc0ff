import path from "node:path";
import { FunctionLogs } from "./admin/function-logs.ts";
import { Authenticator } from "./auth.ts";
import type { Clock } from "./clock.ts";
import { Crons } from "./crons.ts";
import { FileStorage } from "./file-storage.ts";
import { deploymentApi } from "./http/deployment-api.ts";
import { answerWithHttpAction } from "./http/http-actions.ts";
import { withCors } from "./http/http-server.ts";
import type { Handle } from "./http/http-server.ts";
import type { Log } from "./log.ts";
import { Deployer } from "./push/deployer.ts";
import { Runtime } from "./runtime.ts";
import { Scheduler } from "./scheduler.ts";
import { schedulerHost } from "./scheduler-host.ts";
import { State } from "./state.ts";
import type { Store } from "./store.ts";
import { LiveQueries } from "./sync/live-query.ts";
import { SyncServer } from "./sync/sync-server.ts";
import { installSyscalls } from "./syscalls.ts";
import { Timestamps } from "./timestamps.ts";
import { Transactions } from "./transactions.ts";

export interface PartsOptions {
  dataDir: string;
  adminKey: string;
  hideErrors: boolean;
  clock: Clock;
  log: Log;
  /** Known once the server listens. */
  url: () => string;
  siteUrl: () => string;
  /** Open before anything is asked of the parts. */
  store: () => Store;
}

/** The parts of the server. They know each other only through what is handed to them here. */
export interface Parts {
  state: State;
  transactions: Transactions;
  runtime: Runtime;
  deployer: Deployer;
  files: FileStorage;
  scheduler: Scheduler;
  crons: Crons;
  sync: SyncServer;
  logs: FunctionLogs;
  /** What the main port answers, and the port of the HTTP actions. */
  api: Handle;
  site: Handle;
}

export function createParts(options: PartsOptions): Parts {
  const { adminKey, clock, url, siteUrl } = options;
  const now = () => clock.now();
  const modulesRoot = path.resolve(options.dataDir, "modules");
  const state: State = new State(new Timestamps(now), (componentPath, changes) => {
    transactions.collect(componentPath, changes);
  });
  const transactions = new Transactions(state);
  const base = { ...options, now, modulesRoot, state, transactions };
  const runtime: Runtime = new Runtime({
    ...base,
    processOf: (componentPath, udfPath) => deployer.processOf(componentPath, udfPath),
  });
  const platformEnv = () => ({ CONVEX_CLOUD_URL: url(), CONVEX_SITE_URL: siteUrl() });
  const deployer = new Deployer({ ...base, runtime, platformEnv });
  const deployment = () => deployer.current;
  const files = new FileStorage({ ...base, secret: adminKey });
  const auth = new Authenticator(adminKey, () => deployment().authProviders);
  const core = { ...base, runtime, deployer, deployment, files, auth };
  installSyscalls({
    ...core,
    requireSchedulable: (target) => {
      deployment().requireSchedulable(target);
    },
  });
  const host = schedulerHost(core);
  const logs = new FunctionLogs(now());
  return {
    ...core,
    logs,
    scheduler: new Scheduler({ host, clock }),
    crons: new Crons({ host, clock }),
    sync: new SyncServer({ ...core, queries: new LiveQueries({ ...core, system: core }) }),
    api: withCors(deploymentApi({ ...core, logs })),
    site: (request) => answerWithHttpAction(request, { runtime, auth, deployment: deployment() }),
  };
}
