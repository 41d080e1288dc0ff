import { describe, expect, test } from "vitest";
import { ERRORS, errorOf } from "./errors.ts";

describe("errors", () => {
  test("every code has a client status and a full sentence", () => {
    for (const [code, { status, message }] of Object.entries(ERRORS)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(message).toMatch(/^[A-Z].*\.$/);
    }
  });

  test("a refusal is recognised by its code, anything else is not", () => {
    const refusal = { code: "SLOT_TAKEN", message: "Taken." };
    expect(errorOf(Object.assign(new Error("x"), { data: refusal }))).toEqual(refusal);
    for (const other of [
      null,
      undefined,
      "SLOT_TAKEN",
      new Error("x"),
      { data: { code: "NOPE" } },
      { data: null },
    ]) {
      expect(errorOf(other)).toBeNull();
    }
  });
});
