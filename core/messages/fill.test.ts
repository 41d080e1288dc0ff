import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fill, LIMITS, oneLine, problemsOf, VARIABLES } from "./fill.ts";

const values = { customer: "Ann", date: "Friday" };

describe("a text with variables", () => {
  it("is filled, with or without blanks inside the braces", () => {
    expect(fill("{{customer}}: {{ date }}.", values)).toBe("Ann: Friday.");
  });

  it("loses a variable that has no value", () => {
    expect(fill("[{{nobody}}{{}}{{toString}}]", values)).toBe("[]");
  });

  it("is not filled a second time by what a value holds", () => {
    fc.assert(
      fc.property(fc.constantFrom(...VARIABLES), fc.string(), (name, around) => {
        const value = `${around}{{${name}}}{{customer}}$&$1`;
        expect(fill("<{{customer}}>", { customer: value, [name]: value })).toBe(`<${value}>`);
      }),
    );
  });

  it("stays as it is without variables", () => {
    const plain = fc.string().filter((text) => !text.includes("{{"));
    fc.assert(fc.property(plain, (text) => fill(text, values) === text));
  });

  it("does not end a sentence twice", () => {
    expect(fill("At {{time}}. Bye.", { time: "9:00 a.m." })).toBe("At 9:00 a.m. Bye.");
    expect(fill("At {{time}}. Bye.", { time: "9:00" })).toBe("At 9:00. Bye.");
  });
});

describe("a line", () => {
  it("holds no break, no control character, no half of a character and no mark that reorders", () => {
    const hostile = fc.string({
      unit: fc.constantFrom("a", "\r", "\n", "\0", "\u2028", "\u202e", "\ud83d", "😀", "é", " "),
    });
    fc.assert(
      fc.property(hostile, (text) => {
        expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
        expect(oneLine(text).replaceAll(" ", "")).toBe(text.replaceAll(/[^aé😀]/gu, ""));
      }),
    );
  });

  it("cannot begin another header", () => {
    expect(oneLine("Ann\r\nBcc: x@example.com")).toBe("Ann Bcc: x@example.com");
  });
});

describe("a text of a business", () => {
  it("may name every variable", () => {
    const all = VARIABLES.map((name) => `{{${name}}}`).join(" ");
    for (const limits of Object.values(LIMITS)) expect(problemsOf(all, limits)).toEqual([]);
  });

  it.each([
    ["", ["REQUIRED"]],
    [" \n ", ["REQUIRED"]],
    ["Dear {{name}}", ["UNKNOWN_VARIABLE"]],
    ["Dear {{}}", ["UNKNOWN_VARIABLE"]],
    ["Dear {{Customer}}", ["UNKNOWN_VARIABLE"]],
    ["Dear {{toString}}", ["UNKNOWN_VARIABLE"]],
    ["Dear {{customer", ["UNCLOSED_BRACES"]],
    ["Dear {{customer}", ["UNCLOSED_BRACES"]],
    ["Dear customer}}", ["UNCLOSED_BRACES"]],
    ["Dear {{{customer}}", []],
    ["Dear\0", ["CONTROL_CHARACTERS"]],
    ["Dear \u202eAnn", ["CONTROL_CHARACTERS"]],
    ["Dear\n\tAnn, {yes}", []],
  ])("is told of %j what is wrong with it: %j", (template, problems) => {
    expect(problemsOf(template, LIMITS.body)).toEqual(problems);
  });

  it("has one line where it is a subject", () => {
    const breaks = ["\n", "\r\n", "\u2028"].map((each) => problemsOf(`a${each}b`, LIMITS.subject));
    expect(breaks.every((problems) => problems.includes("LINE_BREAKS"))).toBe(true);
    expect(problemsOf("a\nb", LIMITS.sms)).toEqual([]);
  });

  it("is counted in code points", () => {
    for (const limits of Object.values(LIMITS)) {
      expect(problemsOf("😀".repeat(limits.max), limits)).toEqual([]);
      expect(problemsOf("a".repeat(limits.max + 1), limits)).toEqual(["TOO_LONG"]);
    }
  });

  it("leaves no braces behind once it is accepted", () => {
    const piece = fc.constantFrom("{{", "}}", "{", "}", "customer", "date", " ", "x");
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), (pieces) => {
        const template = pieces.join("");
        if (problemsOf(template, LIMITS.body).length > 0) return;
        expect(fill(template, values)).not.toMatch(/\{\{|\}\}/);
      }),
      { numRuns: 2_000 },
    );
  });
});
