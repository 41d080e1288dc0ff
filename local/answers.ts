import type { IncomingMessage, ServerResponse } from "node:http";

/** What a stand-in says to a request. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
  delayMs?: number;
  /** The connection is cut instead of answering. */
  lost?: boolean;
}

/** Sends an answer, when it is time for it, and then calls `afterwards`. */
export function reply(response: ServerResponse, answer: Answer, afterwards: () => void): void {
  const { status, headers, body, delayMs = 0, lost = false } = answer;
  setTimeout(() => {
    if (lost) response.destroy();
    else response.writeHead(status, headers).end(body);
    afterwards();
  }, delayMs);
}

export function redirect(location: string): Answer {
  return { status: 303, headers: { location }, body: "" };
}

export function htmlAnswer(status: number, body: string): Answer {
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  return { status, headers, body };
}

export function jsonAnswer(status: number, value: unknown): Answer {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return { status, headers, body: JSON.stringify(value) };
}

/** The body of a request as text, or null when it is longer than `maxBytes`. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The headers of a request, each as one text. */
export function flatHeaders(headers: IncomingMessage["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : (value ?? ""),
    ]),
  );
}

/** Whether a request was sent to the server at `url`: any page in a browser could otherwise reach it under a name of its own. */
export function isOwnHost(host: string | undefined, url: string): boolean {
  const { port } = new URL(url);
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}
