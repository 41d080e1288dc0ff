import { spawn } from "node:child_process";
import { delimiter, join, resolve } from "node:path";

/** The folder that holds package.json, wherever a script is started from. */
export const ROOT = resolve(import.meta.dirname, "..");

/** The environment with the project's own commands first, as npm sets it for its scripts. */
export function projectEnv(): NodeJS.ProcessEnv {
  const bin = join(ROOT, "node_modules", ".bin");
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` };
}

/**
 * Run a command of the project from its root and show what it prints.
 * @returns Its exit code; 1 when a signal ended it.
 */
export function run(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolvePromise, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...projectEnv(), ...env },
      // npm's commands are batch files on Windows, which only a shell can start.
      shell: process.platform === "win32",
    });
    child.on("error", reject);
    child.on("close", (code) => {
      resolvePromise(code ?? 1);
    });
  });
}
