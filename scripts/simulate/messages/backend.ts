import type { Dice } from "../dice.ts";
import { startGatedBackend, type Network } from "../backend.ts";
import { isRegistered, registerPools, withHandler, type Handler } from "../pools.ts";
import { Crash } from "../processes.ts";
import type { Pace } from "./pace.ts";

/*
 * The product's own backend with the real pools, whose workers may be lost with all that they carry.
 */

export type Losses = {
  /** How often a worker is lost before it has begun what it carries. */
  vanish: number;
  vanished: number;
};

type Around = { pace: Pace; network: Network; dice: Dice; losses: Losses };

export async function startMailingBackend({ pace, network, dice, losses }: Around) {
  const t = await startGatedBackend({ processes: pace, network });
  await registerPools(t, wrap);
  return t;

  function wrap(key: string, value: unknown): unknown {
    if (!isRegistered(value)) return value;
    if (key === "recover") return withHandler(value, informed(value._handler));
    return key === "runBatch" ? withHandler(value, losing(value._handler)) : value;
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
