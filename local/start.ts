import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "./child.ts";
import { lockFolder } from "./folder-lock.ts";
import { startMarketplace, type Marketplace } from "./marketplace.ts";
import { rememberedPorts } from "./ports.ts";

const LOOK_FOR_PARENT_MS = 1_000;

const USAGE = "Usage: npm start [-- --data <folder>]   (default folder: .data)";

/** `npm start`: the whole marketplace on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const dataDir = readDataDir();
  const startedMs = Date.now();
  const lock = await lockFolder(dataDir);
  const ending = whenAskedToEnd();
  try {
    const ports = await rememberedPorts(dataDir, say);
    await lock.announce(`http://127.0.0.1:${ports.app}`);
    say("Starting the marketplace …");
    const marketplace = await Promise.race([
      startMarketplace({ dataDir, ports, say, full: true }),
      ending,
    ]);
    // A start that is cut short is not waited for: its processes end with this one.
    if (marketplace === "asked") return;
    welcome(marketplace, { dataDir, seconds: (Date.now() - startedMs) / 1000 });
    const reason = await Promise.race([marketplace.broken, ending]);
    if (reason !== "asked") {
      process.exitCode = 1;
      say(`${reason} The rest is stopped too; npm start begins again with the same data.`);
    }
    await marketplace.stop();
  } finally {
    await lock.release();
  }
}

function readDataDir(): string {
  try {
    const { values } = parseArgs({ options: { data: { type: "string", default: ".data" } } });
    return path.resolve(ROOT, values.data);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

/** Resolves when the terminal or the system wants this to end, or when npm has gone and cannot say so. */
function whenAskedToEnd(): Promise<"asked"> {
  return new Promise((resolve) => {
    const asked = () => {
      resolve("asked");
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, asked);
    // npm passes a signal on to the shell between it and us, which ends and tells nobody.
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) asked();
    }, LOOK_FOR_PARENT_MS).unref();
  });
}

function welcome(
  { appUrl, stripeUrl, inboxUrl }: Marketplace,
  { dataDir, seconds }: { dataDir: string; seconds: number },
): void {
  const folder = dataDir.startsWith(ROOT + path.sep) ? path.relative(ROOT, dataDir) : dataDir;
  say(`
  The marketplace is open (after ${seconds.toFixed(1)} s):  ${appUrl}

  Try it    Choose a member and book a free session as a guest.
            Open a second window, sign in as that member (Maya, Jonas, Aiko or Sofía), and watch it arrive.
  Money     ${stripeUrl} shows what the local Stripe holds, and makes it fail. Pay with 4242 4242 4242 4242.
  Inbox     ${inboxUrl} holds every mail and text message that anybody was sent, invites read out, and makes sending fail.
  Data      ${folder} holds everything. To begin afresh, stop this and delete it: rm -r ${folder}
  Stop      Ctrl-C
`);
}

function say(sentence: string): void {
  console.log(sentence);
}

try {
  await main();
  process.exit();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
