import schema from "../../convex/schema";
import type { Doc, TableNames } from "../../convex/_generated/dataModel";
import type { Backend } from "./backend.ts";

export type Rows = { [Table in TableNames]: Doc<Table>[] };

const TABLES = Object.keys(schema.tables) as TableNames[];

/** Every row there is. */
export async function readRows(t: Backend, tables = TABLES): Promise<Rows> {
  return await t.run(async (ctx) => {
    const read = await Promise.all(
      tables.map(async (table) => [table, await ctx.db.query(table).collect()] as const),
    );
    return Object.fromEntries(read) as unknown as Rows;
  });
}
