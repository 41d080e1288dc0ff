import { rm } from "node:fs/promises";
import { ConvexClient } from "convex/browser";
import { convexTest } from "convex-test";
import { api, internal } from "../../local/convex/fixture/convex/_generated/api";
import schema from "../../local/convex/fixture/convex/schema";
import {
  adminClient,
  deployFixture,
  freePorts,
  httpClient,
  spawnServer,
} from "../../local/convex/fixture-server.testing.ts";
import type { Address, ServerProcess } from "../../local/convex/fixture-server.testing.ts";
import { startConvex } from "../../local/convex/server.ts";
import { temporaryFolder } from "../../local/convex/store.testing.ts";

/** One transaction may write 16,000 documents; this many keep it short. */
const ROWS_PER_MUTATION = 2_000;

/** The server in a process of its own, with the fixture deployed, on a folder that is removed in the end. */
export async function withServer<T>(
  measure: (server: ServerProcess, dataDir: string) => Promise<T>,
): Promise<T> {
  const dataDir = await temporaryFolder();
  const server = await spawnServer({ dataDir, ...(await freePorts()) });
  try {
    await deployFixture(server);
    return await measure(server, dataDir);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true });
  }
}

/** From nothing to the first answer of a query: start on an empty folder, push by the command line, ask. */
export async function startToFirstQuery(): Promise<number> {
  const start = performance.now();
  return await withServer(async (server) => {
    await httpClient(server).query(api.messages.list, { channel: "first" });
    return performance.now() - start;
  });
}

/** A mutation over the socket, until its promise resolves: its writes are on the disk and in all queries. */
export async function mutationRoundTrip(server: Address): Promise<number> {
  const client = liveClient(server);
  const sample = async (number: number) => {
    const start = performance.now();
    await client.mutation(api.messages.send, { channel: "round trip", body: `${number}` });
    return performance.now() - start;
  };
  const result = await medianOf(300, sample);
  await client.close();
  return result;
}

/** From a mutation until each of twenty clients has been told the new result of its query. */
export async function twentySubscribers(server: Address): Promise<number> {
  const seen = new Map<ConvexClient, string>();
  let told: () => void = () => undefined;
  const subscribers = Array.from({ length: 20 }, () => {
    const client = liveClient(server);
    client.onUpdate(api.messages.list, { channel: "shared" }, ([newest]) => {
      seen.set(client, newest?.body ?? "");
      told();
    });
    return client;
  });
  const allSee = (body: string) =>
    new Promise<void>((resolve) => {
      told = () => {
        if (subscribers.every((client) => seen.get(client) === body)) resolve();
      };
      told();
    });
  await allSee("");
  const writer = liveClient(server);
  const sample = async (number: number) => {
    const start = performance.now();
    const body = `body ${number}`;
    void writer.mutation(api.messages.send, { channel: "shared", body });
    await allSee(body);
    return performance.now() - start;
  };
  const result = await medianOf(150, sample);
  await Promise.all([writer, ...subscribers].map((client) => client.close()));
  return result;
}

/** Ten rows by an index, read inside a query function. */
export async function indexedRead(server: Address, documents: number): Promise<number> {
  await fill(server, documents);
  const client = httpClient(server);
  return await medianOf(15, () =>
    client.query(api.receipts.timeTen, { times: 200, among: documents }),
  );
}

/** The same read by convex-test alone, which looks at all documents. */
export async function scannedRead(documents: number): Promise<number> {
  const test = convexTest({
    schema,
    modules: { "./_generated/api.js": () => Promise.resolve({}) },
  });
  for (let from = 0; from < documents; from += ROWS_PER_MUTATION) {
    await test.run(async (ctx) => {
      for (let number = from; number < from + ROWS_PER_MUTATION; number++) {
        await ctx.db.insert("receipts", { key: `key ${number % 1000}`, number });
      }
    });
  }
  return await medianOf(15, (sample) =>
    test.run(async (ctx) => {
      const start = performance.now();
      await ctx.db
        .query("receipts")
        .withIndex("by_number", (q) => q.gte("number", (sample * 7919) % documents))
        .take(10);
      return performance.now() - start;
    }),
  );
}

/** A start, in this process, on a folder that holds so many documents, until queries are served. */
export async function loadDocuments(documents: number): Promise<{ load: number; empty: number }> {
  const timeStart = (dataDir: string) =>
    medianOf(5, async () => {
      const start = performance.now();
      const server = await startConvex({ dataDir, port: 0, log: () => undefined });
      const time = performance.now() - start;
      await server.stop();
      return time;
    });
  const dataDir = await temporaryFolder();
  const ports = await freePorts();
  const server = await spawnServer({ dataDir, ...ports });
  await deployFixture(server);
  await server.stop();
  const empty = await timeStart(dataDir);
  const again = await spawnServer({ dataDir, ...ports });
  await fill(again, documents);
  await again.stop();
  const load = await timeStart(dataDir);
  await rm(dataDir, { recursive: true });
  return { load, empty };
}

async function fill(server: Address, documents: number): Promise<void> {
  const admin = adminClient(server);
  const fillReceipts = internal.receipts.fill as never;
  for (let from = 0; from < documents; from += ROWS_PER_MUTATION) {
    await admin.mutation(fillReceipts, { from, count: ROWS_PER_MUTATION } as never);
  }
}

function liveClient({ url }: Address): ConvexClient {
  return new ConvexClient(url, { logger: false, skipConvexDeploymentUrlCheck: true });
}

/** The median of so many samples, after a tenth of them to warm up. */
async function medianOf(
  samples: number,
  sample: (number: number) => Promise<number>,
): Promise<number> {
  const times: number[] = [];
  const warmUp = Math.ceil(samples / 10);
  for (let number = 0; number < samples + warmUp; number++) {
    const time = await sample(number);
    if (number >= warmUp) times.push(time);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
}
