import { makeFunctionReference, type GenericDatabaseReader } from "convex/server";
import { ConvexError, type Value } from "convex/values";
import { errorOf } from "../core/errors";
import type { DataModel, TableNames } from "./_generated/dataModel";
import schema from "./schema";
import type { Backend } from "./world.testing";

/* What of the backend can be called from outside, and how a call ended. */

type Registered = {
  isPublic?: boolean;
  isQuery?: boolean;
  isMutation?: boolean;
  exportArgs?: () => string;
};

export type FunctionKind = "query" | "mutation" | "action";

export type PublicFunction = { path: string; kind: FunctionKind; argsJson: string };

/** Every function that clients can call, found in the modules themselves, by its path such as "bookings:hold". */
export function listPublicFunctions(): PublicFunction[] {
  const modules = import.meta.glob<Record<string, unknown>>(
    [
      "./**/*.ts",
      "!./**/*.test.ts",
      "!./**/*.testing.ts",
      "!./{test.setup,convex.config}.ts",
      "!./_generated/**",
    ],
    { eager: true },
  );
  return Object.entries(modules).flatMap(([file, exports]) =>
    Object.entries(exports as Record<string, Registered | null>).flatMap(([name, registered]) => {
      if (registered?.isPublic !== true) return [];
      const path = `${file.slice("./".length, -".ts".length)}:${name}`;
      return [{ path, kind: kindOf(registered), argsJson: registered.exportArgs?.() ?? "" }];
    }),
  );
}

function kindOf({ isQuery, isMutation }: Registered): FunctionKind {
  if (isQuery === true) return "query";
  return isMutation === true ? "mutation" : "action";
}

/** More rows than any test makes. */
const ALL = 10_000;

async function rowsOf(db: GenericDatabaseReader<DataModel>): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const table of Object.keys(schema.tables) as TableNames[]) {
    rows[table] = await db.query(table).take(ALL);
  }
  rows._scheduled_functions = await db.system.query("_scheduled_functions").take(ALL);
  return rows;
}

/** Every row of the database, and every job that waits. */
export async function everythingIn(t: Backend): Promise<Record<string, unknown[]>> {
  return await t.run(async (ctx) => await rowsOf(ctx.db));
}

/** How a call ended: what it answered, the code it was refused with, or "arguments" where Convex's own validator refused it. */
export type Outcome = { result: unknown } | { refusal: { code: string } } | "arguments";

export type Call = { path: string; kind: FunctionKind; args: Record<string, Value> };

/** Convex's own refusals: of arguments that do not fit, and of a page's cursor that it never gave. */
function isOfConvex(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Validator error:");
}

function outcomeOf(error: unknown): Outcome {
  const refusal = error instanceof ConvexError ? errorOf(error) : null;
  if (refusal) return { refusal };
  if (isOfConvex(error)) return "arguments";
  throw error;
}

class Undone extends Error {}

/**
 * Calls a function as its client would and takes back whatever it did, so that a thousand calls find the same world; what an action does
 * to the outside nobody takes back. Anything that is no answer and no refusal is thrown on. `look` is shown the rows as an accepted mutation leaves them.
 */
export async function tryOut(
  caller: Pick<Backend, "mutation" | "query" | "action">,
  { path, kind, args }: Call,
  look?: (rows: Record<string, unknown[]>) => void,
): Promise<Outcome> {
  if (kind === "query") {
    const query = makeFunctionReference<"query">(path);
    return await caller.query(query, args).then((result: unknown) => ({ result }), outcomeOf);
  }
  if (kind === "action") {
    const action = makeFunctionReference<"action">(path);
    return await caller.action(action, args).then((result: unknown) => ({ result }), outcomeOf);
  }
  let outcome: Outcome = "arguments";
  const mutation = makeFunctionReference<"mutation">(path);
  const undone = caller.mutation(async (ctx) => {
    outcome = await ctx
      .runMutation(mutation, args)
      .then((result: unknown) => ({ result }), outcomeOf);
    if (look && typeof outcome === "object" && "result" in outcome) look(await rowsOf(ctx.db));
    throw new Undone();
  });
  await undone.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return outcome;
}
