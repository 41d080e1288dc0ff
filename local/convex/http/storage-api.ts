import { RequestError } from "../errors.ts";
import type { FileStorage } from "../file-storage.ts";
import type { Runtime } from "../runtime.ts";
import { jsonAnswer } from "./http-server.ts";
import type { HttpAnswer, HttpRequest } from "./http-server.ts";

/** `POST /api/storage/upload?token=…`: the bytes of one file, answered with its id. */
export async function uploadFile(
  request: HttpRequest,
  { files, runtime }: { files: FileStorage; runtime: Runtime },
): Promise<HttpAnswer> {
  const componentPath = files.checkUploadToken(request.url.searchParams.get("token") ?? "");
  const content = {
    bytes: await request.body(),
    contentType: request.raw.headers["content-type"] ?? null,
  };
  const sha256 = expectedDigest(request);
  const storageId = await runtime.transact(componentPath, () =>
    files.store(componentPath, content, sha256),
  );
  return jsonAnswer({ storageId });
}

/** `Digest: sha-256=<base64>` asks the server to refuse a file that arrived damaged. */
function expectedDigest({ raw }: HttpRequest): string | undefined {
  const header = raw.headers.digest;
  const match = typeof header === "string" ? /^sha-256=(.+)$/i.exec(header) : null;
  return match?.[1];
}

/** `GET /api/storage/<id>`, also in parts (`Range: bytes=…`), as players and download managers ask. */
export async function downloadFile(
  { url, raw, method }: HttpRequest,
  files: FileStorage,
): Promise<HttpAnswer> {
  const id = url.pathname.split("/").pop() ?? "";
  const content = await files.get(url.searchParams.get("component") ?? "", id);
  if (content === null) {
    throw new RequestError(404, "FileNotFound", `There is no stored file ${id}.`);
  }
  const { bytes, contentType } = content;
  const headers = {
    "content-type": contentType ?? "application/octet-stream",
    "cache-control": "private, max-age=2592000",
    "accept-ranges": "bytes",
    "content-length": String(bytes.byteLength),
  };
  if (method === "HEAD") return { status: 200, headers, body: "" };
  const range = readRange(raw.headers.range, bytes.byteLength);
  if (range === null) return { status: 200, headers, body: bytes };
  const part = bytes.subarray(range.start, range.end + 1);
  return {
    status: 206,
    headers: {
      ...headers,
      "content-length": String(part.byteLength),
      "content-range": `bytes ${range.start}-${range.end}/${bytes.byteLength}`,
    },
    body: part,
  };
}

/** The first and last byte asked for; null for the whole file. */
function readRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null) return null;
  const [, from = "", to = ""] = match;
  if (from === "" && to === "") return null;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end) {
    throw new RequestError(416, "BadRange", `The file has ${size} bytes.`);
  }
  return { start, end };
}
