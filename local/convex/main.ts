import { parseArgs } from "node:util";
import { startConvex } from "./server.ts";
import { StoreError } from "./store-error.ts";

const USAGE = `Usage: tsx local/convex/main.ts --data DIR [--port N] [--site-port N] [--admin-key KEY] [--hide-errors]

  --data         where everything is kept; made when missing
  --port         clients and command line (3210)
  --site-port    HTTP actions (one above --port)
  --admin-key    for the command line; by default a random one, which is printed
  --hide-errors  tell clients only "Server Error", as production does`;

function readArguments() {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      port: { type: "string" },
      "site-port": { type: "string" },
      "admin-key": { type: "string" },
      "hide-errors": { type: "boolean", default: false },
    },
  });
  if (values.data === undefined)
    throw new Error("Where is the data to be kept? --data is missing.");
  const adminKey = values["admin-key"];
  const sitePort = values["site-port"];
  return {
    dataDir: values.data,
    hideErrors: values["hide-errors"],
    ...(values.port === undefined ? {} : { port: portNumber(values.port) }),
    ...(sitePort === undefined ? {} : { sitePort: portNumber(sitePort) }),
    ...(adminKey === undefined ? {} : { adminKey }),
  };
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`"${text}" is not a port.`);
}

async function main(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const options = readArguments();
  const { url, siteUrl, adminKey, stop } = await startConvex(options);
  // Who has chosen the key knows it, and does not want it on the terminal.
  if (options.adminKey === undefined) {
    console.log(`Convex is running.
  clients       ${url}
  HTTP actions  ${siteUrl}
  deploy        npx convex deploy --url ${url} --admin-key '${adminKey}'`);
  }
  // Functions run in this process: what they leave behind may fail, but not take the server with it.
  for (const event of ["unhandledRejection", "uncaughtException"] as const) {
    process.on(event, (error: unknown) => {
      console.error(`[CONVEX] ${event} in a function:`, error);
    });
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void stop().then(() => process.exit(0));
    });
  }
}

try {
  await main();
} catch (error) {
  const isUsage = !(error instanceof StoreError) && !(error instanceof Error && "syscall" in error);
  console.error(error instanceof Error ? error.message : error);
  if (isUsage) console.error(`\n${USAGE}`);
  process.exitCode = 1;
}
