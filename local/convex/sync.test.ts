import { BaseConvexClient, ConvexClient } from "convex/browser";
import { ConvexError } from "convex/values";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { api } from "./fixture/convex/_generated/api";
import { adminClient, httpClient, startFixture } from "./fixture-server.testing.ts";
import type { FixtureServer } from "./fixture-server.testing.ts";
import { rawSocket } from "./raw-socket.testing.ts";
import type { Frame } from "./raw-socket.testing.ts";

let server: FixtureServer;
beforeAll(async () => {
  server = await startFixture();
});
afterAll(() => server.stop());

function liveClient(): ConvexClient {
  const client = new ConvexClient(server.url, {
    logger: false,
    skipConvexDeploymentUrlCheck: true,
  });
  onTestFinished(() => client.close());
  return client;
}

describe("the stock client in Node", () => {
  test("sees every change of a query it watches, and nothing of others", async () => {
    const client = liveClient();
    const seen: string[][] = [];
    client.onUpdate(api.messages.list, { channel: "live" }, (messages) => {
      seen.push(messages.map(({ body }) => body));
    });
    await expect.poll(() => seen.length).toBe(1);
    await client.mutation(api.messages.send, { channel: "live", body: "a" });
    await client.mutation(api.messages.send, { channel: "elsewhere", body: "x" });
    await httpClient(server).mutation(api.messages.send, { channel: "live", body: "b" });
    await expect.poll(() => seen).toEqual([[], ["a"], ["b", "a"]]);
  });

  test("sees its own write when the mutation's promise resolves", async () => {
    const client = liveClient();
    let latest: string[] = [];
    client.onUpdate(api.messages.list, { channel: "own" }, (messages) => {
      latest = messages.map(({ body }) => body);
    });
    await expect.poll(() => latest).toEqual([]);
    for (let i = 0; i < 20; i++) {
      await client.mutation(api.messages.send, { channel: "own", body: `${i}` });
      expect(latest[0]).toBe(`${i}`);
    }
  });

  test("gets error data from queries, mutations and actions, and a query recovers", async () => {
    const client = liveClient();
    const errors: unknown[] = [];
    const results: string[] = [];
    client.onUpdate(
      api.messages.demand,
      { channel: "wanted" },
      (body) => results.push(body),
      (error) => errors.push(error instanceof ConvexError ? error.data : error),
    );
    await expect.poll(() => errors).toEqual([{ code: "NO_MESSAGE", channel: "wanted" }]);
    const empty = client.mutation(api.messages.send, { channel: "wanted", body: "" });
    await expect(empty).rejects.toMatchObject({ data: { code: "EMPTY", channel: "wanted" } });
    await client.mutation(api.messages.send, { channel: "wanted", body: "here" });
    await expect.poll(() => results).toEqual(["here"]);
  });

  test("runs mutations in the order they were asked for, and actions beside them", async () => {
    const client = liveClient();
    const sent = Array.from({ length: 30 }, (_, i) =>
      client.mutation(api.messages.send, { channel: "order", body: `${i}` }),
    );
    const actions = ["a", "b"].map((text) => client.action(api.digests.digest, { text }));
    await Promise.all([...sent, ...actions]);
    const messages = await client.query(api.messages.list, { channel: "order" });
    expect(messages.map(({ body }) => Number(body))).toEqual(
      Array.from({ length: 30 }, (_, i) => 29 - i),
    );
  });

  test("is refused internal functions and functions that do not exist, and stays connected", async () => {
    const client = liveClient();
    const inside = { path: "jobs:record", args: { name: "sneaky" } };
    const call = client.mutation(inside.path as never, inside.args as never);
    await expect(call).rejects.toThrow("Could not find public function");
    const nowhere = client.action("nowhere:nothing" as never, {} as never);
    await expect(nowhere).rejects.toThrow("Could not find public function");
    expect(await client.query(api.jobs.recorded, { name: "sneaky" })).toEqual([]);
  });
});

test("every Transition shows one snapshot to each of four subscribers, under 500 concurrent writes", async () => {
  const admin = adminClient(server);
  await admin.mutation(api.accounts.open, { name: "left", balance: 1000 });
  await admin.mutation(api.accounts.open, { name: "right", balance: 1000 });
  const sums = new Set<number>();
  const totals = new Set<number>();
  let transitions = 0;
  const subscribers = Array.from({ length: 4 }, () => {
    const watched = [
      { path: "accounts:balance", args: { name: "left" } },
      { path: "accounts:balance", args: { name: "right" } },
      { path: "accounts:total", args: {} },
    ];
    const read = ({ path, args }: (typeof watched)[number]) =>
      client.localQueryResult(path, args) as number | undefined;
    const client: BaseConvexClient = new BaseConvexClient(
      server.url,
      () => {
        const [left, right, total] = watched.map(read);
        if (left === undefined || right === undefined || total === undefined) return;
        transitions += 1;
        sums.add(left + right);
        totals.add(total);
      },
      {
        logger: false,
        skipConvexDeploymentUrlCheck: true,
        webSocketConstructor: WebSocket as never,
      },
    );
    for (const { path, args } of watched) client.subscribe(path, args);
    onTestFinished(() => client.close());
    return client;
  });
  await expect.poll(() => transitions).toBeGreaterThanOrEqual(4);
  const transfers = subscribers.flatMap((subscriber, number) =>
    Array.from({ length: 125 }, (_, i) => {
      const [from, to] = (number + i) % 3 === 0 ? ["left", "right"] : ["right", "left"];
      return subscriber.mutation("accounts:transfer", { from, to, amount: (i % 7) + 1 });
    }),
  );
  await Promise.all(transfers);
  expect([...sums]).toEqual([2000]);
  expect([...totals]).toEqual([2000]);
  expect(transitions).toBeGreaterThan(100);
});

