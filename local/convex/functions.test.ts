import { ConvexError } from "convex/values";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api, internal } from "./fixture/convex/_generated/api";
import { adminClient, httpClient, startFixture } from "./fixture-server.testing.ts";
import type { FixtureServer } from "./fixture-server.testing.ts";

let server: FixtureServer;
beforeAll(async () => {
  server = await startFixture({ env: { GREETING: "hello" } });
});
afterAll(() => server.stop());

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const call = (path: string, args: unknown = {}) => ({
  path,
  args: [args],
  format: "convex_encoded_json",
});

async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("It was expected to fail.");
}

describe("a function called over HTTP", () => {
  test("reads what an earlier one wrote", async () => {
    const client = httpClient(server);
    const id = await client.mutation(api.messages.send, { channel: "http", body: "one" });
    const messages = await client.query(api.messages.list, { channel: "http" });
    expect(messages).toMatchObject([{ _id: id, channel: "http", body: "one" }]);
  });

  test("that runs in Node uses Node's modules and calls back into the database", async () => {
    const client = httpClient(server);
    const hash = await client.action(api.digests.digest, { text: "abc" });
    expect(hash).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(await client.query(api.messages.demand, { channel: "digests" })).toBe(hash);
  });

  test("reads the environment variables of the deployment", async () => {
    expect(await httpClient(server).query(api.settings.greeting, {})).toBe("hello");
  });

  test("knows who called it, and what it has read and written", async () => {
    const client = httpClient(server);
    const caller = await client.mutation(api.people.callerOfMutation, {});
    expect(caller.ip).toMatch(/127\.0\.0\.1|::1/);
    expect(typeof caller.userAgent).toBe("string");
    expect(await client.mutation(api.people.metrics, {})).toEqual({ read: 1, written: 1 });
  });

  test("gets the data of a ConvexError to the caller", async () => {
    const refused = httpClient(server).query(api.messages.demand, { channel: "none" });
    const error = await failure(refused);
    if (!(error instanceof ConvexError)) throw error;
    expect(error.data).toEqual({ code: "NO_MESSAGE", channel: "none" });
  });

  test("that throws, or returns what it must not, leaves nothing behind", async () => {
    const client = httpClient(server);
    const thrown = await failure(client.mutation(api.messages.breakAfterWrite, { how: "throw" }));
    expect(thrown.message).toMatch(
      /^\[Request ID: \w+\] Server Error\nUncaught Error: a secret detail/,
    );
    const wrong = client.mutation(api.messages.breakAfterWrite, { how: "wrong result" });
    expect((await failure(wrong)).message).toContain("ReturnsValidationError");
    expect(await client.query(api.messages.list, { channel: "broken" })).toEqual([]);
  });

  test("refuses arguments that do not fit its validators, and says which", async () => {
    const wrong = { channel: "x", body: 5 as unknown as string };
    const error = await failure(httpClient(server).mutation(api.messages.send, wrong));
    expect(error.message).toContain("ArgumentValidationError");
  });
});

describe("a search", () => {
  test("finds words of a text within its filter", async () => {
    const client = httpClient(server);
    const send = (channel: string, body: string) =>
      client.mutation(api.messages.send, { channel, body });
    const found = async () => {
      const hits = await client.query(api.messages.search, { channel: "words", words: "Harbour" });
      return hits.map(({ body }) => body).sort();
    };
    await send("words", "the harbour at night");
    await send("words", "the mountain at night");
    await send("elsewhere", "another harbour");
    expect(await found()).toEqual(["the harbour at night"]);
    await send("words", "a harbour by day");
    expect(await found()).toEqual(["a harbour by day", "the harbour at night"]);
  });

  test("by vector finds the nearest, and passes over documents without one", async () => {
    const client = httpClient(server);
    const add = (name: string, at?: number[]) =>
      client.mutation(api.places.add, at === undefined ? { name } : { name, at });
    const east = await add("east", [1, 0]);
    await add("nowhere");
    const north = await add("north", [0, 1]);
    await add("west", [-1, 0]);
    expect(await client.action(api.places.near, { at: [1, 0.2] })).toEqual([east, north]);
  });
});

