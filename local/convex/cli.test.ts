import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { api } from "./fixture/convex/_generated/api";
import {
  convexCli,
  copyOfFixture,
  deployFixture,
  FIXTURE,
  httpClient,
  spawnCli,
  startFixture,
} from "./fixture-server.testing.ts";
import type { FixtureServer } from "./fixture-server.testing.ts";

let server: FixtureServer;
beforeAll(async () => {
  server = await startFixture();
});
afterAll(() => server.stop());

async function edit(
  project: string,
  file: string,
  change: (text: string) => string,
): Promise<void> {
  const name = path.join(project, "convex", file);
  await writeFile(name, change(await readFile(name, "utf8")));
}

const cli = (...args: string[]) => convexCli(server, args);

/** The files below all `_generated` folders of a project, by name; packages that are components bring their own. */
async function generated(project: string): Promise<Map<string, string>> {
  const names = await readdir(project, { recursive: true });
  const own = names
    .filter((name) => /_generated\/[^/]+\.(js|ts)$/.test(name) && !name.includes("node_modules"))
    .sort();
  const read = (name: string) => readFile(path.join(project, name), "utf8");
  return new Map(await Promise.all(own.map(async (name) => [name, await read(name)] as const)));
}

test("convex codegen writes the official files, and they are the ones that are committed", async () => {
  const project = await copyOfFixture();
  for (const folder of ["convex", "ledger", "counter"]) {
    await rm(path.join(project, folder, "_generated"), { recursive: true });
  }
  const { code, output } = await convexCli(server, ["codegen", "--typecheck", "disable"], project);
  expect(code, output).toBe(0);
  const written = await generated(project);
  expect([...written.keys()]).toContain("ledger/_generated/api.ts");
  expect(written).toEqual(await generated(FIXTURE));
});

describe("convex run", () => {
  test("runs public and internal functions of every kind and prints what they return", async () => {
    const write = await cli("run", "jobs:record", '{"name":"from the shell"}');
    expect([write.code, write.output]).toMatchObject([0, expect.any(String)]);
    const read = await cli("run", "jobs:recorded", '{"name":"from the shell"}');
    expect(JSON.parse(read.stdout)).toMatchObject([{ name: "from the shell" }]);
    const hash = await cli("run", "digests:digest", '{"text":"abc"}');
    expect(JSON.parse(hash.stdout)).toMatch(/^ba7816bf/);
  });

  test("fails with the message of a function that throws", async () => {
    const { code, output } = await cli("run", "messages:demand", '{"channel":"silent"}');
    expect(code).not.toBe(0);
    expect(output).toContain("NO_MESSAGE");
  });
});

test("convex env sets, lists, gets and removes variables that functions then see", async () => {
  const greeting = () => httpClient(server).query(api.settings.greeting, {});
  expect((await cli("env", "set", "GREETING", "good day")).code).toBe(0);
  expect(await greeting()).toBe("good day");
  expect((await cli("env", "list")).stdout).toContain("GREETING=");
  expect((await cli("env", "get", "GREETING")).stdout.trim()).toBe("good day");
  expect((await cli("env", "remove", "GREETING")).code).toBe(0);
  expect(await greeting()).toBeNull();
});

test("convex data lists tables and shows documents", async () => {
  await httpClient(server).mutation(api.messages.send, { channel: "shown", body: "in the table" });
  const tables = await cli("data");
  expect(tables.stdout).toContain("messages");
  expect((await cli("data", "messages")).stdout).toContain("in the table");
});

test("a wrong admin key is refused with a sentence by every command", async () => {
  const wrong = { ...server, adminKey: "local|wrong" };
  for (const args of [
    ["deploy", "--codegen", "disable", "--typecheck", "disable"],
    ["env", "list"],
    ["run", "jobs:record", "{}"],
  ]) {
    const { code, output } = await convexCli(wrong, args);
    expect(code).not.toBe(0);
    expect(output).toMatch(/admin key|BadAdminKey|401|403/i);
  }
});

describe("convex deploy", () => {
  test("of a schema that stored documents do not fit is refused by table and document, and nothing changes", async () => {
    const client = httpClient(server);
    const id = await client.mutation(api.accounts.open, { name: "old", balance: 5 });
    const project = await copyOfFixture();
    await edit(project, "schema.ts", (text) =>
      text.replace("balance: v.number()", "balance: v.string()"),
    );
    await expect(deployFixture(server, project)).rejects.toThrow(
      `Document with ID "${id}" in table "accounts" does not match the schema`,
    );
    expect(await client.query(api.accounts.balance, { name: "old" })).toBe(5);
  });

  test("of code that does not load is refused with its error, and the old code goes on", async () => {
    const project = await copyOfFixture();
    await edit(project, "settings.ts", (text) => `${text}\nthrow new Error("broken at load");\n`);
    await expect(deployFixture(server, project)).rejects.toThrow("broken at load");
    expect(await httpClient(server).query(api.settings.greeting, {})).toBeNull();
  });

  test("of a cron that never comes is refused by name", async () => {
    const project = await copyOfFixture();
    const wrong = 'crons.cron("odd", "0 0 31 2 *", internal.jobs.record, { name: "x" });\n\nexport';
    await edit(project, "crons.ts", (text) => text.replace("export", wrong));
    await expect(deployFixture(server, project)).rejects.toThrow('The cron "odd" cannot be used');
  });

  test("replaces functions, tells live queries, and takes removed ones away", async () => {
    const project = await copyOfFixture();
    await edit(project, "settings.ts", (text) =>
      text.replace("process.env.GREETING ?? null", '"new code"'),
    );
    await writeFile(
      path.join(project, "convex", "extra.ts"),
      'import { query } from "./_generated/server";\nexport const one = query({ args: {}, handler: () => 1 });\n',
    );
    await deployFixture(server, project);
    const client = httpClient(server);
    expect(await client.query(api.settings.greeting, {})).toBe("new code");
    expect(await client.query("extra:one" as never)).toBe(1);
    await deployFixture(server);
    await expect(client.query("extra:one" as never)).rejects.toThrow(
      "Could not find public function",
    );
  });
});

test("convex dev pushes, watches, and pushes again when a file changes", async () => {
  const project = await copyOfFixture();
  const dev = spawnCli(
    server,
    ["dev", "--typecheck", "disable", "--tail-logs", "disable"],
    project,
  );
  onTestFinished(() => void dev.kill("SIGKILL"));
  let output = "";
  for (const stream of [dev.stdout, dev.stderr]) {
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  await expect.poll(() => output, { timeout: 30_000 }).toContain("Convex functions ready!");
  await edit(project, "settings.ts", (text) => text.replace("process.env.GREETING", '"watched"'));
  await expect
    .poll(() => httpClient(server).query(api.settings.greeting, {}), { timeout: 30_000 })
    .toBe("watched");
  dev.kill("SIGINT");
  await deployFixture(server);
});

test("log lines of functions appear on the terminal with the function's path", async () => {
  await httpClient(server).mutation(api.messages.send, { channel: "log", body: "a visible line" });
  await expect
    .poll(() => server.lines.find((line) => line.includes("a visible line")))
    .toMatch(/messages:send/);
});
