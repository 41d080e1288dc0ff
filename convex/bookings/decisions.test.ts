import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { decidePlace, type PlaceQuestion } from "../../core/availability/place";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { MINUTE, NOW, openPaid } from "../payments/paid.testing";
import { stubStripe, tellIntent } from "../payments/told.testing";
import { codeOf, holdOf } from "../test.setup";
import { everythingIn } from "../surface.testing";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  stubStripe();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

/** A priced place that was held and begun to be paid for, and whose time has run out since. */
async function runOut() {
  const world = await openPaid();
  const { t } = world;
  const { bookingId } = await world.book();
  vi.advanceTimersByTime(31 * MINUTE);
  await t.finishInProgressScheduledFunctions();
  const decisionsOn = async (id: Id<"bookings">) =>
    await t.run(
      async (ctx) =>
        await ctx.db
          .query("decisions")
          .withIndex("by_bookingId", (q) => q.eq("bookingId", id))
          .take(9),
    );
  return { ...world, bookingId, decisionsOn };
}

describe("the record of a decision", () => {
  test("of late money that finds its place says what was looked at", async () => {
    const { t, bookingId, decisionsOn } = await runOut();
    await tellIntent(t, bookingId, { standing: "authorized" });
    const [held, late] = await decisionsOn(bookingId);
    expect(held).toMatchObject({ what: "held", at: NOW, refusal: null });
    expect(late).toMatchObject({ what: "late", at: Date.now(), refusal: null });
  });

  test("of late money that finds somebody else there is a refusal, and leads to one again", async () => {
    const { t, eventTypeId, start, bookingId, decisionsOn } = await runOut();
    await t.mutation(api.bookings.hold, holdOf(eventTypeId, start));
    await tellIntent(t, bookingId, { standing: "authorized" });
    const late = (await decisionsOn(bookingId)).at(-1);
    expect(late).toMatchObject({ what: "late", refusal: "busy" });
    const question = JSON.parse(late?.question ?? "") as PlaceQuestion;
    expect(question.overrule).toBe("hours");
    expect(decidePlace(question)).toEqual({ ok: false, taken: true, reason: "busy" });
  });

  test("is written with its booking: a call that is refused leaves none", async () => {
    const { t, eventTypeId, start } = await openPaid();
    await t.mutation(api.bookings.hold, holdOf(eventTypeId, start));
    const before = await everythingIn(t);
    expect(await codeOf(t.mutation(api.bookings.hold, holdOf(eventTypeId, start)))).toBe(
      "SLOT_TAKEN",
    );
    expect(await everythingIn(t)).toEqual(before);
    expect(before.decisions).toHaveLength(1);
  });
});