describe("a component", () => {
  test("keeps its own tables, and so do a second mount and the component inside it", async () => {
    const client = httpClient(server);
    const list = (ledger: "ledger" | "secondLedger") => client.query(api.ledgers.list, { ledger });
    // The cron of each mount has written its line.
    for (const ledger of ["ledger", "secondLedger"] as const) {
      await expect.poll(() => list(ledger)).toEqual({ texts: ["closed"], count: 1 });
    }
    expect(await client.mutation(api.ledgers.add, { ledger: "ledger", text: "a" })).toBe(2);
    expect(await client.mutation(api.ledgers.add, { ledger: "ledger", text: "b" })).toBe(3);
    expect(await client.mutation(api.ledgers.add, { ledger: "secondLedger", text: "c" })).toBe(2);
    expect(await list("ledger")).toEqual({ texts: ["closed", "a", "b"], count: 3 });
    expect(await list("secondLedger")).toEqual({ texts: ["closed", "c"], count: 2 });
  });

  test("whose refusal is caught has written nothing, and its caller has", async () => {
    const client = httpClient(server);
    const before = await client.query(api.ledgers.list, { ledger: "ledger" });
    await client.mutation(api.ledgers.addOrApologise, { text: "refuse" });
    expect(await client.query(api.ledgers.list, { ledger: "ledger" })).toEqual(before);
    const [apology] = await client.query(api.messages.list, { channel: "apologies" });
    expect(apology?.body).toContain("The ledger refuses this entry.");
  });

  test("schedules its own internal functions", async () => {
    const client = httpClient(server);
    await client.mutation(api.ledgers.addLater, { text: "later", delayMs: 0 });
    await expect
      .poll(async () => (await client.query(api.ledgers.list, { ledger: "ledger" })).texts)
      .toContain("later");
  });
});

describe("from outside", () => {
  test("internal functions and those of components are not found", async () => {
    const inside = ["jobs:record", "jobs.js:record", "messages:sendMany", "ledger/entries:add"];
    for (const path of inside) {
      const { status, text } = await post("/api/mutation", call(path, { name: "x" }));
      expect([status, JSON.parse(text)]).toMatchObject([560, { status: "error" }]);
      expect(text).toContain("Could not find public function");
    }
    const action = await post("/api/action", call("jobs:recordFromAction", { name: "x" }));
    expect(action.text).toContain("Could not find public function");
    expect(await httpClient(server).query(api.jobs.recorded, { name: "x" })).toEqual([]);
  });

  test("internal functions are open to the holder of the admin key, and to no other key", async () => {
    const admin = adminClient(server);
    await admin.mutation(internal.jobs.record as never, { name: "by admin" } as never);
    expect(await admin.query(api.jobs.recorded, { name: "by admin" })).toHaveLength(1);
    const wrong = adminClient({ ...server, adminKey: "local|wrong" });
    const error = await failure(
      wrong.mutation(internal.jobs.record as never, { name: "no" } as never),
    );
    expect(error.message).toMatch(/BadAdminKey|admin key/i);
  });

  test("a function is called only as what it is", async () => {
    const { text } = await post("/api/query", call("messages:send", { channel: "a", body: "b" }));
    expect(text).toContain("messages");
    expect(text).toMatch(/Mutation|not a query/);
  });

  test.each([
    ["not JSON", "{"],
    ["no object", "[]"],
    ["no path", { args: [{}] }],
    ["a path that is no text", { path: 5, args: [{}] }],
    ["arguments that are no list", { path: "messages:list", args: "x" }],
    ["two arguments", { path: "messages:list", args: [{}, {}] }],
    ["an argument that is no object", { path: "messages:list", args: [7] }],
    ["a value outside Convex", { path: "messages:list", args: [{ channel: { $integer: "?" } }] }],
  ])("a body with %s is refused with a code and a sentence, below 500", async (_what, body) => {
    const { status, text } = await post("/api/query", body);
    const isFunctionError = status === 560;
    expect(status < 500 || isFunctionError).toBe(true);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text.length).toBeGreaterThan(10);
    expect(await httpClient(server).query(api.settings.greeting, {})).toBe("hello");
  });

  test("an unknown address is a 404 with a sentence", async () => {
    const { status, text } = await post("/api/nowhere", {});
    expect(status).toBe(404);
    expect(text.length).toBeGreaterThan(10);
  });

  test("a page of any origin may call: preflights are answered", async () => {
    const response = await fetch(`${server.url}/api/query`, {
      method: "OPTIONS",
      headers: {
        origin: "http://somewhere.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,authorization,convex-client",
      },
    });
    expect(response.ok).toBe(true);
    expect(response.headers.get("access-control-allow-origin")).toMatch(/\*|somewhere/);
  });

  test("a token that no provider signed is refused with 401", async () => {
    const { status, text } = await post("/api/query", call("people:me"), {
      authorization: "Bearer not.a.token",
    });
    expect(status).toBe(401);
    expect(text.length).toBeGreaterThan(10);
  });
});

test("queries at one timestamp see one state", async () => {
  const { text } = await post("/api/query_ts", {});
  const { ts } = JSON.parse(text) as { ts: string };
  await httpClient(server).mutation(api.messages.send, { channel: "ts", body: "after" });
  const at = await post("/api/query_at_ts", { ...call("messages:list", { channel: "ts" }), ts });
  expect(at.status).toBe(200);
});
