import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";

/** The project's folder, in which every child runs. */
export const ROOT = path.resolve(import.meta.dirname, "..");

/**
 * Loaded into each child before its own code: when the channel to the parent closes, however the parent ended, the
 * child ends too. The channel alone does not keep it alive.
 */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  `process.channel?.unref(); process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));`,
)}`;

/** How long a child may take to end in good order. */
const STOP_MS = 5_000;

export interface ChildOptions {
  /** Arguments to node: a script and its own. */
  args: readonly string[];
  env?: Record<string, string>;
  /** A file descriptor, or the terminal. */
  output: number | "inherit";
}

export interface Child {
  /** Resolves with the exit code, or the signal's name, when the child has ended. */
  ended: Promise<number | string>;
  /** Asks it to end, waits, and insists after a while. */
  stop(): Promise<void>;
}

/** Starts a long-running Node program that ends with this one. */
export function startChild({ args, env, output }: ChildOptions): Child {
  const child = spawnNode(args, env, ["ignore", output, output, "ipc"]);
  const ended = endOf(child);
  return {
    ended,
    async stop() {
      child.kill("SIGTERM");
      const insist = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await ended;
      clearTimeout(insist);
    },
  };
}

/** Runs a Node program to its end and gives all it wrote. Throws that when it fails. */
export async function runChild(
  args: readonly string[],
  env?: Record<string, string>,
): Promise<string> {
  const child = spawnNode(args, env, ["ignore", "pipe", "pipe", "ipc"]);
  let written = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => (written += text));
  }
  const end = await endOf(child);
  if (end !== 0) throw new Error(written.trim() || `It ended with ${end} and wrote nothing.`);
  return written;
}

function spawnNode(
  args: readonly string[],
  env: Record<string, string> | undefined,
  stdio: ("ignore" | "pipe" | "ipc" | "inherit" | number)[],
): ChildProcess {
  // What a test runner sets for itself must not reach the programs it tests.
  const { NODE_ENV: _nodeEnv, NODE_OPTIONS: _nodeOptions, ...inherited } = process.env;
  return spawn(process.execPath, ["--import", END_WITH_PARENT, ...args], {
    cwd: ROOT,
    env: { ...inherited, ...env },
    stdio,
    // Ctrl-C in the terminal reaches the parent alone, which then ends its children in order.
    detached: true,
  });
}

function endOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      resolve(code ?? signal ?? "an unknown signal");
    });
  });
}
