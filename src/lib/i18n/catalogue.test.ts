import { describe, expect, it } from "vitest";
import { PROBLEM_SENTENCES } from "../../../core/availability/problems";
import { STATUSES } from "../../../core/bookings/lifecycle";
import { ERRORS } from "../../../core/errors";
import common from "./en/common.json";

describe("the catalogue of texts", () => {
  it("has a sentence for every refusal of the backend", () => {
    expect(Object.keys(common.errors)).toEqual(expect.arrayContaining(Object.keys(ERRORS)));
  });

  it("has a sentence for everything that can be wrong with availability", () => {
    const known = Object.keys(common.problems);
    expect(known).toEqual(expect.arrayContaining(Object.keys(PROBLEM_SENTENCES)));
  });

  it("has a word for every status of a booking", () => {
    expect(Object.keys(common.status).sort()).toEqual([...STATUSES].sort());
  });
});
