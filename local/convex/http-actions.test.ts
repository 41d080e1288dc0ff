import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "./fixture/convex/_generated/api";
import { httpClient, startFixture } from "./fixture-server.testing.ts";
import type { FixtureServer } from "./fixture-server.testing.ts";

let server: FixtureServer;
beforeAll(async () => {
  server = await startFixture();
});
afterAll(() => server.stop());

const site = (path: string, init?: RequestInit) => fetch(`${server.siteUrl}${path}`, init);

describe("an HTTP action", () => {
  test("gets the real address, whatever a header claims, headers and body, and its whole answer goes out", async () => {
    const response = await site("/echo?a=1&b=%20", {
      method: "POST",
      headers: { "x-signature": "v1=abc", "x-forwarded-for": "203.0.113.7" },
      body: "the body",
    });
    expect(response.status).toBe(201);
    expect(response.headers.get("x-answered-by")).toBe("fixture");
    const answer = (await response.json()) as Record<string, unknown>;
    expect(answer).toMatchObject({
      url: `${server.siteUrl}/echo?a=1&b=%20`,
      header: "v1=abc",
      body: "the body",
      subject: null,
    });
    expect(answer.ip).toMatch(/127\.0\.0\.1|::1/);
  });

  test("is found by the beginning of its path and runs queries", async () => {
    const client = httpClient(server);
    for (const body of ["one", "two"]) {
      await client.mutation(api.messages.send, { channel: "site", body });
    }
    expect(await (await site("/messages/site")).text()).toBe("two\none");
  });

  test("takes and gives bytes as they are", async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 31) % 256);
    const response = await site("/bytes", { method: "POST", body: bytes });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  test("that throws is a 500 with the message, and the next request is served", async () => {
    const response = await site("/broken");
    expect(response.status).toBe(500);
    expect(await response.text()).toContain("a secret detail");
    expect((await site("/messages/none")).status).toBe(200);
  });

  test("that does not exist is a 404", async () => {
    expect((await site("/nowhere")).status).toBe(404);
    expect((await site("/echo")).status).toBe(404);
  });
});

async function upload(body: BodyInit, type = "text/plain"): Promise<Response> {
  const url = await httpClient(server).mutation(api.files.uploadUrl, {});
  return await fetch(url, { method: "POST", headers: { "content-type": type }, body });
}

describe("file storage", () => {
  test("keeps an uploaded file, its type and its size, and gives it out", async () => {
    const client = httpClient(server);
    const text = "a file with ümlauts";
    const { storageId } = (await (await upload(text)).json()) as { storageId: never };
    await client.mutation(api.files.keep, { storageId, name: "upload" });
    const file = await client.query(api.files.find, { name: "upload" });
    expect(file).toMatchObject({ size: Buffer.byteLength(text), contentType: "text/plain" });
    const download = await fetch(file?.url ?? "");
    expect(download.headers.get("content-type")).toContain("text/plain");
    expect(await download.text()).toBe(text);
  });

  test("answers a request for a part of a file", async () => {
    const client = httpClient(server);
    const { storageId } = (await (await upload("0123456789")).json()) as { storageId: never };
    await client.mutation(api.files.keep, { storageId, name: "part" });
    const file = await client.query(api.files.find, { name: "part" });
    const response = await fetch(file?.url ?? "", { headers: { range: "bytes=2-4" } });
    expect([response.status, await response.text()]).toEqual([206, "234"]);
  });

  test("can be written and read in an action while mutations run", async () => {
    const client = httpClient(server);
    const writes = Array.from({ length: 10 }, (_, i) =>
      client.action(api.files.write, { name: `file ${i}`, text: `text ${i}` }),
    );
    const others = Array.from({ length: 30 }, (_, i) =>
      client.mutation(api.messages.send, { channel: "busy", body: `${i}` }),
    );
    expect(await Promise.all(writes)).toEqual(Array.from({ length: 10 }, (_, i) => `text ${i}`));
    await Promise.all(others);
  });

  test("forgets a removed file", async () => {
    const client = httpClient(server);
    await client.action(api.files.write, { name: "short-lived", text: "x" });
    const file = await client.query(api.files.find, { name: "short-lived" });
    if (file === null) throw new Error("The file was not stored.");
    await client.mutation(api.files.remove, { storageId: file.storageId });
    expect((await client.query(api.files.find, { name: "short-lived" }))?.url).toBeNull();
    expect((await fetch(file.url ?? "")).status).toBe(404);
  });

  test("refuses an upload without its token, and one used before", async () => {
    const url = await httpClient(server).mutation(api.files.uploadUrl, {});
    expect((await fetch(url, { method: "POST", body: "once" })).status).toBe(200);
    const address = new URL(url);
    address.searchParams.set("token", "guessed");
    const guessed = await fetch(address, { method: "POST", body: "x" });
    expect(guessed.status).toBeGreaterThanOrEqual(400);
    expect(guessed.status).toBeLessThan(500);
  });
});
