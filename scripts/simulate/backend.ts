import type { ActionCtx } from "../../convex/_generated/server";
import { modules, startBackend } from "../../convex/test.setup.ts";
import type { Through } from "./processes.ts";

/*
 * The product's own backend, with gates around every call that its actions and HTTP actions make: to its database and to the network.
 */

type Module = Record<string, unknown>;
type Handler = (ctx: ActionCtx, argument: unknown) => Promise<unknown>;
type Registered = { isAction?: true; isHttp?: true; _handler: Handler };
type Router = { lookup: (...asked: unknown[]) => [Registered, ...unknown[]] | null };

/** The network as a process reaches it. */
export type Network = (address: string, init: RequestInit) => Promise<Response>;

/** Whoever runs the actions: with what they call beyond themselves in hand, and what they were called with in sight. */
type Runner = {
  run: <T>(name: string, work: (through: Through) => Promise<T>, argument: unknown) => Promise<T>;
};

export type Surroundings = { processes: Runner; network: Network };

let loaded: Promise<[string, Module][]> | null = null;

/** Loads every module that may register a function once, so that no history waits for the disk. */
async function loadAll(): Promise<[string, Module][]> {
  loaded ??= Promise.all(
    Object.entries(modules)
      .filter(([path]) => !/\.(config|testing)\.ts$/.test(path))
      .map(async ([path, load]): Promise<[string, Module]> => [path, (await load()) as Module]),
  );
  return await loaded;
}

/** A fresh backend whose actions stop at the gates of `processes` and reach Stripe through `network`. */
export async function startGatedBackend(around: Surroundings) {
  const gated = (await loadAll()).map(([path, module]) => {
    const wrapped = Object.fromEntries(
      Object.entries(module).map(([name, value]) => [name, wrap(name, value, around)]),
    );
    return [path, () => Promise.resolve(wrapped)] as const;
  });
  return startBackend(Object.fromEntries(gated));
}

export type Backend = Awaited<ReturnType<typeof startGatedBackend>>;

function wrap(name: string, value: unknown, around: Surroundings): unknown {
  if (isRouter(value)) return { lookup: lookupOf(value, around) };
  if (!isRegistered(value) || value.isAction !== true) return value;
  return gatedFunction(name, value, around);
}

function isRegistered(value: unknown): value is Registered {
  return typeof value === "function" && "_handler" in value;
}

function isRouter(value: unknown): value is Router {
  return typeof value === "object" && value !== null && "lookup" in value && "isRouter" in value;
}

function lookupOf(router: Router, around: Surroundings): Router["lookup"] {
  return (...asked) => {
    const found = router.lookup(...asked);
    if (found === null) return null;
    const [registered, ...rest] = found;
    return [gatedFunction("webhook", registered, around), ...rest];
  };
}

function gatedFunction(
  name: string,
  registered: Registered,
  { processes, network }: Surroundings,
): Registered {
  const handler: Handler = async (ctx, argument) =>
    await processes.run(
      name,
      async (through) => {
        // convex-test gives every call of a function globals of its own.
        globalThis.fetch = (async (address: string, init: RequestInit) =>
          await through(`${init.method ?? "GET"} ${new URL(address).pathname}`, () =>
            network(address, init),
          )) as typeof fetch;
        return await registered._handler(gatedCtx(ctx, through), argument);
      },
      argument,
    );
  return Object.create(registered, { _handler: { value: handler } }) as Registered;
}

function gatedCtx(ctx: ActionCtx, through: Through): ActionCtx {
  const { runQuery, runMutation } = ctx as unknown as Record<
    string,
    (...a: unknown[]) => Promise<unknown>
  >;
  if (!runQuery || !runMutation) throw new Error("An action without queries and mutations.");
  return {
    ...ctx,
    runQuery: (...a: unknown[]) => through("a query", () => runQuery(...a)),
    runMutation: (...a: unknown[]) => through("a mutation", () => runMutation(...a)),
  };
}
