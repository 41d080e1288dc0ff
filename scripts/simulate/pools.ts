import workpool from "@convex-dev/workpool/test";
import type { startBackend } from "../../convex/test.setup.ts";

/*
 * The pools that carry messages, with their modules loaded once: what waited for the disk would come at another time in each history.
 */

type Module = Record<string, unknown>;
type Loaders = Record<string, () => Promise<Module>>;
type Component = { name: string; schema: unknown; modules: Record<string, Module> };

const POOLS = ["urgentMessages", "plannedMessages"];

export type Handler = (ctx: unknown, args: never) => Promise<unknown>;
type Registered = { _handler: Handler };

export function isRegistered(value: unknown): value is Registered {
  return typeof value === "function" && "_handler" in value;
}

export function withHandler(value: Registered, handler: Handler): unknown {
  return Object.create(value, { _handler: { value: handler } });
}

let loaded: Promise<Component[]> | null = null;

async function loadPools(): Promise<Component[]> {
  const found: { name: string; schema: unknown; loaders: Loaders }[] = [];
  const collector = {
    registerComponent: (name: string, schema: unknown, loaders: Loaders) => {
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

/** Puts them into a backend; `wrap` may replace what a module exports under a name. */
export async function registerPools(
  t: Pick<ReturnType<typeof startBackend>, "registerComponent">,
  wrap: (name: string, value: unknown) => unknown = (_, value) => value,
): Promise<void> {
  loaded ??= loadPools();
  for (const { name, schema, modules } of await loaded) {
    const wrapped = Object.entries(modules).map(([path, module]) => {
      const replaced = Object.fromEntries(
        Object.entries(module).map(([key, value]) => [key, wrap(key, restless(key, value))]),
      );
      return [path, () => Promise.resolve(replaced)] as const;
    });
    t.registerComponent(name, schema as never, Object.fromEntries(wrapped));
  }
}

/** An idle pool looks ten times more before it sleeps; nothing depends on it, and most of all calls would be these. */
function restless(name: string, value: unknown): unknown {
  if (name !== "getBatch" || !isRegistered(value)) return value;
  return withHandler(value, async (ctx, args) => {
    const result = (await value._handler(ctx, args)) as { kind?: string };
    return result.kind === "idle" ? { ...result, cooldownMs: 0 } : result;
  });
}
