import type { Doc, TableNames } from "../../convex/_generated/dataModel";
import type { Backend } from "./backend.ts";
import type { Rows } from "./rows.ts";

/*
 * To open the marketplaces takes as long as twenty calls, and every history begins with the same. So it is done once, and its rows are put
 * into each new backend; they get the same ids, since convex-test counts them, and names that say their table.
 */

const COUNT = /^0*(\d+?)[A-Za-z_]+$/;
const FIRST = 10_000;
/** A row of no meaning, for the ids of rows that were deleted. */
const GAP = { eventId: "", type: "", account: null };

const countOf = (id: string): number => Number(COUNT.exec(id)?.[1] ?? Number.NaN);

/** Puts rows into an empty backend under the ids that they have. */
export async function putRows(t: Backend, rows: Rows): Promise<void> {
  const all = (Object.entries(rows) as [TableNames, Doc<TableNames>[]][]).flatMap(([table, of]) =>
    of.map((row) => ({ table, row })),
  );
  const inOrder = all.toSorted((a, b) => countOf(a.row._id) - countOf(b.row._id));
  await t.run(async (ctx) => {
    let next = FIRST;
    for (const { table, row } of inOrder) {
      for (; next < countOf(row._id); next++) {
        await ctx.db.delete("stripeEvents", await ctx.db.insert("stripeEvents", GAP));
      }
      const { _id, _creationTime, ...fields } = row;
      const id = await ctx.db.insert(table, fields);
      if (id !== _id) throw new Error(`${_id} became ${id}.`);
      next += 1;
    }
  });
}
