import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { convexToJson } from "convex/values";
import type { JSONValue } from "convex/values";
import { RequestError, ServerError } from "./errors.ts";
import { currentExecution } from "./execution.ts";
import type { Doc } from "./sorted-index.ts";
import type { State } from "./state.ts";
import type { Store } from "./store.ts";
import type { Database } from "./test-instance.ts";
import type { ComponentPath } from "./types.ts";

export const FILES = "_storage";

/** An upload has to start within this time, as on a real deployment. */
const UPLOAD_URL_VALID_MS = 60 * 60 * 1000;

export interface FileContent {
  bytes: Uint8Array;
  contentType: string | null;
}

/** Stored files: a row of `_storage` in a component's database, and the bytes beside the log. */
export class FileStorage {
  readonly #options: {
    state: State;
    store: () => Store;
    url: () => string;
    secret: string;
    now: () => number;
  };

  constructor(options: {
    state: State;
    store: () => Store;
    /** Where the server can be reached. */
    url: () => string;
    /** Signs upload URLs, so that they survive a restart and cannot be made up. */
    secret: string;
    now: () => number;
  }) {
    this.#options = options;
  }

  /** Inside a transaction of the component. The bytes are durable before the row is. */
  async store(
    componentPath: ComponentPath,
    { bytes, contentType }: FileContent,
    sha256: string | undefined,
  ): Promise<string> {
    const digest = createHash("sha256").update(bytes);
    const hex = digest.copy().digest("hex");
    if (sha256 !== undefined && sha256 !== hex && sha256 !== digest.digest("base64")) {
      throw new ServerError(`The file's sha256 is ${hex}, not ${sha256}: nothing was stored.`);
    }
    const db = this.#options.state.database(componentPath);
    const id = db.insert(FILES, {
      sha256: hex,
      size: bytes.byteLength,
      ...(contentType === null || contentType === "" ? {} : { contentType }),
    });
    await this.#options.store().putBlob(blobKey(componentPath, id), bytes);
    return id;
  }

  delete(db: Database, id: string): void {
    if (db.get(FILES, id) === null) throw new ServerError(`There is no stored file ${id}.`);
    db.delete(FILES, id);
  }

  /** After the commit that deleted the rows. */
  async removeBytes(componentPath: ComponentPath, ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.#options.store().deleteBlob(blobKey(componentPath, id));
  }

  async get(componentPath: ComponentPath, id: string): Promise<FileContent | null> {
    const row = this.#row(componentPath, id);
    if (row === null) return null;
    const bytes = await this.#options.store().readBlob(blobKey(componentPath, id));
    if (bytes === null) return null;
    return { bytes, contentType: typeof row.contentType === "string" ? row.contentType : null };
  }

  getUrl(componentPath: ComponentPath, id: string): string | null {
    if (this.#row(componentPath, id) === null) return null;
    const query = componentPath === "" ? "" : `?component=${encodeURIComponent(componentPath)}`;
    return `${this.#options.url()}/api/storage/${id}${query}`;
  }

  metadata(componentPath: ComponentPath, id: string): JSONValue {
    const row = this.#row(componentPath, id);
    if (row === null) return null;
    return convexToJson({
      storageId: id,
      sha256: row.sha256 ?? null,
      size: row.size ?? null,
      contentType: row.contentType ?? null,
    });
  }

  uploadUrl(componentPath: ComponentPath): string {
    const grant = { componentPath, until: this.#options.now() + UPLOAD_URL_VALID_MS };
    const payload = Buffer.from(JSON.stringify(grant)).toString("base64url");
    return `${this.#options.url()}/api/storage/upload?token=${payload}.${this.#sign(payload)}`;
  }

  /**
   * @returns the component whose function gave out the upload URL
   * @throws RequestError when the token is forged or too old
   */
  checkUploadToken(token: string): ComponentPath {
    const [payload = "", signature = ""] = token.split(".");
    const expected = this.#sign(payload);
    const isOurs =
      signature.length === expected.length &&
      timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
    if (!isOurs) {
      throw new RequestError(401, "BadUploadToken", "This is not an upload URL of this server.");
    }
    const grant = JSON.parse(Buffer.from(payload, "base64url").toString()) as {
      componentPath: ComponentPath;
      until: number;
    };
    if (grant.until < this.#options.now()) {
      throw new RequestError(
        401,
        "UploadTokenExpired",
        "The upload URL has expired: ask for a new one.",
      );
    }
    return grant.componentPath;
  }

  /** Names of all bytes that a row stands for; others were left by a crash. */
  blobKeys(): Set<string> {
    const keys = new Set<string>();
    const { state } = this.#options;
    for (const path of state.componentPaths) {
      for (const row of state.documents(path).table(FILES)) keys.add(blobKey(path, row._id));
    }
    return keys;
  }

  /** An action must not see what a transaction beside it has not committed. */
  #row(componentPath: ComponentPath, id: string): Doc | null {
    const db = this.#options.state.database(componentPath);
    const isInTransaction = (currentExecution()?.transaction ?? null) !== null;
    return isInTransaction ? db.get(FILES, id) : (db._documents[id] ?? null);
  }

  #sign(payload: string): string {
    return createHmac("sha256", this.#options.secret).update(payload).digest("base64url");
  }
}

function blobKey(componentPath: ComponentPath, id: string): string {
  return `file:${componentPath}:${id}`;
}
