/**
 * Would a real deployment accept the backend? Without one: the stock CLI bundles the functions as for a deploy
 * and writes down what it would push; the bundles are then loaded with the globals that their runtime has.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { projectEnv, ROOT } from "./run.ts";

/** One module of a push. Of modules in several files, the shared parts lie under `_deps/`. */
export type Bundle = { path: string; source: string; environment: "isolate" | "node" };

/** The part that we read of what `convex deploy --write-push-request` writes. */
export type PushRequest = {
  appDefinition: { schema: Bundle | null; changedModules: Bundle[] };
  componentDefinitions: { definitionPath: string; schema: Bundle | null; functions: Bundle[] }[];
};

/** What Convex accepts in each part of a module's path. */
const LEGAL_PART = /^[A-Za-z0-9_.]+$/;

const execute = promisify(execFile);

/**
 * Why a deployment would refuse the Convex project in `folder`; empty when it would not.
 * @param folder Holds package.json, node_modules and the functions.
 */
export async function deploymentRefusals(folder: string): Promise<string[]> {
  const scratch = mkdtempSync(join(tmpdir(), "push-request-"));
  try {
    const requestPath = join(scratch, "request.json");
    const bundling = await bundle(folder, requestPath);
    if (bundling !== undefined) return [bundling];

    const request = JSON.parse(readFileSync(requestPath, "utf8")) as PushRequest;
    const illegal = request.appDefinition.changedModules
      .filter(({ path }) => !path.split("/").every((part) => LEGAL_PART.test(part)))
      .map(({ path }) => `${path}: a path holds only letters, digits, underscores and periods.`);
    return [...illegal, ...(await loadingRefusals(requestPath, folder))];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @returns What the CLI says when it cannot bundle. */
async function bundle(folder: string, requestPath: string): Promise<string | undefined> {
  // Nothing listens at this address, and a dry run calls nobody.
  const target = ["--url", "http://127.0.0.1:9", "--admin-key", "none"];
  const skip = ["--typecheck", "disable", "--codegen", "disable"];
  // The CLI adds the ending itself.
  const requestName = requestPath.replace(/\.json$/, "");
  const request = ["--dry-run", "--push-all-modules", "--write-push-request", requestName];
  try {
    await execute("convex", ["deploy", ...target, ...skip, ...request], {
      cwd: folder,
      env: projectEnv(),
      shell: process.platform === "win32",
    });
    return undefined;
  } catch (error) {
    return (error as { stderr: string }).stderr.trim();
  }
}

async function loadingRefusals(requestPath: string, folder: string): Promise<string[]> {
  const flags = ["--experimental-vm-modules", "--no-warnings", "--import", "tsx"];
  const script = join(import.meta.dirname, "link-bundles.ts");
  const { stdout } = await execute(process.execPath, [...flags, script, requestPath, folder], {
    cwd: ROOT,
    // No variable of this machine may decide whether a module loads.
    env: { PATH: process.env.PATH },
  });
  return JSON.parse(stdout) as string[];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const folder = resolve(process.argv[2] ?? ROOT);
  const refusals = await deploymentRefusals(folder);
  for (const refusal of refusals) console.error(refusal);
  if (refusals.length === 0) console.log("A deployment would accept the backend.");
  process.exitCode = refusals.length === 0 ? 0 : 1;
}
