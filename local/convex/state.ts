import { convexToJson, getDocumentSize, jsonToConvex } from "convex/values";
import type { JSONValue, Value } from "convex/values";
import { withCommitTimestamp } from "./commit-timestamp.ts";
import { ServerError } from "./errors.ts";
import { attachSortedIndexes } from "./indexed-database.ts";
import type { DocumentChange, IndexedDatabase } from "./indexed-database.ts";
import { SessionResponses } from "./session-responses.ts";
import { tableOfId } from "./sorted-index.ts";
import type { Doc } from "./sorted-index.ts";
import { createTestInstance, mountComponent } from "./test-instance.ts";
import type { Database, TestInstance } from "./test-instance.ts";
import type { Timestamps } from "./timestamps.ts";
import type { CommitRecord, ComponentPath } from "./types.ts";
import { findMismatch } from "./validators.ts";
import type { ValidatorJson } from "./validators.ts";

/** Convex's limit for one document. */
const MAX_DOCUMENT_BYTES = 1024 * 1024;
/** Documents that share a record of a snapshot. */
const SNAPSHOT_CHUNK = 64;

type Code = Parameters<typeof mountComponent>[2];

/** What the server knows and keeps: documents by component, its settings, answers given to sessions. */
export class State {
  readonly instance: TestInstance = createTestInstance();
  readonly settings = new Map<string, JSONValue>();
  readonly responses = new SessionResponses();
  readonly timestamps: Timestamps;
  readonly #databases = new Map<ComponentPath, IndexedDatabase>();
  readonly #onCommit: (componentPath: ComponentPath, changes: DocumentChange[]) => void;

  constructor(
    timestamps: Timestamps,
    onCommit: (componentPath: ComponentPath, changes: DocumentChange[]) => void,
  ) {
    this.timestamps = timestamps;
    this.#onCommit = onCommit;
    this.#attach("", this.database(""));
  }

  /** Every component that has ever had code or documents. */
  get componentPaths(): Iterable<ComponentPath> {
    return this.#databases.keys();
  }

  database(componentPath: ComponentPath): Database {
    const { components } = this.instance.internals;
    const component = components[componentPath];
    if (component === undefined || !Object.hasOwn(components, componentPath)) {
      throw new ServerError(`There is no component at "${componentPath}".`);
    }
    return component.db;
  }

  documents(componentPath: ComponentPath): IndexedDatabase {
    const found = this.#databases.get(componentPath);
    if (found !== undefined) return found;
    this.mount(componentPath, { schema: null, modules: new Map() });
    return this.documents(componentPath);
  }

  mount(componentPath: ComponentPath, code: Code): void {
    const { db, isNew } = mountComponent(this.instance, componentPath, code);
    if (isNew) this.#attach(componentPath, db);
    else this.#databases.get(componentPath)?.schemaChanged();
  }

  #attach(componentPath: ComponentPath, db: Database): void {
    const attached = attachSortedIndexes(db, (changes) => {
      this.#onCommit(componentPath, changes);
    });
    this.#databases.set(componentPath, attached);
    db._validate = (table, fields) => {
      requireDocument(db, table, fields);
    };
  }

  /** The effect of one stored record, without a transaction: for loading. */
  apply(record: CommitRecord): void {
    this.timestamps.observe(BigInt(record.ts));
    for (const [componentPath, id, json] of record.writes ?? []) {
      const after = json === null ? null : (jsonToConvex(json) as Doc);
      this.documents(componentPath).apply([{ id, after }]);
      const db = this.database(componentPath);
      db._lastCreationTime = Math.max(db._lastCreationTime, after?._creationTime ?? 0);
    }
    for (const [componentPath, next] of Object.entries(record.nextDocIds ?? {})) {
      this.documents(componentPath);
      this.database(componentPath)._nextDocId = next;
    }
    this.applySettings(record.settings ?? {});
    if (record.response !== undefined) this.responses.add(record.response, record.ts);
  }

  applySettings(settings: Record<string, JSONValue | null>): void {
    for (const [name, value] of Object.entries(settings)) {
      if (value === null) this.settings.delete(name);
      else this.settings.set(name, value);
    }
  }

  /**
   * The writes of the transaction that is about to commit, its commit timestamp filled in.
   *
   * @throws ServerError when a document is larger than Convex allows
   */
  pendingWrites(ts: bigint): Pick<Required<CommitRecord>, "writes" | "nextDocIds"> {
    const writes: Required<CommitRecord>["writes"] = [];
    const nextDocIds: Record<ComponentPath, number> = {};
    for (const [componentPath, { db }] of Object.entries(this.instance.internals.components)) {
      const pending = db._writes[0] ?? {};
      for (const [id, doc] of Object.entries(pending)) {
        if (doc === null && db._documents[id] === undefined) continue;
        const resolved = withCommitTimestamp(doc as Value, ts) as Doc | null;
        pending[id] = resolved;
        requireSize(id, resolved);
        writes.push([componentPath, id, resolved === null ? null : convexToJson(resolved)]);
        nextDocIds[componentPath] = db._nextDocId;
      }
    }
    return { writes, nextDocIds };
  }

  /** Records from which `apply` makes this state again. */
  *snapshot(): Generator<CommitRecord, void> {
    const ts = String(this.timestamps.last);
    const nextDocIds: Record<ComponentPath, number> = {};
    for (const path of this.#databases.keys()) nextDocIds[path] = this.database(path)._nextDocId;
    yield { ts, nextDocIds, settings: Object.fromEntries(this.settings) };
    for (const [path, documents] of this.#databases) {
      let writes: Required<CommitRecord>["writes"] = [];
      for (const doc of documents.documents()) {
        writes.push([path, doc._id, convexToJson(doc)]);
        if (writes.length < SNAPSHOT_CHUNK) continue;
        yield { ts, writes };
        writes = [];
      }
      if (writes.length > 0) yield { ts, writes };
    }
    for (const [response, at] of this.responses.all()) yield { ts: at, response };
  }
}

function requireSize(id: string, doc: Doc | null): void {
  const size = doc === null ? 0 : getDocumentSize(doc as Record<string, Value>);
  if (size <= MAX_DOCUMENT_BYTES) return;
  throw new ServerError(
    `The document ${id} in table "${tableOfId(id)}" is too large: ${size} bytes, where ${MAX_DOCUMENT_BYTES} are allowed.`,
  );
}

function requireDocument(db: Database, table: string, fields: Record<string, Value>): void {
  if (db._schema?.schemaValidation !== true) return;
  const validator = db._schema.tables.get(table)?.documentType as ValidatorJson | undefined;
  if (validator === undefined) return;
  const wrong = findMismatch(validator, withCommitTimestamp(fields, 0n));
  if (wrong === null) return;
  throw new ServerError(
    `Failed to insert or update a document in table "${table}" because it does not match the schema: ${wrong}`,
  );
}
