import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AlreadyRunning, lockFolder } from "./folder-lock.ts";
import { writeJson } from "./json-file.ts";

let dataDir: string;
let file: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "lock-"));
  file = path.join(dataDir, "running.json");
});

afterEach(async () => {
  await rm(dataDir, { recursive: true });
});

function pidOfNobody(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}

test("a second start in the same folder is told where the first one is", async () => {
  const lock = await lockFolder(dataDir);
  await lock.announce("http://127.0.0.1:5173");
  await expect(lockFolder(dataDir)).rejects.toThrow(AlreadyRunning);
  await expect(lockFolder(dataDir)).rejects.toThrow(
    /already running at http:\/\/127\.0\.0\.1:5173/,
  );
});

test("a folder that was released can be used again", async () => {
  await (await lockFolder(dataDir)).release();
  await (await lockFolder(dataDir)).release();
});

test("a folder whose process was killed, or whose file is damaged, is taken over", async () => {
  await writeJson(file, { pid: pidOfNobody(), startedMs: Date.now() });
  await (await lockFolder(dataDir)).release();
  await writeFile(file, "{ half");
  await (await lockFolder(dataDir)).release();
});

test("an old lock whose process id now belongs to another program holds only while its app answers", async () => {
  const server = createServer((_request, response) => response.end()).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeJson(file, { pid: process.pid, startedMs: 0, appUrl });
  await expect(lockFolder(dataDir)).rejects.toThrow(AlreadyRunning);

  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await (await lockFolder(dataDir)).release();
});
