import workpool from "@convex-dev/workpool/test";
import type { Dice } from "../dice.ts";
import { startGatedBackend, type Network } from "../backend.ts";
import { Crash } from "../processes.ts";
import type { Pace } from "./pace.ts";

/*
 * The product's own backend with the real pools, whose workers may be lost with all that they carry.
 */

type Module = Record<string, unknown>;
type Component = { name: string; schema: unknown; modules: Record<string, Module> };
type Handler = (ctx: unknown, args: never) => Promise<unknown>;
type Registered = { _handler: Handler };

const POOLS = ["urgentMessages", "plannedMessages"];

let loaded: Promise<Component[]> | null = null;

/** Loads the pools' modules once: what waited for the disk would come at another time in each run. */
async function loadPools(): Promise<Component[]> {
  const found: { name: string; schema: unknown; loaders: Record<string, () => Promise<Module>> }[] =
    [];
  const collector = {
    registerComponent: (
      name: string,
      schema: unknown,
      loaders: Record<string, () => Promise<Module>>,
    ) => {
      found.push({ name, schema, loaders });
    },
  };
  for (const pool of POOLS) workpool.register(collector as never, pool);
  return await Promise.all(
    found.map(async ({ name, schema, loaders }) => {
      const entries = Object.entries(loaders).filter(
        ([path]) => !/(test|setup|config)\.ts$/.test(path),
      );
      const modules = await Promise.all(
        entries.map(async ([path, load]) => [path, await load()] as const),
      );
      return { name, schema, modules: Object.fromEntries(modules) };
    }),
  );
}

export type Losses = {
  /** How often a worker is lost before it has begun what it carries. */
  vanish: number;
  vanished: number;
};

type Around = { pace: Pace; network: Network; dice: Dice; losses: Losses };

export async function startMailingBackend({ pace, network, dice, losses }: Around) {
  const t = await startGatedBackend({ processes: pace, network });
  loaded ??= loadPools();
  for (const { name, schema, modules } of await loaded) {
    const wrapped = Object.entries(modules).map(([path, module]) => {
      const replaced = Object.fromEntries(
        Object.entries(module).map(([key, value]) => [key, wrap(key, value)]),
      );
      return [path, () => Promise.resolve(replaced)] as const;
    });
    t.registerComponent(name, schema as never, Object.fromEntries(wrapped));
  }
  return t;

  function wrap(key: string, value: unknown): unknown {
    if (!isRegistered(value)) return value;
    if (key === "getBatch") return withHandler(value, restless(value._handler));
    if (key === "recover") return withHandler(value, informed(value._handler));
    return key === "runBatch" ? withHandler(value, losing(value._handler)) : value;
  }

  /** An idle pool looks ten times more before it sleeps; nothing depends on it, and most of all calls would be these. */
  function restless(handler: Handler): Handler {
    return async (ctx, args) => {
      const result = (await handler(ctx, args)) as { kind?: string };
      return result.kind === "idle" ? { ...result, cooldownMs: 0 } : result;
    };
  }

  /** The platform runs a scheduled action at most once: a worker may be gone before it has done anything. */
  function losing(handler: Handler): Handler {
    return async (ctx, args) => {
      if (dice.chance(losses.vanish)) {
        losses.vanished += 1;
        const { items } = args as { items: { fnArgs?: { id?: string } }[] };
        for (const { fnArgs } of items) pace.note(fnArgs?.id ?? null, "its worker was lost");
        throw new Crash();
      }
      return await handler(ctx, args);
    };
  }
}

/** A job that failed has an error at Convex; convex-test leaves it out, and the pools' recovery would stumble over that. */
function informed(handler: Handler): Handler {
  return async (ctx, args) => {
    const { db } = ctx as { db: { system: { get: (...a: unknown[]) => Promise<unknown> } } };
    const get = async (...asked: unknown[]) => {
      const job = (await db.system.get(...asked)) as { state?: { kind: string } } | null;
      return job?.state?.kind === "failed"
        ? { ...job, state: { ...job.state, error: "The worker was lost." } }
        : job;
    };
    return await handler(
      { ...(ctx as object), db: { ...db, system: { ...db.system, get } } },
      args,
    );
  };
}

export type Backend = Awaited<ReturnType<typeof startMailingBackend>>;

function isRegistered(value: unknown): value is Registered {
  return typeof value === "function" && "_handler" in value;
}

function withHandler(value: Registered, handler: Handler): unknown {
  return Object.create(value, { _handler: { value: handler } });
}
