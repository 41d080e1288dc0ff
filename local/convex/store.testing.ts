import fs from "node:fs/promises";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FileSystem, WritableFile } from "./durable-files.ts";

export function temporaryFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "convex-local-"));
}

/** A disk with `free` bytes left; a write that does not fit takes what fits and then fails, as a real one does. */
export class SmallDisk implements FileSystem {
  free = Infinity;
  /** Files that find no room at all. */
  fullFor: RegExp | null = null;

  async open(file: string, flags: string): Promise<WritableFile> {
    const handle = await fs.open(file, flags);
    return {
      write: async (...[bytes, offset, length, position]) => {
        if (this.free <= 0 || this.fullFor?.test(file) === true) throw noSpace();
        const fitting = Math.min(length, this.free);
        this.free -= fitting;
        return handle.write(bytes, offset, fitting, position);
      },
      truncate: (size) => handle.truncate(size),
      datasync: () => handle.datasync(),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  }
}

function noSpace(): Error {
  return Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
}
