import { mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import { readJson, writeJson } from "./json-file.ts";

interface Holder {
  pid: number;
  startedMs: number;
  /** Known once the application's port has been chosen. */
  appUrl?: string;
}

export interface FolderLock {
  /** Tells whoever starts a second time where the first one is. */
  announce(appUrl: string): Promise<void>;
  release(): Promise<void>;
}

/** A start takes at most this long; a holder that does not answer after it is no marketplace of ours. */
const START_MS = 2 * 60_000;

/** Somebody runs a marketplace in this folder already. */
export class AlreadyRunning extends Error {
  constructor(dataDir: string, { pid, appUrl }: Holder) {
    const where = appUrl === undefined ? "and is just starting" : `at ${appUrl}`;
    super(
      `The marketplace in ${dataDir} is already running ${where} (process ${pid}). Stop that one first, or give this one another folder: npm start -- --data <folder>`,
    );
    this.name = "AlreadyRunning";
  }
}

/** Makes this process the only one in the folder. Throws AlreadyRunning when another one lives there. */
export async function lockFolder(dataDir: string): Promise<FolderLock> {
  const file = path.join(dataDir, "running.json");
  await mkdir(dataDir, { recursive: true });
  const mine: Holder = { pid: process.pid, startedMs: Date.now() };

  if (!(await create(file, mine))) {
    const holder = (await readJson(file).catch(() => null)) as Holder | null;
    if (holder !== null && (await lives(holder))) throw new AlreadyRunning(dataDir, holder);
    await rm(file, { force: true });
    if (!(await create(file, mine))) {
      throw new Error(`Somebody else starts a marketplace in ${dataDir} at this moment.`);
    }
  }
  return {
    announce: (appUrl) => writeJson(file, { ...mine, appUrl }),
    release: () => rm(file, { force: true }),
  };
}

/** Creates the file with its content, unless it is there. */
async function create(file: string, holder: Holder): Promise<boolean> {
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(JSON.stringify(holder));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** A process id may belong to another program by now, after a crash and a reboot; only an answer counts then. */
async function lives({ pid, startedMs, appUrl }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (Date.now() - startedMs < START_MS) return true;
  if (appUrl === undefined) return false;
  try {
    await fetch(appUrl, { signal: AbortSignal.timeout(2_000) });
    return true;
  } catch {
    return false;
  }
}
