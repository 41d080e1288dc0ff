import type { Value } from "convex/values";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { MATRIX } from "./matrix.testing";
import { CALLERS, type Caller, type Row, type Tokens } from "./matrixRows.testing";
import {
  everythingIn,
  listPublicFunctions,
  tryOut,
  type FunctionKind,
  type Outcome,
} from "./surface.testing";
import { codeOf, holdOf, ISSUER } from "./test.setup";
import { NOW, openWorld, personOf, tokensBy, type Link, type World } from "./world.testing";

const FUNCTIONS = listPublicFunctions();
const CALLER_NAMES = Object.keys(CALLERS) as Caller[];
const TARGETS = ["own", "foreign", "absent", "malformed"] as const;
type Target = (typeof TARGETS)[number];

const GUESS = "a-guess-a-guess-a-guess-a";

let world: World;

beforeAll(async () => {
  vi.useFakeTimers({ now: NOW });
  world = await openWorld();
});
afterAll(() => {
  vi.useRealTimers();
});

function callerOf(name: Caller) {
  const subject = CALLERS[name];
  return subject === null ? world.t : personOf(world.t, subject);
}

/** Ann's customer knows the tokens of ann's bookings, and shows them whatever is asked about. */
function tokensOf(name: Caller): Tokens {
  const knows = name === "tokenCustomer";
  const tokenOf = ({ token }: Pick<Link, "token">) => (knows ? token : GUESS);
  return tokensBy(world.targets.own, tokenOf);
}

async function outcomeFor(
  { path, kind }: (typeof FUNCTIONS)[number],
  name: Caller,
  target: Target,
): Promise<Outcome> {
  const row = MATRIX[path];
  if (!row) throw new Error(`No row for ${path}.`);
  const args = row.args(world.targets[target], tokensOf(name)) as Record<string, Value>;
  return await tryOut(callerOf(name), { path, kind, args });
}

function nameOf(outcome: Outcome, kind: FunctionKind): string {
  if (outcome === "arguments") return outcome;
  if ("refusal" in outcome) return outcome.refusal.code;
  if (kind === "mutation") return "accepted";
  if (outcome.result === null) return "null";
  return Array.isArray(outcome.result) && outcome.result.length === 0 ? "empty" : "accepted";
}

/** Who may know what the world marks as secret: the parties of ann's bookings, each about themselves. */
const INSIDERS: Caller[] = ["tokenCustomer", "customer", "member", "owner"];

function expectRow(row: Row, target: Target, seen: Record<string, string>) {
  expect(seen, `${target} rows`).toEqual(row[target]);
}

describe("the access matrix", () => {
  test("has a row for every public function, and for nothing else", () => {
    expect(Object.keys(MATRIX).toSorted()).toEqual(FUNCTIONS.map(({ path }) => path).toSorted());
  });

  test.each(FUNCTIONS)(
    "$path grants to its own people only, and a refused call leaves no trace",
    async (called) => {
      const row = MATRIX[called.path];
      if (!row) return;
      const before = await everythingIn(world.t);
      for (const target of TARGETS) {
        const seen: Record<string, string> = {};
        for (const name of CALLER_NAMES) {
          seen[name] = nameOf(await outcomeFor(called, name, target), called.kind);
        }
        expectRow(row, target, seen);
      }
      expect(await everythingIn(world.t)).toEqual(before);
    },
  );

  test.each(FUNCTIONS)(
    "$path answers alike about rows of others and rows that do not exist",
    async (called) => {
      const row = MATRIX[called.path];
      // Where the row grants a caller the foreign rows, they are public, or the caller's own.
      const strangers = CALLER_NAMES.filter((name) => row?.foreign[name] === row?.absent[name]);
      for (const name of row ? strangers : []) {
        const foreign = await outcomeFor(called, name, "foreign");
        expect(await outcomeFor(called, name, "absent"), name).toEqual(foreign);
      }
    },
  );

  test.each(FUNCTIONS)("$path tells outsiders nothing private", async (called) => {
    if (!MATRIX[called.path]) return;
    for (const name of CALLER_NAMES.filter((each) => !INSIDERS.includes(each))) {
      const said = JSON.stringify(await outcomeFor(called, name, "own"));
      const own = name === "visitor" ? "" : `${String(CALLERS[name])}.secret@example.com`;
      const others = own === "" ? said : said.replaceAll(own, "");
      for (const secret of ["secret", ISSUER, "tokenHash"]) expect(others).not.toContain(secret);
    }
  });
});

describe("ids of others among the arguments of an own call", () => {
  test("a rule cannot be tied to somebody else's service", async () => {
    const { own, foreign } = world.targets;
    const [rule] = await callerOf("member").query(api.availability.listRules, {
      memberId: own.memberId,
    });
    if (!rule) throw new Error("no rule");
    const { id: ruleId, ...fields } = rule;
    const tied = { ruleId, rule: { ...fields, eventTypeId: foreign.eventTypeId } };
    const update = callerOf("member").mutation(api.availability.updateRule, tied);
    expect(await codeOf(update)).toBe("NOT_FOUND");
  });

  test("an owner's change of many members neither shows nor reaches members of another marketplace", async () => {
    const { own, foreign, absent } = world.targets;
    const asked = {
      tenantSlug: own.tenantSlug,
      memberIds: [foreign.memberId, absent.memberId],
      change: { kind: "override" as const, date: "2027-03-12", windows: [], reason: "" },
    };
    const owner = callerOf("owner");
    expect(await owner.query(api.availability.bulk.preview, { ...asked, now: NOW })).toEqual([]);
    const before = await everythingIn(world.t);
    await owner.mutation(api.availability.bulk.apply, asked);
    vi.advanceTimersByTime(0);
    await world.t.finishInProgressScheduledFunctions();
    const after = await everythingIn(world.t);
    expect(after.dateOverrides).toEqual(before.dateOverrides);
    const { tenantSlug } = asked;
    const [progress] = await owner.query(api.availability.bulk.listRecent, { tenantSlug });
    expect(progress?.failures.map(({ code }) => code)).toEqual(["NOT_FOUND", "NOT_FOUND"]);
  });

  test("a member who booked with themselves, signed in, is still its member", async () => {
    const { eventTypeId, freeStart } = world.targets.own;
    const request = holdOf(eventTypeId, freeStart);
    const ann = callerOf("member");
    const { bookingId } = await ann.mutation(api.bookings.hold, request);
    const customer = { name: "Ann herself", email: "ann@example.com" };
    await ann.mutation(api.bookings.confirm, { bookingId, token: request.token, customer });
    const noted = ann.mutation(api.bookings.setNotes, { bookingId, notes: "To see how it looks." });
    expect(await codeOf(noted)).toBe("accepted");
  });
});
