import { syncFolder, writeFully } from "./durable-files.ts";
import type { FileSystem, WritableFile } from "./durable-files.ts";
import { encodeFrame } from "./frames.ts";
import path from "node:path";

/** One append-only file of frames, open for writing at its end. */
export class RecordLog {
  readonly #handle: WritableFile;
  #end: number;
  /** After a failed write the file may hold half a frame behind `#end`. */
  #hasTornTail: boolean;

  private constructor(handle: WritableFile, end: number) {
    this.#handle = handle;
    this.#end = end;
    this.#hasTornTail = true;
  }

  /** Opens a log whose sound part is `end` bytes long, and cuts off what follows. */
  static async open(files: FileSystem, file: string, end: number): Promise<RecordLog> {
    const handle = await files.open(file, end === 0 ? "w" : "r+");
    const log = new RecordLog(handle, end);
    try {
      await log.#cutTornTail();
      await syncFolder(files, path.dirname(file));
    } catch (error) {
      await handle.close();
      throw error;
    }
    return log;
  }

  get bytes(): number {
    return this.#end;
  }

  /** Resolves when the records are on the disk; when it rejects, none of them is in the log. */
  async append(records: readonly string[]): Promise<void> {
    if (this.#hasTornTail) await this.#cutTornTail();
    const frame = encodeFrame(records);
    this.#hasTornTail = true;
    try {
      await writeFully(this.#handle, frame, this.#end);
      await this.#handle.datasync();
    } catch (error) {
      // What cannot be cut off now is cut off before the next write.
      await this.#cutTornTail().catch(() => undefined);
      throw error;
    }
    this.#end += frame.length;
    this.#hasTornTail = false;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #cutTornTail(): Promise<void> {
    await this.#handle.truncate(this.#end);
    await this.#handle.datasync();
    this.#hasTornTail = false;
  }
}
