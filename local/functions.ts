import { watch } from "node:fs";
import path from "node:path";
import { ROOT, runChild } from "./child.ts";

/** A deployment, as Convex's command line addresses it. */
export interface Deployment {
  url: string;
  adminKey: string;
}

const CLI = path.join(ROOT, "node_modules", "convex", "bin", "main.js");

/** Folders whose files end up in the functions. */
const SOURCES = ["convex", "core"];

/** Editors write a file in several steps; this long nothing must change before a push. */
const QUIET_MS = 200;

/**
 * Pushes the functions with Convex's own command line. It is `deploy` and not `dev`, since `dev` writes the address
 * into .env.local, where the real deployment of whoever works here may stand.
 */
export async function pushFunctions(
  deployment: Deployment,
  { codegen }: { codegen: boolean },
): Promise<void> {
  await convex(deployment, "deploy", [
    "--typecheck",
    "disable",
    "--codegen",
    codegen ? "enable" : "disable",
  ]);
}

/** Runs one function, internal ones too, and waits for it. */
export async function runFunction(
  deployment: Deployment,
  name: string,
  args: Record<string, unknown>,
): Promise<void> {
  await convex(deployment, "run", [name, JSON.stringify(args)]);
}

/** Sets environment variables of the deployment. */
export async function setVariables(
  deployment: Deployment,
  variables: Record<string, string>,
): Promise<void> {
  const changes = Object.entries(variables).map(([name, value]) => ({ name, value }));
  const response = await fetch(`${deployment.url}/api/update_environment_variables`, {
    method: "POST",
    headers: {
      authorization: `Convex ${deployment.adminKey}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ changes }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Pushes again whenever a source changes, and says how it went. Returns what ends the watching. */
export function watchFunctions(
  deployment: Deployment,
  say: (sentence: string) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let pushing = false;
  let changedMeanwhile = false;

  const push = async () => {
    if (pushing) {
      changedMeanwhile = true;
      return;
    }
    pushing = true;
    const startedMs = Date.now();
    try {
      await pushFunctions(deployment, { codegen: true });
      say(`Functions pushed in ${((Date.now() - startedMs) / 1000).toFixed(1)} s.`);
    } catch (error) {
      say(`The functions were not pushed; the former ones still run.\n${messageOf(error)}`);
    }
    pushing = false;
    if (changedMeanwhile) {
      changedMeanwhile = false;
      await push();
    }
  };

  const watchers = SOURCES.map((folder) =>
    watch(path.join(ROOT, folder), { recursive: true }, (_event, file) => {
      if (file === null || !isSource(file)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void push(), QUIET_MS);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function isSource(file: string): boolean {
  return /\.(ts|tsx|js|json)$/.test(file) && !/(^|[\\/])_generated[\\/]|\.test\.tsx?$/.test(file);
}

async function convex(deployment: Deployment, command: string, args: string[]): Promise<void> {
  const { url, adminKey } = deployment;
  const target = ["--url", url, "--admin-key", adminKey];
  // As in CI, the command line then reports neither its runs nor its failures to anybody outside this machine.
  await runChild([CLI, command, ...args, ...target], { CI: "1" });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
