import { expect, test } from "vitest";
import { returnPath } from "./return-path";

const here = new URL("https://app.example/demo/maya?month=2026-11#times") as unknown as Location;

test("without a wish, one comes back to the page one was on", () => {
  expect(returnPath(undefined, here)).toBe("/demo/maya?month=2026-11#times");
});

test("a path of this application is taken", () => {
  expect(returnPath("/dashboard?week=3#today", here)).toBe("/dashboard?week=3#today");
});

test.each(["https://evil.example/", "//evil.example/", "\\\\evil.example", "javascript:alert(1)"])(
  "%s is not, and one stays here",
  (wanted) => {
    expect(returnPath(wanted, here)).toBe("/demo/maya?month=2026-11#times");
  },
);
