import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { JSONValue } from "convex/values";
import { syncFolder, writeDurably } from "./durable-files.ts";
import type { FileSystem } from "./durable-files.ts";
import { readFrames, soundFrameFollows } from "./frames.ts";
import { StoreError, writeError } from "./store-error.ts";

const FORMAT_VERSION = 1;

type FolderOptions = {
  dir: string;
  files: FileSystem;
  apply: (record: JSONValue) => void;
  log: (line: string) => void;
};

export type Loaded = {
  generation: number;
  /** Where the sound part of the newest log ends. */
  logEnd: number;
  olderLogBytes: number;
  snapshotBytes: number;
};

/** Refuses a folder that holds something else, and marks a new one. */
export async function checkFormat({ dir, files }: FolderOptions): Promise<void> {
  const file = path.join(dir, "format.json");
  const known = JSON.stringify({ format: "convex-local", version: FORMAT_VERSION });
  if (existsSync(file)) {
    const found = (await readFile(file, "utf8")).trim();
    if (found === known) return;
    const message = `${dir} was written in a format this server does not know (${found.slice(0, 80)}; it knows ${known}). Use the server that wrote it, or start with an empty folder.`;
    throw new StoreError("UNKNOWN_FORMAT", message);
  }
  const strange = (await readdir(dir)).find((name) => !/^(lock|format\.json\.tmp)/.test(name));
  if (strange !== undefined) {
    const message = `${dir} is not a data folder of this server: it holds ${strange} and no format.json. Start with an empty folder.`;
    throw new StoreError("UNKNOWN_FORMAT", message);
  }
  try {
    await writeDurably(files, `${file}.tmp`, [Buffer.from(known)]);
    await rename(`${file}.tmp`, file);
    await syncFolder(files, dir);
  } catch (cause) {
    throw writeError(dir, cause);
  }
}

/** Applies every stored record, oldest first, and finds where writing goes on. */
export async function loadRecords(options: FolderOptions): Promise<Loaded> {
  const { dir, apply } = options;
  const names = await readdir(dir);
  const snapshots = numbered(names, /^snapshot-(\d+)$/);
  const first = snapshots.at(-1) ?? 0;
  const logs = numbered(names, /^log-(\d+)$/).filter((number) => number >= first);
  const loaded = { generation: first, logEnd: 0, olderLogBytes: 0, snapshotBytes: 0 };
  if (first > 0) {
    const bytes = await readFile(snapshotPath(dir, first));
    loaded.snapshotBytes = readFrames(bytes, apply);
    if (loaded.snapshotBytes < bytes.length)
      throw corrupt(snapshotPath(dir, first), loaded.snapshotBytes);
  }
  for (const number of logs) {
    const bytes = await readFile(logPath(dir, number));
    const end = readFrames(bytes, apply);
    if (end < bytes.length) {
      const isTornTail = number === logs.at(-1) && !soundFrameFollows(bytes, end);
      if (!isTornTail) throw corrupt(logPath(dir, number), end);
      options.log(
        `Cut ${bytes.length - end} bytes of an unfinished write off ${logPath(dir, number)}.`,
      );
    }
    loaded.olderLogBytes += loaded.logEnd;
    loaded.generation = number;
    loaded.logEnd = end;
  }
  await removeOlder(dir, first);
  return loaded;
}

function numbered(names: string[], pattern: RegExp): number[] {
  const numbers = names.map((name) => pattern.exec(name)?.[1]).filter((text) => text !== undefined);
  return numbers.map(Number).sort((a, b) => a - b);
}

/** Removes what a finished compaction replaced, and what an unfinished one left. */
export async function removeOlder(dir: string, generation: number): Promise<void> {
  for (const name of await readdir(dir)) {
    const number = /^(?:snapshot|log)-(\d+)$/.exec(name)?.[1];
    const isOld = number !== undefined && Number(number) < generation;
    if (isOld || /^snapshot-\d+\.tmp$/.test(name)) await rm(path.join(dir, name), { force: true });
  }
}

export function logPath(dir: string, generation: number): string {
  return path.join(dir, `log-${generation}`);
}

export function snapshotPath(dir: string, generation: number): string {
  return path.join(dir, `snapshot-${generation}`);
}

function corrupt(file: string, offset: number): StoreError {
  const message = `${file} is damaged at byte ${offset}, with sound data after it. Restore it from a copy; nothing was changed.`;
  return new StoreError("CORRUPT", message);
}
