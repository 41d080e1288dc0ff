/** Finds a Chromium for the browser tests, and installs one where there is none. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import { run } from "./run.ts";

/** What our browser tests start Chromium with: no sandbox (root in a container), no GPU, no calls home. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The path of a Chromium: `CHROMIUM_PATH`, else the system's, else the one Playwright downloaded.
 * @throws Error when `CHROMIUM_PATH` names no executable file, since that is a mistake and not a wish.
 */
export function findChromium(): string | undefined {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined && chosen !== "") {
    if (!isExecutable(chosen)) {
      throw new Error(`CHROMIUM_PATH is "${chosen}", which is no file that can be started.`);
    }
    return chosen;
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...APPLICATIONS, chromium.executablePath()].find(isExecutable);
}

/**
 * As {@link findChromium}, and installs one when there is none: Playwright's download, or, for root on Debian,
 * the distribution's package where that download cannot be reached.
 * @throws Error that says what to do when neither works.
 */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;

  const isRoot = process.getuid?.() === 0;
  console.log("No Chromium found: downloading Playwright's (npx playwright install chromium).");
  await run("playwright", ["install", ...(isRoot ? ["--with-deps"] : []), "chromium"]);
  if (findChromium() === undefined && isRoot && process.platform === "linux") {
    console.log("That did not work: installing the distribution's (apt-get install chromium).");
    await run("apt-get", ["update"]);
    await run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"]);
  }
  const installed = findChromium();
  if (installed === undefined) {
    throw new Error("No Chromium could be installed. Install one, or name one in CHROMIUM_PATH.");
  }
  return installed;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(await ensureChromium());
}
