import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openMarketplace } from "../test.setup";
import * as Busy from "./model";

const DAY = 86_400_000;
const START = Date.UTC(2027, 0, 1);

const span = fc.record({
  source: fc.integer({ min: 0, max: 5 }),
  start: fc.integer({ min: 0, max: 60 }),
  length: fc.integer({ min: 1, max: 30 }),
  isClaim: fc.boolean(),
});

describe("busy rows", () => {
  test("after any claims and releases, hold exactly what is still claimed", async () => {
    const { t, member } = await openMarketplace();
    await fc.assert(
      fc.asyncProperty(fc.array(span, { maxLength: 12 }), async (steps) => {
        await t.run(async (ctx) => {
          const row = await ctx.db.get("memberSettings", member.id);
          if (!row) throw new Error("no member");
          const owner = { tenantId: row.tenantId, memberId: row._id };
          const claimed = new Map<string, { start: number; end: number }>();
          for (const { source, start, length, isClaim } of steps) {
            const key = String(source);
            const earlier = claimed.get(key);
            if (earlier) await Busy.release(ctx, row._id, { ...earlier, source: key });
            claimed.delete(key);
            if (!isClaim) continue;
            const place = { start: START + start * DAY, end: START + (start + length) * DAY };
            await Busy.claim(ctx, owner, { ...place, source: key });
            claimed.set(key, place);
          }
          const range = { from: START, to: START + 100 * DAY };
          const spans = await Busy.listBusy(ctx, row._id, range);
          for (const [source, place] of claimed) {
            const pieces = spans
              .filter((piece) => piece.source === source)
              .toSorted((a, b) => a.start - b.start);
            expect(pieces[0]?.start).toBe(place.start);
            expect(pieces.at(-1)?.end).toBe(place.end);
            pieces.slice(1).forEach((piece, index) => {
              expect(piece.start).toBe(pieces[index]?.end);
            });
          }
          expect(new Set(spans.map(({ source }) => source))).toEqual(new Set(claimed.keys()));
          for (const [source, place] of claimed) {
            await Busy.release(ctx, row._id, { ...place, source });
          }
          expect(await ctx.db.query("busy").collect()).toEqual([]);
        });
      }),
      { numRuns: 60 },
    );
  });
});
