import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { build } from "vite";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ROOT } from "../child.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "stripe-build-"));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** All that a browser would load of a page that takes money, built with the project's own configuration. */
async function built(stripeUrl: string): Promise<string> {
  vi.stubEnv("VITE_STRIPE_URL", stripeUrl);
  await build({
    configFile: path.join(ROOT, "vite.config.ts"),
    root: path.join(ROOT, "local", "stripe", "react-page"),
    logLevel: "error",
    build: { outDir: folder },
  });
  const files = await readdir(path.join(folder, "assets"));
  const texts = files.map((file) => readFile(path.join(folder, "assets", file), "utf8"));
  return (await Promise.all(texts)).join("\n");
}

test("a production build loads Stripe's own script and holds nothing of the stand-in", async () => {
  const loaded = await built("");
  expect(loaded).toContain("js.stripe.com");
  expect(loaded).not.toContain("local-stripe");
});

test("in local mode nothing is loaded from Stripe", async () => {
  const loaded = await built("http://127.0.0.1:3213");
  expect(loaded).toContain("local-stripe");
  expect(loaded).not.toContain("js.stripe.com");
});
