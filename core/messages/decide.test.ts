import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STATUSES, type Status } from "../bookings/lifecycle.ts";
import { decide, needsBooking } from "./decide.ts";
import { KINDS, natureOf, type Kind } from "./kinds.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2027, 2, 12, 14);
const STATE = {
  ...{ revision: 3, start: START, end: START + HOUR },
  expiresAt: START - 10 * HOUR,
};

/** What becomes of a message of revision 3, due an hour before the start, at `now`. */
function fate(kind: Kind, status: Status, how: { revision?: number; now?: number } = {}): string {
  const { revision = 3, now = START - HOUR } = how;
  const message = { kind, revision, dueAt: START - HOUR };
  const decision = decide(message, { ...STATE, status }, now);
  return decision.send ? "send" : decision.reason;
}

const sentIn = (kind: Kind, how = {}): Status[] =>
  STATUSES.filter((status) => fate(kind, status, how) === "send");

const BOUND: Kind[] = [
  ...(["confirmation", "request_approved", "rescheduled", "reassigned", "reminder"] as const),
  ...(["follow_up", "member_booking", "member_request", "member_rescheduled"] as const),
];
const ALWAYS: Kind[] = [
  ...(["cancelled", "request_declined", "request_expired", "receipt", "refund"] as const),
  ...(["member_cancelled", "member_reassigned"] as const),
];

describe("the look before sending", () => {
  it("lets a reminder go only for a confirmed booking that has not begun", () => {
    expect(sentIn("reminder")).toEqual(["confirmed"]);
    expect(fate("reminder", "confirmed", { now: START - 1 })).toBe("send");
    expect(fate("reminder", "confirmed", { now: START })).toBe("too_late");
    expect(fate("reminder", "cancelled")).toBe("cancelled");
    expect(fate("reminder", "no_show")).toBe("changed");
  });

  it("lets nothing but news of the end go once a booking is cancelled", () => {
    const sent = KINDS.filter((kind) => needsBooking(kind) && fate(kind, "cancelled") === "send");
    expect(sent.sort()).toEqual([...ALWAYS].sort());
  });

  it("lets what has ended always be told", () => {
    const now = fc.integer({ min: START - 1_000 * HOUR, max: START + 1_000 * HOUR });
    fc.assert(
      fc.property(
        fc.constantFrom(...ALWAYS),
        fc.constantFrom(...STATUSES),
        fc.record({ revision: fc.nat(9), now }),
        (kind, status, how) => {
          expect(fate(kind, status, how)).toBe("send");
        },
      ),
    );
  });

  it("drops what tells of another revision", () => {
    for (const kind of BOUND) {
      expect(sentIn(kind).length).toBeGreaterThan(0);
      const [status = "held"] = sentIn(kind);
      const other = fc.nat(9).filter((revision) => revision !== 3);
      fc.assert(fc.property(other, (revision) => fate(kind, status, { revision }) === "changed"));
    }
  });

  it.each<[Kind, Status[]]>([
    ["confirmation", ["confirmed", "completed"]],
    ["request_approved", ["confirmed", "completed"]],
    ["rescheduled", ["confirmed", "completed"]],
    ["member_booking", ["confirmed", "completed"]],
    ["member_rescheduled", ["confirmed", "completed"]],
    ["follow_up", ["confirmed", "completed"]],
    ["reassigned", ["pending", "confirmed", "completed"]],
    ["request_received", ["pending"]],
    ["member_request", ["pending"]],
  ])("lets %s go while the booking is %j", (kind, statuses) => {
    expect(sentIn(kind)).toEqual(statuses);
  });

  it("warns of the end of a hold while it is held, and strictly before it ends", () => {
    const now = STATE.expiresAt;
    expect(sentIn("hold_expiring", { now: now - 1 })).toEqual(["held"]);
    expect(fate("hold_expiring", "held", { now })).toBe("too_late");
    const endless = { ...STATE, status: "held", expiresAt: null } as const;
    const message = { kind: "hold_expiring", revision: 3, dueAt: 0 } as const;
    expect(decide(message, endless, 1)).toEqual({ send: false, reason: "too_late" });
  });

  it("asks how it was for three days", () => {
    const dueAt = START - HOUR;
    const after = (ms: number) => fate("follow_up", "completed", { now: dueAt + ms });
    expect([after(72 * HOUR - 1), after(72 * HOUR)]).toEqual(["send", "too_late"]);
  });

  it("drops what is about a booking that is gone, and nothing else", () => {
    for (const kind of KINDS) {
      const decision = decide({ kind, revision: 0, dueAt: 0 }, null, START);
      const gone = { send: false, reason: "gone" };
      expect(decision).toEqual(needsBooking(kind) ? gone : { send: true });
    }
  });

  it("needs a booking for whatever brings an invite", () => {
    expect(KINDS.filter((kind) => natureOf(kind).invite !== null).every(needsBooking)).toBe(true);
  });
});
