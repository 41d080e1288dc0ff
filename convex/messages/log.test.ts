import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import { CARL } from "../test.setup";
import { closeUp, openAtNow, openDesk } from "./desk.testing";
import { MINUTE, pass } from "./mailbox.testing";

beforeEach(openAtNow);
afterEach(closeUp);

describe("what did not arrive", () => {
  test("is listed with the booking it is about, until it is sent again", async () => {
    const desk = await openDesk();
    desk.mailbox.fate = () => ({ status: 422, name: "validation_error" });
    const { bookingId } = await desk.book();
    await pass(desk.t, MINUTE);
    const list = () => desk.owner.query(api.messages.listTroubles, { tenantSlug: "demo" });
    const [trouble] = (await list()).filter(({ audience }) => audience === "customer");
    const booking = await desk.t.run(async (ctx) => await ctx.db.get("bookings", bookingId));
    expect(trouble).toMatchObject({
      ...{ bookingId, kind: "confirmation", recipient: CARL.email, error: "validation_error" },
      booking: {
        ...{ code: booking?.code, start: booking?.startTime, customerName: CARL.name },
        ...{ memberName: "Maya Chen", memberSlug: "maya-chen" },
      },
    });

    desk.mailbox.fate = () => "ok";
    if (trouble) await desk.owner.mutation(api.messages.sendAgain, { messageId: trouble.id });
    await pass(desk.t, MINUTE);
    expect((await list()).map(({ audience }) => audience)).toEqual(["member"]);
    expect(desk.mailbox.subjectsTo(CARL.email)).toHaveLength(1);
  });
});
