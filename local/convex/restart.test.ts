import { cp, readdir } from "node:fs/promises";
import { createConnection } from "node:net";
import { ConvexClient } from "convex/browser";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { systemClock } from "./clock.ts";
import { api } from "./fixture/convex/_generated/api";
import {
  adminClient,
  deployFixture,
  freePorts,
  httpClient,
  setEnvironment,
  spawnServer,
  startFixture,
} from "./fixture-server.testing.ts";
import type { Address, FixtureServer, StartOptions } from "./fixture-server.testing.ts";
import { rawSocket } from "./raw-socket.testing.ts";
import { SmallDisk, temporaryFolder } from "./store.testing.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A folder with the fixture deployed and nothing else; each test starts from a copy. */
let deployed: string;
beforeAll(async () => {
  const server = await startFixture();
  deployed = server.dataDir;
  await server.stop();
});

async function freshFolder(): Promise<string> {
  const dataDir = await temporaryFolder();
  await cp(deployed, dataDir, { recursive: true });
  return dataDir;
}

async function start(options: StartOptions): Promise<FixtureServer> {
  const server = await startFixture({ ...options, deploy: false });
  onTestFinished(() => server.stop());
  return server;
}

const later = (ms: number) => ({ ...systemClock, now: () => Date.now() + ms });

test("a client that writes while the server is killed again and again finds each acknowledged write once", async () => {
  const dataDir = await freshFolder();
  const ports = await freePorts();
  let server = await spawnServer({ dataDir, ...ports });
  onTestFinished(() => server.kill());
  const client = new ConvexClient(server.url, {
    logger: false,
    skipConvexDeploymentUrlCheck: true,
  });
  onTestFinished(() => client.close());
  const acknowledged = new Map<string, number>();
  let isWriting = true;
  let sent = 0;
  const writer = async () => {
    while (isWriting) {
      const key = `key ${(sent += 1)}`;
      acknowledged.set(key, await client.mutation(api.receipts.issue, { key }));
    }
  };
  const writers = [writer(), writer(), writer(), writer()];
  for (let life = 0; life < 4; life++) {
    const lifetimeMs = Math.random() * 400;
    const before = acknowledged.size;
    await expect.poll(() => acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(before);
    await new Promise((resolve) => setTimeout(resolve, lifetimeMs));
    await server.kill();
    server = await spawnServer({ dataDir, ...ports });
  }
  isWriting = false;
  await Promise.all(writers);
  const rows = await httpClient(server).query(api.receipts.all, {});
  expect(acknowledged.size).toBe(sent);
  expect(new Map(rows.map(({ key, number }) => [key, number]))).toEqual(acknowledged);
  expect(rows).toHaveLength(sent);
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 1));
});

describe("after a restart", () => {
  test("documents, files, environment and functions are there without a new push", async () => {
    const dataDir = await freshFolder();
    const first = await start({ dataDir });
    await httpClient(first).mutation(api.messages.send, { channel: "kept", body: "here" });
    await httpClient(first).action(api.files.write, { name: "kept", text: "the text" });
    await first.stop();
    const client = httpClient(await start({ dataDir }));
    expect(await client.query(api.messages.demand, { channel: "kept" })).toBe("here");
    const file = await client.query(api.files.find, { name: "kept" });
    expect(file).toMatchObject({ size: 8, contentType: "text/plain" });
  });

  test("new documents get new ids and later times", async () => {
    const dataDir = await freshFolder();
    const first = await start({ dataDir });
    const send = (server: FixtureServer, body: string) =>
      httpClient(server).mutation(api.messages.send, { channel: "ids", body });
    const before = await send(first, "a");
    await first.stop();
    const second = await start({ dataDir });
    expect(await send(second, "b")).not.toBe(before);
    const [newest, oldest] = await httpClient(second).query(api.messages.list, { channel: "ids" });
    expect([newest?.body, oldest?.body]).toEqual(["b", "a"]);
  });

  test("a live client reconnects by itself, sees what it missed and goes on", async () => {
    const dataDir = await freshFolder();
    const ports = await freePorts();
    const first = await start({ dataDir, ...ports });
    const client = new ConvexClient(first.url, {
      logger: false,
      skipConvexDeploymentUrlCheck: true,
    });
    onTestFinished(() => client.close());
    let latest: string[] | null = null;
    client.onUpdate(api.messages.list, { channel: "back" }, (messages) => {
      latest = messages.map(({ body }) => body);
    });
    await expect.poll(() => latest).toEqual([]);
    await first.stop();
    const sent = client.mutation(api.messages.send, { channel: "back", body: "while away" });
    const second = await start({ dataDir, ...ports });
    await httpClient(second).mutation(api.messages.send, { channel: "back", body: "missed" });
    await sent;
    await expect.poll(() => [...(latest ?? [])].sort()).toEqual(["missed", "while away"]);
  });
});

