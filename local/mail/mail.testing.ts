import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { Resend } from "resend";
import { Webhook } from "standardwebhooks";
import { listen, stopListening } from "../listening.ts";
import { startMail, type MailServer } from "./server.ts";
import type { Mail } from "./state.ts";

/** An event as it arrived at the endpoint, its signature found right. */
export interface Arrived {
  id: string;
  type: string;
  data: Record<string, unknown> & { email_id: string };
}

/** A stand-in with an endpoint for its events, and the real client for it. */
export async function openMail() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "local-mail-"));
  const arrived: Arrived[] = [];
  let status = 200;
  let mail: MailServer | null = null;
  const endpoint = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const { headers } = request;
      const id = String(headers["svix-id"]);
      const verified = new Webhook(server().webhookSecret).verify(body, {
        "webhook-id": id,
        "webhook-timestamp": String(headers["svix-timestamp"]),
        "webhook-signature": String(headers["svix-signature"]),
      });
      arrived.push({ ...(verified as Arrived), id });
      response.writeHead(status).end();
    });
  });
  const port = await listen(endpoint, 0);
  const start = async () => {
    mail = await startMail({ dataDir: folder, port: 0, endpoint: `http://127.0.0.1:${port}` });
  };
  const server = () => {
    if (mail === null) throw new Error("The stand-in is not started.");
    return mail;
  };
  await start();

  return {
    arrived,
    server,
    client: () => new Resend(server().apiKey, { baseUrl: server().url }),
    control: (fields: Record<string, unknown>) =>
      fetch(`${server().url}/control`, {
        ...{ method: "POST", headers: { "content-type": "application/json" } },
        body: JSON.stringify(fields),
      }),
    mails: async (query = "") => {
      const response = await fetch(`${server().url}/state${query}`);
      return ((await response.json()) as { mails: Mail[] }).mails;
    },
    /** What the endpoint answers from now on. */
    endpointAnswers: (next: number) => {
      status = next;
    },
    restart: async () => {
      await server().stop();
      await start();
    },
    close: async () => {
      await server().stop();
      await stopListening(endpoint);
      await rm(folder, { recursive: true });
    },
  };
}

export type OpenMail = Awaited<ReturnType<typeof openMail>>;
