import { readFileSync } from "node:fs";
import { link, readFile, rename, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { errorCode, StoreError } from "./store-error.ts";

/** Who holds the folder. A pid alone may be given to another process later; its start tells them apart. */
type Owner = { pid: number; started: string | null };

/**
 * Makes this process the only one that uses `dir`, and returns what gives the folder back. The lock of a
 * process that no longer lives is taken over.
 */
export async function lockFolder(dir: string): Promise<() => Promise<void>> {
  const lock = path.join(dir, "lock");
  const mine = `${lock}.${process.pid}.${process.hrtime.bigint()}`;
  const content = JSON.stringify({
    pid: process.pid,
    started: startOf(process.pid),
  } satisfies Owner);
  await writeFile(mine, content);
  try {
    // A link appears at once and with its content, and fails when the name exists.
    while (!(await linked(mine, lock))) await removeIfStale(dir, lock);
  } finally {
    await unlink(mine);
  }
  held.add(lock);
  return async () => {
    held.delete(lock);
    await unlink(lock);
  };
}

/** Locks of this very process: its own pid in a lock file is no proof that the lock is alive. */
const held = new Set<string>();

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

async function removeIfStale(dir: string, lock: string): Promise<void> {
  const content = await readIfThere(lock);
  if (content === null) return;
  if (isAlive(lock, content)) throw lockedError(dir, content);
  const aside = `${lock}.stale.${process.pid}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  const moved = await readFile(aside, "utf8");
  // Another process took the stale lock over between our look and our move: give it back.
  if (moved !== content) await linked(aside, lock);
  await unlink(aside);
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

function isAlive(lock: string, content: string): boolean {
  const owner = parseOwner(content);
  if (owner === null) return false;
  if (owner.pid === process.pid && owner.started === startOf(process.pid)) return held.has(lock);
  if (owner.started !== null && owner.started !== startOf(owner.pid)) return false;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return errorCode(error) === "EPERM";
  }
}

function parseOwner(content: string): Owner | null {
  try {
    const owner: unknown = JSON.parse(content);
    if (typeof owner !== "object" || owner === null || !("pid" in owner)) return null;
    const started = "started" in owner && typeof owner.started === "string" ? owner.started : null;
    return typeof owner.pid === "number" ? { pid: owner.pid, started } : null;
  } catch {
    return null;
  }
}

/** When a living process started, in the kernel's own count since boot; null where there is no /proc. */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces; its state follows, and the start is the 20th field from there.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie has ended; in a container without an init nobody may ever collect it.
    const hasEnded = fields[0] === "Z" || fields[0] === "X";
    return hasEnded || fields[19] === undefined ? null : `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

function lockedError(dir: string, content: string): StoreError {
  const pid = parseOwner(content)?.pid;
  const message = `The folder ${dir} is in use by process ${pid}. Stop that server, or start this one with another folder.`;
  return new StoreError("LOCKED", message);
}