test("a log that is compacted all the time keeps documents, files, jobs, variables and answers, and what was removed stays away", async () => {
  const dataDir = await freshFolder();
  const first = await start({ dataDir, compactAtBytes: 2_000 });
  const client = httpClient(first);
  const send = (channel: string, body: string) =>
    client.mutation(api.messages.send, { channel, body });
  const ask = {
    type: "Mutation",
    requestId: 3,
    udfPath: "receipts:issue",
    args: [{ key: "asked" }],
  };
  const session = "3d0a8f0e-62bb-4f6a-9a65-0c8c6e9d2f11";
  const answerOf = async (server: Address) => {
    const socket = await rawSocket(server);
    socket.connect(session);
    socket.send(ask);
    await expect.poll(() => socket.of("MutationResponse")).toHaveLength(1);
    return socket.of("MutationResponse")[0];
  };
  const answer = await answerOf(first);
  await setEnvironment(first, { GREETING: "kept" });
  await client.action(api.files.write, { name: "kept", text: "the text" });
  const args = { name: "next month", delayMs: 40 * DAY_MS, kind: "mutation" as const };
  const job = await client.mutation(api.jobs.schedule, args);
  await client.mutation(api.messages.remove, { id: await send("small", "removed") });
  for (let i = 0; i < 50; i++) await send("many", `${i}`);
  const snapshots = async () =>
    (await readdir(dataDir)).map((name) => Number(/^snapshot-(\d+)$/.exec(name)?.[1] ?? 0));
  await expect.poll(async () => Math.max(...(await snapshots()))).toBeGreaterThan(1);
  await send("small", "last");
  await first.stop();
  const second = await start({ dataDir });
  const again = httpClient(second);
  const bodies = async (channel: string) =>
    (await again.query(api.messages.list, { channel })).map(({ body }) => body);
  expect(await bodies("small")).toEqual(["last"]);
  expect(await bodies("many")).toEqual(Array.from({ length: 50 }, (_, i) => `${49 - i}`));
  expect(await again.query(api.settings.greeting, {})).toBe("kept");
  const file = await again.query(api.files.find, { name: "kept" });
  expect(await (await fetch(file?.url ?? "")).text()).toBe("the text");
  expect(await again.query(api.jobs.state, { id: job })).toMatchObject({ kind: "pending" });
  expect(await answerOf(second)).toMatchObject({ success: true, result: answer?.result });
  expect(await again.query(api.receipts.byKey, { key: "asked" })).toHaveLength(1);
  expect(await again.query(api.jobs.recorded, { name: "beat" })).toHaveLength(1);
});

describe("a scheduled function", () => {
  const schedule = (server: FixtureServer, name: string, delayMs: number) =>
    httpClient(server).mutation(api.jobs.schedule, { name, delayMs, kind: "mutation" });
  const deeds = (server: FixtureServer, name: string) =>
    httpClient(server).query(api.jobs.recorded, { name });

  test("runs at its time with its own id, and its state can be watched", async () => {
    const server = await start({ dataDir: await freshFolder() });
    const id = await schedule(server, "soon", 100);
    expect(await httpClient(server).query(api.jobs.state, { id })).toMatchObject({
      kind: "pending",
    });
    await expect.poll(() => deeds(server, "soon")).toMatchObject([{ scheduledFunctionId: id }]);
    expect(await httpClient(server).query(api.jobs.state, { id })).toMatchObject({
      kind: "success",
    });
  });

  test("of an action runs too, and a cancelled one does not", async () => {
    const server = await start({ dataDir: await freshFolder() });
    const client = httpClient(server);
    const args = { name: "by action", delayMs: 0, kind: "action" as const };
    const id = await client.mutation(api.jobs.schedule, args);
    const cancelled = await schedule(server, "never", 300);
    await client.mutation(api.jobs.cancel, { id: cancelled });
    await expect.poll(() => deeds(server, "by action")).toHaveLength(1);
    await expect
      .poll(() => client.query(api.jobs.state, { id }))
      .toMatchObject({ kind: "success" });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await deeds(server, "never")).toEqual([]);
    expect(await client.query(api.jobs.state, { id: cancelled })).toMatchObject({
      kind: "canceled",
    });
  });

  test("is not there when the mutation that scheduled it throws", async () => {
    const server = await start({ dataDir: await freshFolder() });
    const thrown = httpClient(server).mutation(api.jobs.scheduleAndThrow, { name: "undone" });
    await expect(thrown).rejects.toThrow("changed my mind");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await deeds(server, "undone")).toEqual([]);
  });

  test("beyond 25 days waits, survives a restart, and runs when its day has come", async () => {
    const dataDir = await freshFolder();
    const first = await start({ dataDir });
    const id = await schedule(first, "next month", 40 * DAY_MS);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await deeds(first, "next month")).toEqual([]);
    await first.stop();
    const second = await start({ dataDir, clock: later(39 * DAY_MS) });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await httpClient(second).query(api.jobs.state, { id })).toMatchObject({
      kind: "pending",
    });
    await second.stop();
    const third = await start({ dataDir, clock: later(41 * DAY_MS) });
    await expect.poll(() => deeds(third, "next month")).toHaveLength(1);
  });

  test("of an action that was cut off by a kill has failed and does not run again", async () => {
    const dataDir = await freshFolder();
    const ports = await freePorts();
    const first = await spawnServer({ dataDir, ...ports });
    onTestFinished(() => first.kill());
    const args = { name: "slow", delayMs: 0, kind: "action" as const };
    const id = await httpClient(first).mutation(api.jobs.schedule, args);
    await expect
      .poll(() => httpClient(first).query(api.jobs.state, { id }))
      .toMatchObject({ kind: "inProgress" });
    await first.kill();
    const second = await start({ dataDir });
    expect(await httpClient(second).query(api.jobs.state, { id })).toMatchObject({
      kind: "failed",
    });
  });
});

