import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { findChromium } from "./chromium.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the Chromium of the browser tests", () => {
  test("is the one that CHROMIUM_PATH names", () => {
    vi.stubEnv("CHROMIUM_PATH", process.execPath);
    expect(findChromium()).toBe(process.execPath);
  });

  test("is never another one than CHROMIUM_PATH names", () => {
    vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium");
    expect(() => findChromium()).toThrow('CHROMIUM_PATH is "/nowhere/chromium"');
  });

  test("is found on the search path under any of its usual names", () => {
    const folder = mkdtempSync(join(tmpdir(), "chromium-"));
    symlinkSync(process.execPath, join(folder, "google-chrome"));
    vi.stubEnv("CHROMIUM_PATH", "");
    vi.stubEnv("PATH", `/nowhere${delimiter}${folder}`);
    expect(findChromium()).toBe(join(folder, "google-chrome"));
    rmSync(folder, { recursive: true });
  });
});
