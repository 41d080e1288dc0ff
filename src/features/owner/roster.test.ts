import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchesOf, extentOf, matching, withChosen } from "./roster";

const person = (name: string, title = "") => ({
  name,
  title,
  slug: name.toLowerCase().replaceAll(" ", "-"),
});
const PEOPLE = [
  person("Sofía Ramírez", "Numbers for founders"),
  person("Jonas Weber", "Engineering leadership coach"),
  person("Amara Okafor", "Career coach"),
];
const found = (search: string) => matching(PEOPLE, search).map(({ name }) => name);

describe("the search among members", () => {
  it("finds names however they are typed, and by what people do", () => {
    expect(found("sofia")).toEqual(["Sofía Ramírez"]);
    expect(found("RAMÍREZ")).toEqual(["Sofía Ramírez"]);
    expect(found("coach")).toEqual(["Jonas Weber", "Amara Okafor"]);
  });

  it("wants every word, in whatever order", () => {
    expect(found("coach amara")).toEqual(["Amara Okafor"]);
    expect(found("coach sofia")).toEqual([]);
  });

  it("finds everybody when nothing is searched for", () => {
    expect(found("  ")).toHaveLength(PEOPLE.length);
  });

  it("never finds more for a longer search", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (search, more) => {
        expect(found(search)).toEqual(expect.arrayContaining(found(`${search}${more}`)));
      }),
    );
  });
});

const ids = fc.uniqueArray(fc.nat(30));

describe("the choice of members", () => {
  it("adds and takes out whom it is told and nobody else", () => {
    fc.assert(
      fc.property(ids, ids, fc.boolean(), (before, named, isChosen) => {
        const after = withChosen(new Set(before), named, isChosen);
        for (const id of named) expect(after.has(id)).toBe(isChosen);
        for (const id of before) if (!named.includes(id)) expect(after.has(id)).toBe(true);
        expect([...after].every((id) => before.includes(id) || named.includes(id))).toBe(true);
      }),
    );
  });

  it("says whether none, some or all of those in sight are chosen", () => {
    const chosen = new Set([1, 2]);
    expect(extentOf(chosen, [3, 4])).toBe("none");
    expect(extentOf(chosen, [1, 3])).toBe("some");
    expect(extentOf(chosen, [1, 2])).toBe("all");
    expect(extentOf(chosen, [])).toBe("none");
  });

  it("goes to the preview in stretches that together are all of it, each within the limit", () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 25 }), (all, size) => {
        const batches = batchesOf(all, size);
        expect(batches.flat()).toEqual(all);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(size);
        }
      }),
    );
  });
});
