import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startConvex, type RunningConvex } from "../local/convex/server.ts";
import { projectEnv, ROOT } from "./run.ts";

const GENERATED = "convex/_generated";
let folder: string;
let convex: RunningConvex;

/** A copy of the backend, so that what is generated does not touch the working tree. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "generated-"));
  for (const part of ["convex", "core", "package.json", "tsconfig.base.json"]) {
    await cp(path.join(ROOT, part), path.join(folder, part), { recursive: true });
  }
  await rm(path.join(folder, GENERATED), { recursive: true });
  await symlink(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "junction");
  convex = await startConvex({ dataDir: path.join(folder, "data"), port: 0, sitePort: 0 });
});

afterAll(async () => {
  await convex.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The stock command line, on the copy and against the embedded server. */
async function runConvex(...args: string[]): Promise<void> {
  const command = path.join(ROOT, "node_modules/convex/bin/main.js");
  const deployment = ["--url", convex.url, "--admin-key", convex.adminKey];
  const options = { cwd: folder, env: projectEnv() };
  await promisify(execFile)(process.execPath, [command, ...args, ...deployment], options);
}

test("what the command line generates today is what is committed", async () => {
  await runConvex("env", "set", "AUTH_ISSUER_URL", "https://sign-in.example");
  await runConvex("codegen", "--typecheck", "disable");
  const committed = (await readdir(path.join(ROOT, GENERATED))).toSorted();
  expect((await readdir(path.join(folder, GENERATED))).toSorted()).toEqual(committed);
  for (const file of committed) {
    const [fresh, kept] = await Promise.all(
      [folder, ROOT].map((root) => readFile(path.join(root, GENERATED, file), "utf8")),
    );
    expect(fresh, file).toBe(kept);
  }
});
