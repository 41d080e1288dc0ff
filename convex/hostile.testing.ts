import fc from "fast-check";
import type { Value } from "convex/values";
import type { Estate } from "./world.testing";

/* Arguments that fit a function's validator and mean harm. */

/** A validator as Convex exports it. */
export type Shape =
  | { type: "object"; value: Fields }
  | { type: "array"; value: Shape }
  | { type: "union"; value: Shape[] }
  | { type: "id"; tableName: string }
  | { type: "literal"; value: Value }
  | { type: "string" | "number" | "boolean" | "null" | "any" };

const STRINGS = [
  ...[
    "",
    " ",
    "\t\n",
    "\u0000",
    "a\u0000b",
    "\uD800",
    "\uFFFF",
    "e\u0301".repeat(60),
    "\u200B\u200B",
  ],
  ...["💥", "👩‍👩‍👧‍👦".repeat(40), "\u202Eevil", "a\r\nBcc: x@example.com", `line\n${"\n".repeat(600)}`],
  ...[
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "<script>alert(1)</script>",
    "=1+1",
  ],
  ...["0000-01-01", "2027-02-30", "2027-02-28", "9999-12-31", "+275760-09-13", "2027-3-1", "NaN"],
  ...["2027-03", "2000-01", "2099-12", "2027-13", "00:00", "24:00", "23:59", "25:00", "9:00"],
  ...[
    "Europe/Paris",
    "Etc/GMT+12",
    "Pacific/Apia",
    "europe/paris",
    "+02:00",
    "UTC",
    "usd",
    "xxx",
    "KWD",
  ],
  ...[
    "a@b.cc",
    "a@127.0.0.1",
    `${"a".repeat(64)}@${"b".repeat(60)}.example`,
    "-",
    "a--b",
    "new-slug",
  ],
  ...["https://example.com/a.png", "javascript:alert(1)"],
  ...["token-token-token-token-token", "../../etc/passwd", "%00"],
];

/** A megabyte each: what no field has room for, what trimming takes away, and a good value with such an end. */
const HUGE_STRINGS = [
  "x".repeat(1_000_000),
  " ".repeat(1_000_000),
  `https://example.com/a.png${" ".repeat(1_000_000)}`,
];

const NUMBERS = [
  ...[0, -0, 1, -1, 0.5, 5, 30, 1440, 1441, 10_080, 527_040, 1e5, 1e9],
  ...[Number.NaN, Infinity, -Infinity, 1e300, -1e300, 5e-324, 2 ** 31, 2 ** 53, -(2 ** 53)],
  ...[8.64e15, 8.64e15 - 1, 8.64e15 + 1, -8.64e15, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER],
  ...[
    Date.UTC(2027, 2, 5, 10),
    Date.UTC(2027, 2, 5, 10) + 0.5,
    Date.UTC(2036, 0, 1),
    Date.UTC(2001),
  ],
];

/** A page's place in a list is Convex's own affair: real deployments encrypt it and refuse any other, the stand-in does not. */
const CURSORS = [null, "_end_cursor"];

/** The most elements of an array that Convex lets in. */
const MAX_ARRAY = 8192;

type Fields = Record<string, { fieldType: Shape; optional: boolean }>;

export type Draw = fc.GeneratorValue;

function idsOf(targets: Estate[], table: string): string[] {
  return targets.flatMap((target) => {
    const ids: Record<string, string[]> = {
      memberSettings: [target.memberId],
      eventTypes: [target.eventTypeId],
      timeOff: [target.timeOffId],
      availabilityRules: [target.ruleId],
      blocks: [target.blockId],
      mismatches: [target.mismatchId],
      notifications: [target.messageId],
      bookings: [target.booking, target.request, target.hold, target.unpaid, target.paid].map(
        ({ bookingId }) => bookingId,
      ),
    };
    return ids[table] ?? [];
  });
}

const isObject = (value: unknown): value is Record<string, Value> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One of some values. */
export function pick<T>(draw: Draw, values: readonly T[]): T {
  const chosen = draw(fc.nat, { max: values.length - 1 });
  return values[chosen] as T;
}

function drawString(draw: Draw): string {
  return draw(fc.nat, { max: 60 }) === 0 ? pick(draw, HUGE_STRINGS) : pick(draw, STRINGS);
}

/** `base` is a value that is fine; of its parts about one in `calm` is replaced by a hostile one. */
type Context = { base: unknown; targets: Estate[]; calm: number };

function drawArray(draw: Draw, shape: Shape, context: Context): Value {
  const { base } = context;
  if (Array.isArray(base) && isKept(draw, context)) {
    return base.map((each: unknown) => drawLike(draw, shape, { ...context, base: each }));
  }
  const one = () => drawLike(draw, shape, { ...context, base: undefined });
  const size = pick(draw, [0, 1, 2, 21, MAX_ARRAY]);
  if (size < MAX_ARRAY) return Array.from({ length: size }, one);
  const repeated = one();
  return Array.from({ length: JSON.stringify(repeated).length < 100 ? size : 1 }, () => repeated);
}

function isKept(draw: Draw, { base, calm }: Context): boolean {
  return base !== undefined && draw(fc.nat, { max: calm }) > 0;
}

/** A value of this shape: `base` with something hostile here and there. */
export function drawLike(draw: Draw, shape: Shape, context: Context): Value {
  if (shape.type === "object") return drawObject(draw, shape.value, context);
  if (shape.type === "array") return drawArray(draw, shape.value, context);
  if (isKept(draw, context)) return context.base as Value;
  switch (shape.type) {
    case "union":
      return drawLike(draw, pick(draw, shape.value), { ...context, base: undefined });
    case "id":
      return pick(draw, idsOf(context.targets, shape.tableName));
    case "literal":
      return shape.value;
    case "string":
      return drawString(draw);
    case "number":
      return pick(draw, NUMBERS);
    case "boolean":
      return pick(draw, [true, false]);
    default:
      return null;
  }
}

function drawObject(draw: Draw, fields: Fields, context: Context): Record<string, Value> {
  const base = isObject(context.base) ? context.base : {};
  const drawn: Record<string, Value> = {};
  for (const [field, { fieldType, optional }] of Object.entries(fields)) {
    if (optional && base[field] === undefined && draw(fc.nat, { max: 2 }) > 0) continue;
    drawn[field] =
      field === "cursor" || field === "endCursor"
        ? pick(draw, CURSORS)
        : drawLike(draw, fieldType, { ...context, base: base[field] });
  }
  return drawn;
}
