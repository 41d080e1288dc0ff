import fs, { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { JSONValue } from "convex/values";
import { BlobFolder } from "./blob-folder.ts";
import { syncFolder, writeDurably } from "./durable-files.ts";
import type { FileSystem } from "./durable-files.ts";
import { encodeFrame } from "./frames.ts";
import { RecordLog } from "./record-log.ts";
import { StoreError, writeError } from "./store-error.ts";
import { checkFormat, loadRecords, logPath, removeOlder, snapshotPath } from "./store-folder.ts";
import type { Loaded } from "./store-folder.ts";
import { lockFolder } from "./store-lock.ts";

export type StoreOptions = {
  /** The folder of everything; made when missing. */
  dir: string;
  /** Called for each stored record, oldest first, while the store opens. */
  apply(record: JSONValue): void;
  /**
   * The whole state as records, from which `apply` can rebuild it. Called only while nothing waits to be
   * written; it must hold the effect of every record ever handed to `append`.
   */
  snapshot(): Iterable<JSONValue>;
  /** Size of the log at which the state is written anew. Default 16 MiB, and at least twice the last snapshot. */
  compactAtBytes?: number;
  files?: FileSystem;
  /** Where something worth knowing is said, such as a torn tail that was cut. */
  log?(line: string): void;
};

const COMPACT_AT_BYTES = 16 * 1024 * 1024;
/** Records of a snapshot that share a frame: enough to make headers cheap, few enough to keep a frame small. */
const SNAPSHOT_FRAME_RECORDS = 256;

type Waiting = { json: string; resolve: () => void; reject: (error: StoreError) => void };

/** Opens or makes a data folder. Rejects with a StoreError when it is in use, unknown or damaged. */
export async function openStore(options: StoreOptions): Promise<Store> {
  await mkdir(options.dir, { recursive: true });
  const unlock = await lockFolder(options.dir);
  try {
    return await Store.open(options, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/**
 * An append-only log over the last snapshot. Generation n is `snapshot-n` (all that came before) and `log-n`;
 * a compaction starts log n+1, writes snapshot n+1 beside, and only then removes generation n. So at any
 * moment the newest snapshot and all logs from its number on are the whole state.
 */
export class Store {
  readonly #options: Required<StoreOptions>;
  readonly #blobs: BlobFolder;
  readonly #unlock: () => Promise<void>;
  #log: RecordLog;
  #generation: number;
  /** Bytes in the logs that a snapshot would replace. */
  #logBytesBefore: number;
  #compactAt: number;
  #queue: Waiting[] = [];
  #draining: Promise<void> | null = null;
  #compaction: Promise<void> | null = null;
  #isClosed = false;

  private constructor(parts: StoreParts) {
    this.#options = parts.options;
    this.#blobs = parts.blobs;
    this.#unlock = parts.unlock;
    this.#log = parts.log;
    this.#generation = parts.loaded.generation;
    this.#logBytesBefore = parts.loaded.olderLogBytes;
    this.#compactAt = Math.max(parts.options.compactAtBytes, 2 * parts.loaded.snapshotBytes);
  }

  static async open(given: StoreOptions, unlock: () => Promise<void>): Promise<Store> {
    const options = {
      compactAtBytes: COMPACT_AT_BYTES,
      files: fs satisfies FileSystem,
      log: () => undefined,
      ...given,
    };
    const { dir, files } = options;
    await checkFormat(options);
    const blobs = new BlobFolder(path.join(dir, "blobs"), files);
    await blobs.open();
    const loaded = await loadRecords(options);
    const log = await RecordLog.open(files, logPath(dir, loaded.generation), loaded.logEnd);
    return new Store({ options, unlock, blobs, loaded, log });
  }

  /**
   * Takes its place in the order of records at once, and resolves when the record is on the disk. When a write
   * fails, its record and all that wait behind it are rejected, newest first: they may build on each other.
   */
  append(record: JSONValue): Promise<void> {
    if (this.#isClosed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      this.#queue.push({ json: JSON.stringify(record), resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  putBlob(key: string, bytes: Uint8Array): Promise<void> {
    return this.#isClosed ? Promise.reject(closedError()) : this.#blobs.put(key, bytes);
  }

  readBlob(key: string): Promise<Uint8Array | null> {
    return this.#blobs.read(key);
  }

  deleteBlob(key: string): Promise<void> {
    return this.#blobs.delete(key);
  }

  /** Removes files that no key in `keep` names; for the start, when nothing is being written. */
  sweepBlobs(keep: ReadonlySet<string>): Promise<void> {
    return this.#blobs.sweep(keep);
  }

  /** Waits for what was handed in, then gives the folder back. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#draining;
    await this.#compaction;
    await this.#log.close();
    await this.#unlock();
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0);
      try {
        await this.#log.append(group.map(({ json }) => json));
      } catch (cause) {
        const error = writeError(this.#options.dir, cause);
        for (const waiting of [...group, ...this.#queue.splice(0)].reverse()) waiting.reject(error);
        continue;
      }
      for (const waiting of group) waiting.resolve();
      if (this.#isCompactionDue()) await this.#startCompaction();
    }
    // In the same step as the last look at the queue, or a record handed in between would wait for ever.
    this.#draining = null;
  }

  #isCompactionDue(): boolean {
    const isFree = this.#compaction === null && this.#queue.length === 0;
    return isFree && this.#logBytesBefore + this.#log.bytes >= this.#compactAt;
  }

  /** Only the switch to a new log keeps writers waiting; the snapshot is written beside them. */
  async #startCompaction(): Promise<void> {
    const { dir, files } = this.#options;
    const next = this.#generation + 1;
    let frames: Buffer[];
    try {
      frames = [...snapshotFrames(this.#options.snapshot())];
      const log = await RecordLog.open(files, logPath(dir, next), 0);
      await this.#log.close();
      this.#logBytesBefore += this.#log.bytes;
      this.#log = log;
      this.#generation = next;
    } catch (cause) {
      this.#postponeCompaction(cause);
      return;
    }
    this.#compaction = this.#writeSnapshot(next, frames)
      .catch((cause: unknown) => {
        this.#postponeCompaction(cause);
      })
      .finally(() => {
        this.#compaction = null;
      });
  }

  async #writeSnapshot(generation: number, frames: Buffer[]): Promise<void> {
    const { dir, files } = this.#options;
    const target = snapshotPath(dir, generation);
    const unfinished = `${target}.tmp`;
    const size = await writeDurably(files, unfinished, frames).catch(async (error: unknown) => {
      // A full disk needs the room.
      await rm(unfinished, { force: true });
      throw error;
    });
    await rename(unfinished, target);
    await syncFolder(files, dir);
    this.#logBytesBefore = 0;
    this.#compactAt = Math.max(this.#options.compactAtBytes, 2 * size);
    await removeOlder(dir, generation);
  }

  /** The old generation is still whole; nothing is lost, only the logs grow until the next try. */
  #postponeCompaction(cause: unknown): void {
    this.#compactAt = this.#logBytesBefore + this.#log.bytes + this.#options.compactAtBytes;
    this.#options.log(
      `The log could not be compacted: ${writeError(this.#options.dir, cause).message}`,
    );
  }
}

type StoreParts = {
  options: Required<StoreOptions>;
  unlock: () => Promise<void>;
  blobs: BlobFolder;
  loaded: Loaded;
  log: RecordLog;
};

function* snapshotFrames(records: Iterable<JSONValue>): Generator<Buffer, void> {
  let group: string[] = [];
  for (const record of records) {
    group.push(JSON.stringify(record));
    if (group.length < SNAPSHOT_FRAME_RECORDS) continue;
    yield encodeFrame(group);
    group = [];
  }
  if (group.length > 0) yield encodeFrame(group);
}

function closedError(): StoreError {
  return new StoreError("CLOSED", "The server is stopping: nothing was saved.");
}
