/** The screens and the functions of this checkout against the Convex deployment that .env.local names. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { projectEnv, ROOT } from "./run.ts";

const NO_DEPLOYMENT = `.env.local names no Convex deployment.
  Convex Cloud: run \`npx convex dev --once\`. It signs you in, creates one and writes CONVEX_DEPLOYMENT.
  Self-hosted:  set CONVEX_SELF_HOSTED_URL and CONVEX_SELF_HOSTED_ADMIN_KEY there.
  Neither:      \`npm start\` runs everything on this machine, without an account.`;

function namesDeployment(): boolean {
  const file = join(ROOT, ".env.local");
  const variables = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  return [variables.CONVEX_DEPLOYMENT, variables.CONVEX_SELF_HOSTED_URL].some(
    (value) => value !== undefined && value !== "",
  );
}

/** Run both until one ends or the terminal is interrupted; the other ends with it. */
function runTogether(commands: readonly (readonly string[])[]): void {
  const children: ChildProcess[] = commands.map(([command = "", ...args]) =>
    spawn(command, args, {
      cwd: ROOT,
      env: projectEnv(),
      stdio: "inherit",
      shell: process.platform === "win32",
    }),
  );
  const stop = () => {
    for (const child of children) child.kill();
  };
  for (const child of children) {
    child.on("exit", (code) => {
      process.exitCode ??= code ?? 0;
      stop();
    });
  }
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

if (namesDeployment()) {
  runTogether([["convex", "dev"], ["vite"]]);
} else {
  console.error(NO_DEPLOYMENT);
  process.exitCode = 1;
}
