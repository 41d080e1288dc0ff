import { readFileSync, realpathSync } from "node:fs";
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
  const lock = path.join(realpathSync(dir), "lock");
  if (held.has(lock)) throw lockedError(dir, process.pid);
  held.add(lock);
  try {
    await writeLock(dir, lock);
  } catch (error) {
    held.delete(lock);
    throw error;
  }
  return async () => {
    await unlink(lock);
    held.delete(lock);
  };
}

/** Locks that this very process holds or asks for: of its own pid a lock file proves nothing. */
const held = new Set<string>();

async function writeLock(dir: string, lock: string): Promise<void> {
  const mine = `${lock}.${process.pid}`;
  const owner: Owner = { pid: process.pid, started: startOf(process.pid) };
  await writeFile(mine, JSON.stringify(owner));
  try {
    // A link appears at once and with its content, and fails when the name exists.
    while (!(await linked(mine, lock))) await removeIfStale(dir, lock);
  } finally {
    await unlink(mine);
  }
}

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
  const pid = livingOwner(content);
  if (pid !== null) throw lockedError(dir, pid);
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

function livingOwner(content: string): number | null {
  const owner = parseOwner(content);
  // Of this process only one asks at a time, and it does not hold the lock.
  if (owner === null || owner.pid === process.pid) return null;
  if (owner.started !== null && owner.started !== startOf(owner.pid)) return null;
  return isAlive(owner.pid) ? owner.pid : null;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
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

function lockedError(dir: string, pid: number): StoreError {
  const message = `The folder ${dir} is in use by process ${pid}. Stop that server, or start this one with another folder.`;
  return new StoreError("LOCKED", message);
}