const SESSION = "7a2c0d7e-8a51-4d52-9b0f-0c0ffee0c0de";

describe("the sync protocol", () => {
  test.each([
    ["no JSON", "{"],
    ["no object", "7"],
    ["an unknown type", { type: "Dance" }],
    ["a query set without its parts", { type: "ModifyQuerySet" }],
    [
      "a mutation whose arguments are no list",
      { type: "Mutation", requestId: 1, udfPath: "a:b", args: 3 },
    ],
    [
      "a version that does not follow",
      { type: "ModifyQuerySet", baseVersion: 9, newVersion: 10, modifications: [] },
    ],
    ["bytes without end", "x".repeat(100_000)],
  ])(
    "answers a frame with %s by a fatal error or a close, and serves the others",
    async (_what, frame) => {
      const socket = await rawSocket(server);
      socket.connect(SESSION);
      socket.send(frame);
      await expect.poll(() => socket.of("FatalError").length > 0 || socket.isClosed()).toBe(true);
      expect(await httpClient(server).query(api.settings.greeting, {})).toBeNull();
    },
  );

  test("gives the same answer to a mutation that is sent again, and applies it once", async () => {
    const ask = {
      type: "Mutation",
      requestId: 0,
      udfPath: "receipts:issue",
      args: [{ key: "sent again" }],
    };
    const answers: Frame[] = [];
    for (let connection = 0; connection < 2; connection++) {
      const socket = await rawSocket(server);
      socket.connect("0b8e8c36-2d53-4f0e-8d53-3a2b4dfd7a11");
      socket.send(ask);
      if (connection === 0) socket.send(ask);
      await expect.poll(() => socket.of("MutationResponse").length).toBeGreaterThan(0);
      answers.push(...socket.of("MutationResponse"));
    }
    const results = new Set(
      answers.map(({ success, result }) => JSON.stringify([success, result])),
    );
    expect(results.size).toBe(1);
    const rows = await httpClient(server).query(api.receipts.byKey, { key: "sent again" });
    expect(rows).toHaveLength(1);
  });

  test("starts each Transition where the last one ended, and ts only grows", async () => {
    const socket = await rawSocket(server);
    socket.connect("5d5e9cfc-4f6e-44d5-a0be-8e6a0e3f4f10");
    const add = (queryId: number, channel: string) => ({
      type: "Add",
      queryId,
      udfPath: "messages:list",
      args: [{ channel }],
    });
    socket.send({
      type: "ModifyQuerySet",
      baseVersion: 0,
      newVersion: 1,
      modifications: [add(0, "t")],
    });
    socket.send({
      type: "ModifyQuerySet",
      baseVersion: 1,
      newVersion: 2,
      modifications: [add(1, "u")],
    });
    socket.send({
      type: "ModifyQuerySet",
      baseVersion: 2,
      newVersion: 3,
      modifications: [{ type: "Remove", queryId: 0 }],
    });
    for (let i = 0; i < 5; i++) {
      await httpClient(server).mutation(api.messages.send, { channel: "u", body: `${i}` });
    }
    type Version = { querySet: number; identity: number; ts: string };
    const bounds = () =>
      socket
        .of("Transition")
        .map(({ startVersion, endVersion }) => [startVersion, endVersion] as Version[]);
    await expect.poll(() => bounds().at(-1)?.[1]?.querySet).toBe(3);
    let last: Version = { querySet: 0, identity: 0, ts: "AAAAAAAAAAA=" };
    for (const [start, end] of bounds()) {
      expect(start).toEqual(last);
      if (end === undefined) throw new Error("A Transition has no end.");
      expect(Buffer.from(end.ts, "base64").readBigUInt64LE()).toBeGreaterThanOrEqual(
        Buffer.from(last.ts, "base64").readBigUInt64LE(),
      );
      last = end;
    }
  });

  test("keeps a page's end by its journal while rows come and go before it", async () => {
    const admin = adminClient(server);
    await admin.mutation("messages:sendMany" as never, { channel: "journal", count: 9 } as never);
    const socket = await rawSocket(server);
    socket.connect("b6f8f8b4-3f2a-4f32-8d39-f5a4de1f42aa");
    const opts = { numItems: 3, cursor: null, id: 1 };
    const args = [{ channel: "journal", paginationOpts: opts }];
    const modifications = [{ type: "Add", queryId: 0, udfPath: "messages:page", args }];
    socket.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications });
    type Update = { value: { page: { body: string }[]; continueCursor: string }; journal: string };
    const updates = () =>
      socket.of("Transition").flatMap(({ modifications: all }) => all as Update[]);
    await expect.poll(() => updates().length).toBe(1);
    await admin.mutation(api.messages.send, { channel: "journal", body: "new" });
    await expect.poll(() => updates().length).toBe(2);
    const [first, second] = updates();
    expect(second?.value.page.map(({ body }) => body)).toEqual([
      "new",
      "message 8",
      "message 7",
      "message 6",
    ]);
    expect(second?.value.continueCursor).toBe(first?.value.continueCursor);
    expect(second?.journal).toBe(first?.journal);
  });
});
