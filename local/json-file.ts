import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

/** The parsed content of a JSON file, or null when there is none. Throws a sentence when it is damaged. */
export async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is damaged: it holds no JSON. Delete it to start that part afresh.`);
  }
}

/**
 * Writes a file that only its owner can read, whole or not at all: the content goes to a neighbour first and is
 * then renamed, so that a crash in the middle leaves the old file.
 */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const neighbour = `${file}.${process.pid}.new`;
  await writeFile(neighbour, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await rename(neighbour, file);
}

/** The content of a JSON file, which is drawn and written where there is none: keys, which a folder keeps. */
export async function keptJson<T>(file: string, draw: () => T): Promise<T> {
  const kept = (await readJson(file)) as T | null;
  if (kept !== null) return kept;
  const drawn = draw();
  await writeJson(file, drawn);
  return drawn;
}
