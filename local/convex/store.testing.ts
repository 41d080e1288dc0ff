import fs, { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FileSystem, WritableFile } from "./durable-files.ts";

const PREFIX = "convex-local-";
const OWN = path.join(tmpdir(), `${PREFIX}${process.pid}`);
let prepared: Promise<void> | null = null;

/** An empty folder of this process. What processes left that have ended is removed on the way. */
export async function temporaryFolder(): Promise<string> {
  prepared ??= prepare();
  await prepared;
  return await mkdtemp(path.join(OWN, "data-"));
}

async function prepare(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : NaN;
    if (pid === process.pid || (pid > 0 && !isAlive(pid))) {
      await rm(path.join(tmpdir(), name), { recursive: true, force: true });
    }
  }
  await mkdir(OWN);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
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
