import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { ESLint } from "eslint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import importRules from "../.dependency-cruiser.cjs";
import { forbidden } from "./lint/selectors.js";
import { importPlants, lintPlants } from "./planted-violations.ts";
import { projectEnv, ROOT } from "./run.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A tree with our configuration and these files, and nothing else of ours. */
function plant(files: readonly { path: string; code: string }[]): string {
  const tree = mkdtempSync(join(tmpdir(), "planted-"));
  folders.push(tree);
  symlinkSync(join(ROOT, "node_modules"), join(tree, "node_modules"), "junction");
  const configs = ["package.json", "tsconfig.json", "tsconfig.base.json", "tsconfig.node.json"];
  const folderConfigs = ["core", "convex", "src"].map((folder) => `${folder}/tsconfig.json`);
  for (const path of [...configs, ...folderConfigs]) cpSync(join(ROOT, path), join(tree, path));
  for (const { path, code } of files) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), `${code}\n`);
  }
  return tree;
}

/** What a command of the project prints, whether it is content or not. */
function output(command: string, args: string[], cwd: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd, env: projectEnv(), maxBuffer: 1 << 26, shell: process.platform === "win32" },
      (_error, stdout) => {
        resolve(stdout);
      },
    );
  });
}

describe("the linter", () => {
  const reports = new Map<string, { rules: string[]; messages: string[] }>();

  beforeAll(async () => {
    const tree = plant(lintPlants);
    const eslint = new ESLint({ cwd: tree, overrideConfigFile: join(ROOT, "eslint.config.js") });
    for (const { filePath, messages } of await eslint.lintFiles(["."])) {
      reports.set(relative(tree, filePath), {
        rules: [...new Set(messages.map(({ ruleId }) => ruleId ?? "unreadable"))].sort(),
        messages: messages.map(({ message }) => message),
      });
    }
  });

  test.each(lintPlants)("reports in $path exactly $rules", ({ path, rules }) => {
    expect(reports.get(path)?.rules, reports.get(path)?.messages.join("\n")).toEqual(rules);
  });

  test("has a planted violation for every shape of code that we forbid", () => {
    const seen = [...reports.values()].flatMap(({ messages }) => messages);
    const shapes = new Set(Object.values(forbidden).flat());
    expect([...shapes].filter(({ message }) => !seen.includes(message))).toEqual([]);
  });
});

describe("the import rules", () => {
  const broken = new Map<string, string[]>();

  beforeAll(async () => {
    const tree = plant(importPlants);
    const config = join(ROOT, ".dependency-cruiser.cjs");
    const args = ["--config", config, "--output-type", "json", "core", "convex", "src", "local"];
    const { summary } = JSON.parse(await output("depcruise", args, tree)) as {
      summary: { violations: { from: string; rule: { name: string } }[] };
    };
    for (const { from, rule } of summary.violations) {
      broken.set(from, [...(broken.get(from) ?? []), rule.name]);
    }
  });

  test.each(importPlants.filter(({ rule }) => rule !== undefined))(
    "report $rule in $path and nothing else",
    ({ path, rule }) => {
      expect(broken.get(path)).toEqual([rule]);
    },
  );

  test("let pass what the layout allows", () => {
    const allowed = importPlants.filter(({ rule }) => rule === undefined);
    expect(allowed.filter(({ path }) => broken.has(path))).toEqual([]);
  });

  test("each have a planted violation", () => {
    const planted = new Set(importPlants.map(({ rule }) => rule));
    const names = importRules.forbidden?.map(({ name }) => name) ?? [];
    expect(names.filter((name) => !planted.has(name))).toEqual([]);
  });
});

describe("the compiler", () => {
  test.each([
    ["core", ["document", "window", "process", "fetch", "console", "setTimeout"]],
    ["convex", ["document", "window", "process", "Buffer"]],
    ["src", ["process", "Buffer"]],
  ])("knows in %s/ none of %j", async (folder, names) => {
    const files = names.map((name) => ({
      path: `${folder}/${name}.ts`,
      code: `export const it = ${name};`,
    }));
    const printed = await output("tsc", ["-p", folder, "--incremental", "false"], plant(files));
    const refused = names.filter((name) => printed.includes(`Cannot find name '${name}'`));
    expect(refused, printed).toEqual(names);
  });
});
