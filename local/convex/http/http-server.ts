import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliDecompress, gunzip } from "node:zlib";
import type { JSONValue } from "convex/values";
import { FunctionFailure, RequestError, ServerError } from "../errors.ts";
import type { Log } from "../log.ts";
import { StoreError } from "../store-error.ts";

/** Bundles with source maps of a big app, and uploaded files. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

export interface HttpRequest {
  url: URL;
  method: string;
  raw: IncomingMessage;
  /** The whole body, decompressed. */
  body(): Promise<Buffer>;
  /** @throws RequestError when the body is not JSON */
  json(): Promise<JSONValue>;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  /** A stream is sent as it comes. */
  body: string | Uint8Array | Readable;
}

export type Handle = (request: HttpRequest) => Promise<HttpAnswer>;

export function jsonAnswer(value: unknown, status = 200): HttpAnswer {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(value),
  };
}

/** An HTTP server that answers every failure with a status, a code and a sentence, and never falls over. */
export function createHttpServer(handle: Handle, log: Log): Server {
  return createServer((raw, response) => {
    void answer(raw, handle)
      .catch((error: unknown) => refusal(error, log))
      .then((result) => {
        send(response, result);
      });
  });
}

async function answer(raw: IncomingMessage, handle: Handle): Promise<HttpAnswer> {
  const origin = `http://${raw.headers.host ?? "127.0.0.1"}`;
  const url = URL.canParse(raw.url ?? "", origin) ? new URL(raw.url ?? "", origin) : null;
  if (url === null) throw new RequestError(400, "BadUrl", "The URL of the request is malformed.");
  const body = () => readBody(raw);
  const json = async () => parseJson(await body());
  return await handle({ url, method: raw.method ?? "GET", raw, body, json });
}

function refusal(error: unknown, log: Log): HttpAnswer {
  if (error instanceof RequestError) {
    return jsonAnswer({ code: error.code, message: error.message }, error.status);
  }
  if (error instanceof ServerError) {
    return jsonAnswer({ code: "BadRequest", message: error.message }, 400);
  }
  if (error instanceof StoreError) {
    return jsonAnswer({ code: error.code, message: error.message }, 503);
  }
  if (error instanceof FunctionFailure) {
    return jsonAnswer({ code: "FunctionFailed", message: error.message }, 500);
  }
  log(`[ERROR] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const message = error instanceof Error ? error.message : "The server failed.";
  return jsonAnswer({ code: "InternalServerError", message }, 500);
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  response.writeHead(status, headers);
  if (!(body instanceof Readable)) {
    response.end(body);
    return;
  }
  body.on("error", () => response.destroy());
  body.pipe(response);
}

async function readBody(raw: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of raw) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_BODY_BYTES) {
      throw new RequestError(413, "BodyTooLarge", "The body of the request is too large.");
    }
    chunks.push(bytes);
  }
  return await decompressed(Buffer.concat(chunks), raw.headers["content-encoding"]);
}

async function decompressed(bytes: Buffer, encoding: string | undefined): Promise<Buffer> {
  try {
    if (encoding === "br") return await promisify(brotliDecompress)(bytes);
    if (encoding === "gzip") return await promisify(gunzip)(bytes);
    return bytes;
  } catch {
    throw new RequestError(
      400,
      "BadBody",
      `The body of the request is not valid ${encoding ?? ""}.`,
    );
  }
}

function parseJson(bytes: Buffer): JSONValue {
  try {
    return JSON.parse(bytes.toString()) as JSONValue;
  } catch {
    throw new RequestError(400, "BadJsonBody", "The body of the request is not valid JSON.");
  }
}

/** The browser asks before it sends: everything is allowed from everywhere, as on a deployment. */
export function withCors(handle: Handle): Handle {
  return async (request) => {
    const headers = corsHeaders(request);
    if (request.method === "OPTIONS") return { status: 204, headers, body: "" };
    try {
      const result = await handle(request);
      return { ...result, headers: { ...headers, ...result.headers } };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const result = jsonAnswer({ code: error.code, message: error.message }, error.status);
      return { ...result, headers: { ...headers, ...result.headers } };
    }
  };
}

function corsHeaders({ raw }: HttpRequest): Record<string, string> {
  const wanted = raw.headers["access-control-request-headers"];
  return {
    "access-control-allow-origin": raw.headers.origin ?? "*",
    "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS, HEAD",
    "access-control-allow-headers": wanted ?? "*",
    "access-control-allow-credentials": "true",
    "access-control-max-age": "86400",
    vary: "origin",
  };
}
