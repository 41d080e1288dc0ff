import { createServer } from "node:net";
import path from "node:path";
import { readJson, writeJson } from "./json-file.ts";

export interface Ports {
  app: number;
  convex: number;
  site: number;
  signIn: number;
  stripe: number;
  mail: number;
  sms: number;
}

const USUAL: Ports = {
  ...{ app: 5173, convex: 3210, site: 3211, signIn: 3212 },
  ...{ stripe: 3213, mail: 3214, sms: 3215 },
};

const NAMES: Record<keyof Ports, string> = {
  app: "the app",
  convex: "Convex",
  site: "the server of HTTP actions",
  signIn: "sign-in",
  stripe: "the local Stripe",
  mail: "the inbox",
  sms: "the local Twilio",
};

const TRIES = 100;

/**
 * Ports for the marketplace in this folder: those it had the last time, at first the usual ones. One that is taken is
 * said through `say`, and the next free one is used and remembered. People's sign-ins carry the issuer's port, so a
 * folder keeps its ports as long as it can.
 */
export async function rememberedPorts(
  dataDir: string,
  say: (sentence: string) => void,
): Promise<Ports> {
  const file = path.join(dataDir, "ports.json");
  const wanted = { ...USUAL, ...((await readJson(file)) as Partial<Ports> | null) };
  const ports = { ...wanted };
  const chosen = new Set<number>();
  for (const part of Object.keys(USUAL) as (keyof Ports)[]) {
    ports[part] = await nextFree(wanted[part], chosen);
    chosen.add(ports[part]);
    if (ports[part] !== wanted[part]) {
      say(`Port ${wanted[part]} is taken; ${NAMES[part]} uses ${ports[part]} instead.`);
    }
  }
  await writeJson(file, ports);
  return ports;
}

/**
 * Free ports for a marketplace that lives as long as a test. They lie below the range from which the system takes
 * ports for outgoing connections, so that none is lost between finding and using it.
 */
export async function anyPorts(): Promise<Ports> {
  const chosen = new Set<number>();
  const one = async () => {
    const port = await nextFree(12_000 + Math.floor(Math.random() * 18_000), chosen);
    chosen.add(port);
    return port;
  };
  const own = { app: await one(), signIn: await one(), stripe: await one() };
  const messages = { mail: await one(), sms: await one() };
  return { ...own, ...messages, convex: await one(), site: await one() };
}

async function nextFree(from: number, chosen: ReadonlySet<number>): Promise<number> {
  for (let port = from; port < from + TRIES; port++) {
    if (!chosen.has(port) && (await isFree(port))) return port;
  }
  throw new Error(
    `No free port between ${from} and ${from + TRIES - 1}. Stop some of what uses them.`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => {
      resolve(false);
    });
    server.listen(port, "127.0.0.1", () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
