import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { syncFolder, writeDurably } from "./durable-files.ts";
import type { FileSystem } from "./durable-files.ts";
import { errorCode, writeError } from "./store-error.ts";

/** Stored files, one each, under names made from their keys. */
export class BlobFolder {
  readonly #dir: string;
  readonly #files: FileSystem;
  #writes = 0;

  constructor(dir: string, files: FileSystem) {
    this.#dir = dir;
    this.#files = files;
  }

  async open(): Promise<void> {
    await mkdir(this.#dir, { recursive: true });
  }

  /** Durable, and there as a whole, when it resolves. */
  async put(key: string, bytes: Uint8Array): Promise<void> {
    const target = this.#pathOf(key);
    this.#writes += 1;
    const unfinished = `${target}.${this.#writes}.tmp`;
    try {
      await writeDurably(this.#files, unfinished, [bytes]);
      await rename(unfinished, target);
      await syncFolder(this.#files, this.#dir);
    } catch (cause) {
      await rm(unfinished, { force: true });
      throw writeError(this.#dir, cause);
    }
  }

  async read(key: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.#pathOf(key));
    } catch (error) {
      if (errorCode(error) === "ENOENT") return null;
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.#pathOf(key), { force: true });
  }

  /** Removes what no key in `keep` names: left by a crash between the file and the row that names it. */
  async sweep(keep: ReadonlySet<string>): Promise<void> {
    const names = new Set([...keep].map(fileName));
    for (const name of await readdir(this.#dir)) {
      if (!names.has(name)) await rm(path.join(this.#dir, name), { force: true });
    }
  }

  #pathOf(key: string): string {
    return path.join(this.#dir, fileName(key));
  }
}

/** Keys hold slashes and any letters; a hash is a legal file name everywhere. */
function fileName(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
