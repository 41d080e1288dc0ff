import { describe, expect, it } from "vitest";
import { habitsOf } from "./reader-habits";

describe("a reader's habits", () => {
  it("are those of their language, where we write it", () => {
    expect(habitsOf("en-US")).toEqual({ locale: "en-US", clock: "auto" });
    expect(habitsOf("de-AT")).toEqual({ locale: "de-AT", clock: "auto" });
    expect(habitsOf("ja")).toEqual({ locale: "ja", clock: "auto" });
  });

  it("keep the clock of a language that we do not write", () => {
    expect(habitsOf("it-IT")).toEqual({ locale: "it-IT", clock: "24h" });
    expect(habitsOf("en-AU")).toEqual({ locale: "en-AU", clock: "12h" });
  });

  it("are left to us where the browser says nonsense", () => {
    expect(habitsOf("en-US@posix")).toEqual({ locale: "en-US@posix", clock: "auto" });
    expect(habitsOf("")).toEqual({ locale: "", clock: "auto" });
  });
});
