import { v } from "convex/values";
import type { GenericValidator, Value } from "convex/values";
import { describe, expect, test } from "vitest";
import { describeValidator, findMismatch } from "./validators.ts";
import type { ValidatorJson } from "./validators.ts";

function check(validator: GenericValidator, value: Value | undefined): string | null {
  return findMismatch(jsonOf(validator), value);
}

function jsonOf(validator: GenericValidator): ValidatorJson {
  return (validator as unknown as { json: ValidatorJson }).json;
}

const ID = "0000000000000000000010001users";

describe("a value matches", () => {
  test.each<[string, GenericValidator, Value]>([
    ["a string", v.string(), "a"],
    ["a float", v.float64(), 1.5],
    ["an int64", v.int64(), 1n],
    ["bytes", v.bytes(), new ArrayBuffer(2)],
    ["null", v.null(), null],
    ["a literal", v.literal("open"), "open"],
    ["an id of its table", v.id("users"), ID],
    ["an array", v.array(v.number()), [1, 2]],
    ["an object without its optional field", v.object({ a: v.optional(v.string()) }), {}],
    ["a record", v.record(v.string(), v.number()), { a: 1, b: 2 }],
    ["one side of a union", v.union(v.string(), v.null()), null],
    ["anything", v.any(), { a: [null] }],
  ])("%s", (_name, validator, value) => {
    expect(check(validator, value)).toBeNull();
  });
});

type Mismatch = { validator: GenericValidator; value: Value | undefined; message: RegExp };

describe("a value that does not match is named with its place", () => {
  test.each<[string, Mismatch]>([
    [
      "a wrong type",
      { validator: v.string(), value: 3, message: /Value: 3\nValidator: v\.string\(\)/ },
    ],
    [
      "inside an object",
      { validator: v.object({ a: v.string() }), value: { a: 1 }, message: /at path \.a\./ },
    ],
    [
      "inside an array",
      { validator: v.array(v.string()), value: ["x", 1], message: /at path \[1\]/ },
    ],
    [
      "a missing field",
      {
        validator: v.object({ a: v.string() }),
        value: {},
        message: /required field `a` is missing/,
      },
    ],
    [
      "an extra field",
      { validator: v.object({}), value: { b: 1 }, message: /field `b` is not in the validator/ },
    ],
    [
      "a value of a record",
      {
        validator: v.record(v.string(), v.number()),
        value: { k: "x" },
        message: /at path \["k"\]/,
      },
    ],
    [
      "an id of another table",
      { validator: v.id("posts"), value: ID, message: /v\.id\("posts"\)/ },
    ],
    [
      "text that is no id",
      { validator: v.id("users"), value: "users", message: /v\.id\("users"\)/ },
    ],
    ["a missing argument", { validator: v.any(), value: undefined, message: /Value: undefined/ }],
    ["null for an object", { validator: v.object({}), value: null, message: /Value: null/ }],
  ])("%s", (_name, { validator, value, message }) => {
    expect(check(validator, value)).toMatch(message);
  });

  test("in the one object of a union whose literal fits", () => {
    const union = v.union(
      v.object({ kind: v.literal("a"), n: v.number() }),
      v.object({ kind: v.literal("b"), s: v.string() }),
    );
    expect(check(union, { kind: "b", s: 1 })).toMatch(/at path \.s\.\nValue: 1/);
  });
});

test("a validator is described as one writes it", () => {
  const validator = v.object({ a: v.optional(v.array(v.id("users"))), b: v.literal(1) });
  expect(describeValidator(jsonOf(validator))).toBe(
    'v.object({a: v.optional(v.array(v.id("users"))), b: v.literal(1)})',
  );
});
