import { spawn } from "node:child_process";
import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { JSONValue } from "convex/values";
import { describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "./store.ts";
import type { Store, StoreOptions } from "./store.ts";
import { SmallDisk, temporaryFolder } from "./store.testing.ts";

type Entry = { key: string; value: number };
type Opened = { store: Store; state: Map<string, number>; lines: string[] };

/** A store of numbers by key, whose snapshot is one record for each. */
async function open(dir: string, options: Partial<StoreOptions> = {}): Promise<Opened> {
  const state = new Map<string, number>();
  const lines: string[] = [];
  const store = await openStore({
    dir,
    apply: (record) => {
      const { key, value } = record as Entry;
      state.set(key, value);
    },
    snapshot: () => [...state].map(([key, value]) => ({ key, value })),
    log: (line) => lines.push(line),
    ...options,
  });
  onTestFinished(() => store.close());
  return { store, state, lines };
}

function put({ store, state }: Opened, key: string, value: number): Promise<void> {
  state.set(key, value);
  return store.append({ key, value });
}

async function reopened(dir: string): Promise<[string, number][]> {
  const { store, state } = await open(dir);
  await store.close();
  return [...state].sort();
}

describe("a record", () => {
  test("that was acknowledged is there after a restart, in order", async () => {
    const dir = await temporaryFolder();
    const first = await open(dir);
    await Promise.all([put(first, "a", 1), put(first, "b", 2), put(first, "a", 3)]);
    await first.store.close();
    expect(await reopened(dir)).toEqual([
      ["a", 3],
      ["b", 2],
    ]);
  });

  test("handed in before close is saved, and one handed in later is refused", async () => {
    const dir = await temporaryFolder();
    const { store } = await open(dir);
    const saved = store.append({ key: "a", value: 1 });
    const closing = store.close();
    await expect(store.append({ key: "b", value: 2 })).rejects.toMatchObject({ code: "CLOSED" });
    await Promise.all([saved, closing]);
    expect(await reopened(dir)).toEqual([["a", 1]]);
  });

  test("that was torn at any byte is cut off, and writing goes on behind the last sound one", async () => {
    const dir = await temporaryFolder();
    const first = await open(dir);
    await put(first, "a", 1);
    await put(first, "b", 2);
    await first.store.close();
    const log = path.join(dir, "log-0");
    const whole = await readFile(log);
    const frame = whole.length / 2;
    for (const size of [frame + 1, frame + 7, frame + 8, frame + 9, whole.length - 1]) {
      await writeFile(log, whole.subarray(0, size));
      const again = await open(dir);
      expect([...again.state]).toEqual([["a", 1]]);
      expect(again.lines[0]).toContain(`Cut ${size - frame} bytes of an unfinished write`);
      await put(again, "c", size);
      await again.store.close();
      expect(await reopened(dir)).toEqual([
        ["a", 1],
        ["c", size],
      ]);
    }
  });

  test("of zeros or noise at the end is no record", async () => {
    for (const tail of [Buffer.alloc(4096), Buffer.from("not a frame, only noise")]) {
      const dir = await temporaryFolder();
      const first = await open(dir);
      await put(first, "a", 1);
      await first.store.close();
      await appendFile(path.join(dir, "log-0"), tail);
      expect(await reopened(dir)).toEqual([["a", 1]]);
    }
  });

  test("that is damaged with sound ones behind it is not thrown away: the store refuses to open", async () => {
    const dir = await temporaryFolder();
    const first = await open(dir);
    for (const key of ["a", "b", "c"]) await put(first, key, 1);
    await first.store.close();
    const log = path.join(dir, "log-0");
    const bytes = await readFile(log);
    const middle = bytes.indexOf('"b"');
    bytes[middle + 1] = 0x7a;
    await writeFile(log, bytes);
    await expect(open(dir)).rejects.toMatchObject({ code: "CORRUPT" });
    expect(await readFile(log)).toEqual(bytes);
  });
});

describe("a full disk", () => {
  test("refuses what does not fit, newest first, and the log stays usable", async () => {
    const dir = await temporaryFolder();
    const disk = new SmallDisk();
    const opened = await open(dir, { files: disk });
    const { store } = opened;
    await put(opened, "a", 1);
    disk.free = 10;
    const refused: string[] = [];
    const attempts = ["b", "c", "d"].map((key) =>
      store.append({ key, value: 1 }).catch((error: unknown) => {
        refused.push(key);
        return error;
      }),
    );
    const [error] = await Promise.all(attempts);
    expect(error).toMatchObject({ code: "DISK_FULL" });
    expect(String(error)).toContain(`The disk is full: nothing was saved in ${dir}.`);
    expect(refused).toEqual(["d", "c", "b"]);
    disk.free = Infinity;
    await put(opened, "e", 5);
    await store.close();
    expect(await reopened(dir)).toEqual([
      ["a", 1],
      ["e", 5],
    ]);
  });

  test("leaves no half file in place of a stored one", async () => {
    const dir = await temporaryFolder();
    const disk = new SmallDisk();
    const { store } = await open(dir, { files: disk });
    await store.putBlob("photo", Buffer.from("old"));
    disk.free = 2;
    const write = store.putBlob("photo", Buffer.from("something new"));
    await expect(write).rejects.toMatchObject({ code: "DISK_FULL" });
    expect(Buffer.from((await store.readBlob("photo")) ?? [])).toEqual(Buffer.from("old"));
    expect(await readdir(path.join(dir, "blobs"))).toHaveLength(1);
  });
});

describe("a compaction", () => {
  async function compacted(): Promise<{ dir: string; state: [string, number][] }> {
    const dir = await temporaryFolder();
    const opened = await open(dir, { compactAtBytes: 1000 });
    while (!(await readdir(dir)).includes("snapshot-1")) await put(opened, "a", 1);
    await put(opened, "after", 2);
    await opened.store.close();
    return { dir, state: [...opened.state].sort() };
  }

  test("leaves one snapshot and one log that hold the whole state", async () => {
    const { dir, state } = await compacted();
    expect((await readdir(dir)).sort()).toEqual(["blobs", "format.json", "log-1", "snapshot-1"]);
    expect(await reopened(dir)).toEqual(state);
  });

  test("that found the disk full, or ended half-way, loses nothing, and the next one succeeds", async () => {
    const dir = await temporaryFolder();
    const disk = new SmallDisk();
    const first = await open(dir, { files: disk, compactAtBytes: 1000 });
    disk.fullFor = /snapshot-/;
    for (let i = 0; i < 100; i++) await put(first, `key ${i}`, i);
    await first.store.close();
    expect(first.lines[0]).toContain("The log could not be compacted: The disk is full");
    const names = await readdir(dir);
    expect(names.filter((name) => name.startsWith("log-")).length).toBeGreaterThan(1);
    expect(names.filter((name) => name.startsWith("snapshot-"))).toEqual([]);
    await writeFile(path.join(dir, "snapshot-2.tmp"), "half");
    expect(await reopened(dir)).toEqual([...first.state].sort());
    const second = await open(dir, { compactAtBytes: 1000 });
    await put(second, "after", 1);
    await second.store.close();
    expect(await reopened(dir)).toEqual([...second.state].sort());
    expect((await readdir(dir)).filter((name) => /^(log|snap)/.test(name))).toHaveLength(2);
  });

  test("that ended before the old log was removed ignores and removes it", async () => {
    const { dir, state } = await compacted();
    await writeFile(path.join(dir, "log-0"), "anything");
    await writeFile(path.join(dir, "snapshot-2.tmp"), "half");
    expect(await reopened(dir)).toEqual(state);
    expect((await readdir(dir)).sort()).toEqual(["blobs", "format.json", "log-1", "snapshot-1"]);
  });
});

describe("a folder", () => {
  test("in use is refused to a second server, and free again after close", async () => {
    const dir = await temporaryFolder();
    const { store } = await open(dir);
    await expect(open(dir)).rejects.toMatchObject({ code: "LOCKED" });
    await store.close();
    await expect(open(dir)).resolves.toBeDefined();
  });

  test("whose lock names a dead process, this pid in an earlier life, or nothing is taken over", async () => {
    const dead = spawn(process.execPath, ["-e", ""]);
    await new Promise((resolve) => dead.once("exit", resolve));
    for (const owner of [{ pid: dead.pid }, { pid: process.pid, started: "before" }, "torn"]) {
      const dir = await temporaryFolder();
      await writeFile(path.join(dir, "lock"), JSON.stringify(owner));
      const { store } = await open(dir);
      await store.close();
    }
  });

  test("asked for by many at once is given to one", async () => {
    const dir = await temporaryFolder();
    await writeFile(path.join(dir, "lock"), "stale");
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => open(dir)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("of an unknown format, or of somebody else's files, is refused and left alone", async () => {
    const newer = await temporaryFolder();
    await writeFile(path.join(newer, "format.json"), '{"format":"convex-local","version":99}');
    await expect(open(newer)).rejects.toThrow("was written in a format this server does not know");
    const strange = await temporaryFolder();
    await writeFile(path.join(strange, "thesis.txt"), "");
    await expect(open(strange)).rejects.toThrow("it holds thesis.txt and no format.json");
    expect(await readdir(strange)).toEqual(["thesis.txt"]);
  });
});

test("stored files are kept by any key, replaced, removed and swept", async () => {
  const { store } = await open(await temporaryFolder());
  const text = async (key: string) => {
    const bytes = await store.readBlob(key);
    return bytes === null ? null : Buffer.from(bytes).toString();
  };
  await store.putBlob("../a/b", Buffer.from("one"));
  await store.putBlob("../a/b", Buffer.from("two"));
  await store.putBlob("left over", Buffer.from("three"));
  await store.putBlob("gone", Buffer.from("four"));
  await store.deleteBlob("gone");
  await store.sweepBlobs(new Set(["../a/b", "never written"]));
  expect([await text("../a/b"), await text("left over"), await text("gone")]).toEqual([
    "two",
    null,
    null,
  ]);
});

test("a writer killed at any moment has lost nothing that was acknowledged", async () => {
  const dir = await temporaryFolder();
  const writer = fileURLToPath(new URL("store-writer.testing.ts", import.meta.url));
  let acknowledged = -1;
  for (const lifetimeMs of [5, 20, 45, 80]) {
    const child = spawn(process.execPath, ["--import", "tsx", writer, dir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout });
    const ended = new Promise((resolve) => child.once("close", resolve));
    lines.once("line", () => setTimeout(() => child.kill("SIGKILL"), lifetimeMs));
    lines.on("line", (line) => (acknowledged = Number(line)));
    await ended;
    const counted: JSONValue[] = [];
    const store = await openStore({
      dir,
      apply: (record) => counted.push(record),
      snapshot: () => [],
    });
    await store.close();
    const last = counted.at(-1) as number;
    // One more may have reached the disk whose word did not reach us.
    expect(last - acknowledged).toBeGreaterThanOrEqual(0);
    expect(last - acknowledged).toBeLessThanOrEqual(1);
  }
  expect(acknowledged).toBeGreaterThan(20);
});
