import { AsyncLocalStorage } from "node:async_hooks";
import { actionGeneric } from "convex/server";
import { currentExecution } from "../execution.ts";
import type { FunctionHooks } from "../wrap-function.ts";

/** The module, not the developer's, through which HTTP actions run inside their component. */
export const HTTP_MODULE = "_http";

type Ctx = Record<string, unknown>;

const pending = new AsyncLocalStorage<(ctx: Ctx) => Promise<void>>();

/** Runs `start`, which ends in a call of the dispatcher; that one runs `work` with the context of an action. */
export function withHttpWork<T>(work: (ctx: Ctx) => Promise<void>, start: () => T): T {
  return pending.run(work, start);
}

export function httpDispatcher(hooks: FunctionHooks): unknown {
  return actionGeneric({
    handler: async (ctx) => {
      const execution = currentExecution();
      const work = pending.getStore();
      if (execution === undefined || work === undefined) {
        throw new Error("HTTP actions can only be reached over HTTP.");
      }
      hooks.enter(execution);
      await work({ ...ctx, auth: hooks.auth(execution) });
      return null;
    },
  });
}