test("crons of the app and of each mounted component run at the push, and once for all ticks missed", async () => {
  const dataDir = await freshFolder();
  const beats = async (server: FixtureServer) =>
    (await httpClient(server).query(api.jobs.recorded, { name: "beat" })).length;
  const closed = async (server: FixtureServer, ledger: "ledger" | "secondLedger") => {
    const { texts } = await httpClient(server).query(api.ledgers.list, { ledger });
    return texts.filter((text) => text === "closed").length;
  };
  const first = await start({ dataDir });
  await expect.poll(() => beats(first)).toBe(1);
  await expect.poll(() => closed(first, "ledger")).toBe(1);
  await expect.poll(() => closed(first, "secondLedger")).toBe(1);
  await first.stop();
  const second = await start({ dataDir, clock: later(3 * DAY_MS) });
  await expect.poll(() => beats(second)).toBe(2);
  await expect.poll(() => closed(second, "ledger")).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([await beats(second), await closed(second, "ledger")]).toEqual([2, 2]);
});

describe("a full disk", () => {
  test("refuses writes with a sentence, keeps serving reads, and takes writes again when there is room", async () => {
    const disk = new SmallDisk();
    const server = await start({ dataDir: await freshFolder(), files: disk });
    const client = httpClient(server);
    const send = (body: string) => client.mutation(api.messages.send, { channel: "disk", body });
    await send("before");
    disk.free = 0;
    await expect(send("refused")).rejects.toThrow("The disk is full");
    await expect(client.action(api.files.write, { name: "refused", text: "x" })).rejects.toThrow(
      "The disk is full",
    );
    const bodies = async () =>
      (await client.query(api.messages.list, { channel: "disk" })).map(({ body }) => body);
    expect(await bodies()).toEqual(["before"]);
    disk.free = Infinity;
    await send("after");
    expect(await bodies()).toEqual(["after", "before"]);
  });
});

test("a push that finds the disk full is refused with a sentence, and the old functions go on", async () => {
  const disk = new SmallDisk();
  const server = await start({ dataDir: await freshFolder(), files: disk });
  disk.free = 0;
  await expect(deployFixture(server)).rejects.toThrow("The disk is full");
  disk.free = Infinity;
  await httpClient(server).mutation(api.messages.send, { channel: "on", body: "and on" });
  await deployFixture(server);
  expect(await httpClient(server).query(api.messages.demand, { channel: "on" })).toBe("and on");
});

test("a server that may not show errors hides what is not meant for the caller", async () => {
  const server = await start({ dataDir: await freshFolder(), hideErrors: true });
  const client = httpClient(server);
  const broken = client.mutation(api.messages.breakAfterWrite, { how: "throw" });
  await expect(broken).rejects.toThrow(/^\[Request ID: \w+\] Server Error\s*$/);
  expect(server.lines.join("\n")).toContain("a secret detail");
  const refused = client.query(api.messages.demand, { channel: "none" });
  await expect(refused).rejects.toMatchObject({ data: { code: "NO_MESSAGE", channel: "none" } });
  const page = await fetch(`${server.siteUrl}/broken`);
  expect([page.status, await page.text()]).toEqual([500, expect.not.stringContaining("secret")]);
});

test("a port that is taken is refused, and the folder stays free for another try", async () => {
  const first = await start({ dataDir: await freshFolder() });
  const dataDir = await freshFolder();
  const port = Number(new URL(first.url).port);
  await expect(startFixture({ dataDir, port, deploy: false })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
  await start({ dataDir });
});

test("a second server on the same folder is refused with a sentence, and the first goes on", async () => {
  const dataDir = await freshFolder();
  const first = await spawnServer({ dataDir, ...(await freePorts()) });
  onTestFinished(() => first.kill());
  await expect(startFixture({ dataDir, deploy: false })).rejects.toThrow("is in use by process");
  const second = spawnServer({ dataDir, ...(await freePorts()) });
  await expect(second).rejects.toThrow("is in use by process");
  await adminClient(first).mutation(api.messages.send, { channel: "still", body: "here" });
  await first.stop();
  const third = await start({ dataDir });
  expect(await httpClient(third).query(api.messages.demand, { channel: "still" })).toBe("here");
});

test("the server listens on 127.0.0.1 only", async () => {
  const server = await start({ dataDir: await freshFolder() });
  const elsewhere = createConnection({ host: "127.0.0.2", port: Number(new URL(server.url).port) });
  const outcome = await new Promise((resolve) => {
    elsewhere.once("connect", () => resolve("connected"));
    elsewhere.once("error", () => resolve("refused"));
  });
  elsewhere.destroy();
  expect(outcome).toBe("refused");
});
