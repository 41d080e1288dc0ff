import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { deploymentRefusals } from "./deployable.ts";
import { ROOT } from "./run.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A Convex project of these functions, which borrows our node_modules. */
function project(functions: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "planted-deploy-"));
  folders.push(folder);
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  const manifest = { name: "planted", type: "module", dependencies: { convex: "*" } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  for (const [name, source] of Object.entries(functions)) {
    const path = join(folder, "convex", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, source);
  }
  return folder;
}

const ACTION = `
  import { actionGeneric as action } from "convex/server";
  export const digest = action(async () => "digest");`;
const QUERY = `
  import { queryGeneric as query } from "convex/server";
  export const list = query(async () => "list");`;

describe("the offline deployment check", () => {
  test("accepts the project's own backend", async () => {
    expect(await deploymentRefusals(ROOT)).toEqual([]);
  });

  test("accepts web globals, environment variables and Node where they belong", async () => {
    const folder = project({
      "things.ts": `${QUERY}\nexport const origin = new URL(process.env.SITE ?? "https://a.example").origin;`,
      "hashes.ts": `"use node";\nimport "node:crypto";\nBuffer.from(process.cwd());${ACTION}`,
      "domain/jobs.ts": QUERY,
    });
    expect(await deploymentRefusals(folder)).toEqual([]);
  });

  test('accepts a CommonJS package in a "use node" file', async () => {
    const folder = project({
      "../name.cjs": `exports.name = require("node:path").sep;`,
      "hashes.ts": `"use node";\nexport { name } from "../name.cjs";${ACTION}`,
    });
    expect(await deploymentRefusals(folder)).toEqual([]);
  });

  test("refuses a Node built-in in a module of the default runtime", async () => {
    const folder = project({ "things.ts": `import { sep } from "node:path";\nexport { sep };` });
    expect(await deploymentRefusals(folder)).toEqual([
      expect.stringContaining('Could not resolve "node:path"'),
    ]);
  });

  test("refuses every module that does not load with the default runtime's globals", async () => {
    const folder = project({
      "buffers.ts": `export const empty = Buffer.alloc(0);`,
      "folders.ts": `export const here = process.cwd();`,
      "clocks.ts": `setTimeout(() => undefined, 1);\n${QUERY}`,
      "things.ts": QUERY,
    });
    expect(await deploymentRefusals(folder)).toEqual([
      "buffers.js does not load: ReferenceError: Buffer is not defined",
      expect.stringMatching(/^clocks\.js does not load: .*setTimeout/),
      "folders.js does not load: TypeError: process.cwd is not a function",
    ]);
  });

  test("refuses a mounted component whose functions do not load", async () => {
    const folder = project({
      "convex.config.ts": `
        import { defineApp } from "convex/server";
        import counter from "./counter/convex.config";
        const app = defineApp();
        app.use(counter);
        export default app;`,
      "counter/convex.config.ts": `
        import { defineComponent } from "convex/server";
        export default defineComponent("counter");`,
      "counter/public.ts": `Buffer.alloc(0);\n${QUERY}`,
    });
    expect(await deploymentRefusals(folder)).toEqual([
      "counter/public.js does not load: ReferenceError: Buffer is not defined",
    ]);
  });

  test('refuses a query in a "use node" file', async () => {
    const folder = project({ "hashes.ts": `"use node";\n${ACTION}\n${QUERY}` });
    expect(await deploymentRefusals(folder)).toEqual([
      'hashes.js: list is a Query function, and "use node" files hold actions only.',
    ]);
  });

  test("refuses a path that Convex has no name for", async () => {
    const folder = project({ "event-types.ts": QUERY });
    expect(await deploymentRefusals(folder)).toEqual([
      "event-types.js: a path holds only letters, digits, underscores and periods.",
    ]);
  });
});
