import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { cp, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ConvexHttpClient } from "convex/browser";
import { startConvex } from "./server.ts";
import { temporaryFolder } from "./store.testing.ts";

const HERE = path.dirname(fileURLToPath(import.meta.url));
export const FIXTURE = path.join(HERE, "fixture");
const NODE_MODULES = path.resolve(HERE, "../../node_modules");
const CLI = path.join(NODE_MODULES, "convex/bin/main.js");

export type Address = { url: string; siteUrl: string; adminKey: string };
export type FixtureServer = Address & {
  dataDir: string;
  /** What the terminal would show. */
  lines: string[];
  stop(): Promise<void>;
};

export type StartOptions = Partial<Parameters<typeof startConvex>[0]> & {
  /** Environment variables of the deployment, set before the fixture is pushed. */
  env?: Record<string, string>;
  /** False when the folder holds the fixture already. */
  deploy?: boolean;
};

/** A server in this process on free ports, with the fixture deployed by the stock command line. */
export async function startFixture(options: StartOptions = {}): Promise<FixtureServer> {
  const { env = {}, deploy = true, ...given } = options;
  const dataDir = given.dataDir ?? (await temporaryFolder());
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const started = await startConvex({ port: 0, sitePort: 0, log, ...given, dataDir });
  const server = { ...started, dataDir, lines };
  if (deploy) {
    await setEnvironment(server, env);
    await deployFixture(server);
  }
  return server;
}

export async function setEnvironment(server: Address, env: Record<string, string>): Promise<void> {
  const changes = Object.entries(env).map(([name, value]) => ({ name, value }));
  if (changes.length === 0) return;
  const response = await fetch(`${server.url}/api/update_environment_variables`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Convex ${server.adminKey}` },
    body: JSON.stringify({ changes }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** A copy of the fixture that a test may change. */
export async function copyOfFixture(): Promise<string> {
  const project = await temporaryFolder();
  await cp(FIXTURE, project, { recursive: true });
  await symlink(NODE_MODULES, path.join(project, "node_modules"));
  return project;
}

export async function deployFixture(server: Address, project = FIXTURE): Promise<void> {
  const flags = ["--typecheck", "disable", "--codegen", "disable", "--yes"];
  const { code, output } = await convexCli(server, ["deploy", ...flags], project);
  if (code !== 0) throw new Error(`convex deploy failed:\n${output}`);
}

export type Ended = { code: number | null; output: string; stdout: string };

/** Runs the stock `convex` command against a server, as a developer of that project would. */
export function convexCli(server: Address, args: string[], project = FIXTURE): Promise<Ended> {
  const child = spawnCli(server, args, project);
  let output = "";
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output, stdout }));
  });
}

/** The same, for a command that goes on until it is ended. */
export function spawnCli({ url, adminKey }: Address, args: string[], project: string) {
  const all = [CLI, ...args, "--url", url, "--admin-key", adminKey];
  return spawn(process.execPath, all, { cwd: project, env: cleanEnvironment() });
}

/** No deployment of the person who runs the tests, and no colours. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^(CONVEX_|VITEST)/.test(name));
  return { ...Object.fromEntries(entries), NO_COLOR: "1", FORCE_COLOR: "0", CI: "1" };
}

export function httpClient({ url }: Address): ConvexHttpClient {
  return new ConvexHttpClient(url, { logger: false, skipConvexDeploymentUrlCheck: true });
}

/** The holder of the admin key, who may also call internal functions. */
export function adminClient(server: Address): ConvexHttpClient {
  const client = httpClient(server);
  (client as unknown as { setAdminAuth(key: string): void }).setAdminAuth(server.adminKey);
  return client;
}

export type ServerProcess = Address & {
  output: () => string;
  /** As a power cut: no word of farewell. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

/** The server as its own process, as `npm start` of another project would run it. */
export async function spawnServer(options: {
  dataDir: string;
  port: number;
  sitePort: number;
}): Promise<ServerProcess> {
  const { dataDir, port, sitePort } = options;
  const adminKey = "local|test-key";
  const args = ["--data", dataDir, "--port", `${port}`, "--site-port", `${sitePort}`];
  const child = spawn(
    process.execPath,
    ["--import", "tsx", path.join(HERE, "main.ts"), ...args, "--admin-key", adminKey],
    { cwd: path.resolve(HERE, "../.."), env: cleanEnvironment() },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  const url = `http://127.0.0.1:${port}`;
  await untilAnswering(url, child, () => output);
  const end = (signal: NodeJS.Signals) => endProcess(child, signal);
  return {
    url,
    siteUrl: `http://127.0.0.1:${sitePort}`,
    adminKey,
    output: () => output,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}

async function untilAnswering(url: string, child: ChildProcess, output: () => string) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended at its start:\n${output()}`);
    const answer = await fetch(`${url}/version`).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  return ended;
}

/** Two ports that were free a moment ago, for a server that must come back on the same ones. */
export async function freePorts(): Promise<{ port: number; sitePort: number }> {
  const servers = [createServer(), createServer()];
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ports.push((server.address() as AddressInfo).port);
  }
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  const [port = 0, sitePort = 0] = ports;
  return { port, sitePort };
}
