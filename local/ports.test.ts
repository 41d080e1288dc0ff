import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeJson } from "./json-file.ts";
import { anyPorts, rememberedPorts, type Ports } from "./ports.ts";

let dataDir: string;
let servers: Server[];
let said: string[];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "ports-"));
  servers = [];
  said = [];
});

afterEach(async () => {
  for (const server of servers) server.close();
  await rm(dataDir, { recursive: true });
});

function occupy(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject).listen(port, "127.0.0.1", resolve);
    servers.push(server);
  });
}

function choose(): Promise<Ports> {
  return rememberedPorts(dataDir, (sentence) => said.push(sentence));
}

test("a folder keeps its ports", async () => {
  const ports = await anyPorts();
  await writeJson(path.join(dataDir, "ports.json"), ports);
  expect(await choose()).toEqual(ports);
  expect(said).toEqual([]);
});

test("a port that is taken is said, and another is used and remembered", async () => {
  const ports = await anyPorts();
  await writeJson(path.join(dataDir, "ports.json"), ports);
  await occupy(ports.app);

  const chosen = await choose();
  expect(chosen.app).not.toBe(ports.app);
  expect({ ...chosen, app: 0 }).toEqual({ ...ports, app: 0 });
  expect(said).toEqual([`Port ${ports.app} is taken; the app uses ${chosen.app} instead.`]);

  said = [];
  expect(await choose()).toEqual(chosen);
  expect(said).toEqual([]);
});

test("no port is given twice, also when the ones in between are taken", async () => {
  const { app } = await anyPorts();
  const wanted = { app, convex: app, site: app, signIn: app };
  await writeJson(path.join(dataDir, "ports.json"), wanted);
  await occupy(app);
  const chosen = Object.values(await choose()) as number[];
  expect(new Set([...chosen, app]).size).toBe(chosen.length + 1);
});
