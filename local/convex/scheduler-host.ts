import { convexToJson } from "convex/values";
import type { JSONValue } from "convex/values";
import type { Deployment } from "./deployment.ts";
import { currentExecution } from "./execution.ts";
import type { Log } from "./log.ts";
import { newRequest } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import type { SchedulerHost, SystemTransaction } from "./scheduler.ts";
import type { Doc } from "./sorted-index.ts";
import type { State } from "./state.ts";
import type { Database } from "./test-instance.ts";
import { NO_CALLER } from "./types.ts";

/** What scheduled functions and crons need of the server. */
export function schedulerHost(options: {
  state: State;
  runtime: Runtime;
  deployment: () => Deployment;
  log: Log;
}): SchedulerHost {
  const { state, runtime, deployment, log } = options;
  return {
    log,
    transact: (componentPath, work) =>
      runtime.transact(componentPath, (db) => work(systemTransaction(db, { state, runtime }))),
    kindOf: (target) => {
      return Promise.resolve().then(() => deployment().requireSchedulable(target));
    },
    runAction: async (target, args, jobId) => {
      await runtime.action({ target, args: convexToJson(args), caller: NO_CALLER }, jobId);
    },
  };
}

function systemTransaction(
  db: Database,
  { state, runtime }: { state: State; runtime: Runtime },
): SystemTransaction {
  return {
    get: (table, id) => db.get(table, id),
    list: (table) => {
      const found: Doc[] = [];
      db._iterateDocs(table, (doc) => found.push(doc));
      return found;
    },
    insert: (table, fields) => db.insert(table, fields),
    patch: (table, id, fields) => {
      db.patch(table, id, convexToJson(fields) as Record<string, JSONValue>);
    },
    delete: (table, id) => {
      db.delete(table, id);
    },
    runMutation: async (target, args, jobId) => {
      const { mutationFromPath } = state.instance.functions;
      const transaction = currentExecution()?.transaction ?? null;
      const request = newRequest(NO_CALLER, jobId);
      await runtime.observe(
        { ...target, kind: "mutation", request, transaction, prepared: null },
        () => mutationFromPath(target, args),
      );
    },
  };
}
