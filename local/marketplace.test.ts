import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startMarketplace } from "./marketplace.ts";
import { anyPorts, type Ports } from "./ports.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "marketplace-"));
});

afterEach(async () => {
  await rm(dataDir, { recursive: true });
});

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once("error", () => {
      resolve(true);
    });
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(false)));
  });
}

async function listening(ports: Ports): Promise<boolean[]> {
  const { app, convex, site, signIn, stripe, mail, sms } = ports;
  return Promise.all([app, convex, site, signIn, stripe, mail, sms].map(listens));
}

const tenant = makeFunctionReference<"query", { slug: string }, { name: string } | null>(
  "tenants:get",
);

test("a marketplace serves its screens and its seeded data, also after a restart of Convex, until it is stopped", async () => {
  const ports = await anyPorts();
  const marketplace = await startMarketplace({ dataDir, ports, built: true });
  try {
    expect(await (await fetch(`${marketplace.appUrl}/any/page`)).text()).toContain('id="root"');
    const client = new ConvexHttpClient(marketplace.convexUrl);
    expect(await client.query(tenant, { slug: "demo" })).not.toBeNull();

    await marketplace.restartBackend();
    expect(await client.query(tenant, { slug: "demo" })).not.toBeNull();
    expect(await listening(ports)).toEqual(Array(7).fill(true));
    expect(await (await fetch(marketplace.inboxUrl)).text()).toContain("Inbox");
  } finally {
    await marketplace.stop();
  }
  expect(await listening(ports)).toEqual(Array(7).fill(false));
});

test("a part that cannot start is named with what to do, and nothing else goes on", async () => {
  const ports = await anyPorts();
  const occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(ports.convex, "127.0.0.1", resolve));
  try {
    await expect(startMarketplace({ dataDir, ports, built: true })).rejects.toThrow(
      /The embedded Convex did not start: .*\nIts output in .*convex\.log says why\./,
    );
    expect(await listening(ports)).toEqual([false, true, ...Array<boolean>(5).fill(false)]);
  } finally {
    occupant.close();
  }
});
