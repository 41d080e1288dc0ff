/**
 * `npm run replay -- <booking>`: makes the decisions on a booking again, from what was recorded of them, and says whether the outcome is
 * the recorded one. By default of the marketplace that runs from .data; exit code 1 when something does not agree.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { jsonToConvex, type JSONValue } from "convex/values";
import { ROOT } from "./run.ts";
import type { Evidence } from "./replay/findings.ts";
import { reportOn } from "./replay/report.ts";

const USAGE = `Usage: npm run replay -- <id or code of a booking> [--url URL --admin-key KEY]

Without --url it asks the marketplace that "npm start" runs on this machine.`;

type Deployment = { url: string; adminKey: string };

/** Asks the deployment as its administrator, since the function is internal. */
async function fetchEvidence(
  { url, adminKey }: Deployment,
  booking: string,
): Promise<Evidence | null> {
  const response = await fetch(new URL("/api/query", url), {
    method: "POST",
    headers: { authorization: `Convex ${adminKey}`, "content-type": "application/json" },
    body: JSON.stringify({
      path: "bookings/jobs:evidence",
      args: [{ booking }],
      format: "convex_encoded_json",
    }),
  });
  const answer = (await response.json()) as { value?: JSONValue; errorMessage?: string };
  if (answer.value === undefined) {
    throw new Error(`${url} did not answer: ${answer.errorMessage ?? response.statusText}`);
  }
  return jsonToConvex(answer.value) as Evidence | null;
}

function runningMarketplace(): Deployment {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(ROOT, ".data", name), "utf8")) as unknown;
  try {
    const { convex } = read("ports.json") as { convex: number };
    return { url: `http://127.0.0.1:${convex}`, adminKey: read("admin-key.json") as string };
  } catch {
    throw new Error(`No marketplace was started here: run "npm start" first.\n\n${USAGE}`);
  }
}

function readArguments(): { booking: string; deployment: Deployment } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { url: { type: "string" }, "admin-key": { type: "string" } },
  });
  const [booking, ...rest] = positionals;
  if (booking === undefined || rest.length > 0) throw new Error(USAGE);
  const { url, "admin-key": adminKey } = values;
  if (url === undefined) return { booking, deployment: runningMarketplace() };
  if (adminKey === undefined) throw new Error(`--admin-key is missing.\n\n${USAGE}`);
  return { booking, deployment: { url, adminKey } };
}

try {
  const { booking, deployment } = readArguments();
  const evidence = await fetchEvidence(deployment, booking);
  if (!evidence) throw new Error(`There is no booking ${booking} at ${deployment.url}.`);
  const { lines, agrees } = await reportOn(evidence);
  console.log(lines.join("\n"));
  process.exitCode = agrees ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
