import { describe, expect, it } from "vitest";
import { inColors } from "./mail-colors";

const MAIL =
  '<meta name="color-scheme" content="light dark"/><style>@media (prefers-color-scheme: dark) { .ink { color: #fff } }</style>';

describe("the colours of a preview", () => {
  it("are dark on a light screen", () => {
    expect(inColors(MAIL, true)).toContain("@media all {");
    expect(inColors(MAIL, true)).toContain('content="dark"');
  });

  it("are light on a dark screen", () => {
    expect(inColors(MAIL, false)).toContain("@media not all {");
    expect(inColors(MAIL, false)).toContain('content="light"');
  });
});
