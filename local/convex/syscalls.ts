import { convexToJson, getConvexSize, jsonToConvex } from "convex/values";
import type { JSONValue, Value } from "convex/values";
import { isConvexError, ServerError } from "./errors.ts";
import { currentExecution } from "./execution.ts";
import type { Execution } from "./execution.ts";
import type { FileStorage } from "./file-storage.ts";
import { resolveAddress } from "./function-address.ts";
import type { FunctionAddress } from "./function-address.ts";
import type { Page, PageRequest, Query } from "./indexed-database.ts";
import type { Runtime } from "./runtime.ts";
import { cancelPatch, JOBS, jobRow } from "./scheduler.ts";
import { tableOfId } from "./sorted-index.ts";
import type { State } from "./state.ts";
import type { Database } from "./test-instance.ts";
import type { ComponentPath } from "./types.ts";

export interface SyscallContext {
  state: State;
  runtime: Runtime;
  files: FileStorage;
  now: () => number;
  /** Refuses to schedule what is not deployed, or is a query. */
  requireSchedulable(target: { componentPath: ComponentPath; udfPath: string }): void;
}

type AsyncSyscall = (args: never, execution: Execution) => Promise<JSONValue> | JSONValue;

/**
 * Replaces the system calls that convex-test answers with a stand-in, or not at all, and listens to those that
 * read. What is not listed here stays convex-test's.
 */
export function installSyscalls(context: SyscallContext): void {
  const { internals } = context.state.instance;
  const { syscall, asyncSyscall } = internals;
  const ours: Record<string, AsyncSyscall> = {
    ...schedulerSyscalls(context),
    ...storageSyscalls(context),
    "1.0/getRequestMetadata": (_args, execution) => requestMetadata(execution),
    "1.0/getDeploymentMetadata": () => ({ name: "local", region: null, class: "s16" }),
  };
  internals.syscall = (op, json) => {
    if (op === "1.0/getSnapshotTs") {
      return JSON.stringify(convexToJson(context.state.timestamps.last));
    }
    if (op === "1.0/queryStream") noteSource((JSON.parse(json) as { query: Query }).query);
    return syscall(op, json);
  };
  internals.asyncSyscall = async (op, json) => {
    const own = ours[op];
    if (own !== undefined) {
      return JSON.stringify(await own(JSON.parse(json) as never, requireExecution()));
    }
    if (op === "1.0/queryPage") return await queryPage(json, (args) => asyncSyscall(op, args));
    if (op === "1.0/get") noteDocument((JSON.parse(json) as { id: unknown }).id);
    if (op === "1.0/count") {
      const { table } = JSON.parse(json) as { table: string };
      noteSource({ source: { type: "FullTableScan", tableName: table }, operators: [] });
    }
    return await withJsonErrorData(() => asyncSyscall(op, json));
  };
  internals.jsSyscall = blobSyscalls(context);
}

/**
 * A ConvexError that a called function throws reaches its caller through the code of the caller's own bundle,
 * which expects its data as Convex JSON.
 */
async function withJsonErrorData<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isConvexError(error)) Object.assign(error, { data: convexToJson(error.data) });
    throw error;
  }
}

function requireExecution(): Execution {
  const execution = currentExecution();
  if (execution === undefined) throw new Error("This call is only possible inside a function.");
  return execution;
}

function noteSource({ source }: Query): void {
  const { transaction, componentPath } = requireExecution();
  transaction?.reads.addSource(componentPath, source);
}

function noteDocument(id: unknown): void {
  if (typeof id !== "string") return;
  const { transaction, componentPath } = requireExecution();
  transaction?.reads.addDocument(componentPath, tableOfId(id), id);
}

/**
 * A page that is computed again ends where it ended before, or rows between it and the next page would be
 * lost or shown twice.
 */
async function queryPage(json: string, answer: (json: string) => Promise<string>): Promise<string> {
  const request = JSON.parse(json) as PageRequest;
  const { transaction } = requireExecution();
  noteSource(request.query);
  const endCursor = request.endCursor ?? transaction?.endCursor ?? null;
  const result = await answer(JSON.stringify({ ...request, endCursor }));
  if (transaction !== null) {
    transaction.continueCursor ??= (JSON.parse(result) as Page).continueCursor;
  }
  return result;
}

function requestMetadata({ kind, request }: Execution): JSONValue {
  if (kind === "query") {
    throw new ServerError(
      "getRequestMetadata() can only be called from a mutation, action or HTTP action.",
    );
  }
  const { caller, id, scheduledFunctionId } = request;
  return {
    ip: caller.ip,
    userAgent: caller.userAgent,
    requestId: id,
    scheduledFunctionId,
    authToken: caller.token,
  };
}

function schedulerSyscalls(context: SyscallContext): Record<string, AsyncSyscall> {
  type Schedule = FunctionAddress & { ts: number; args: JSONValue };
  const schedule = (db: Database, { ts, args, ...address }: Schedule, from: ComponentPath) => {
    const target = resolveAddress(address, from);
    context.requireSchedulable(target);
    const value: Value = jsonToConvex(args);
    const tracker = context.state.instance.internals.transactionManager.getMetricsTracker();
    tracker?.trackScheduledFunction(getConvexSize(value));
    return db.insert(JOBS, jobRow(from, { target, args: value }, ts * 1000));
  };
  const cancel = (db: Database, id: string) => {
    const patch = cancelPatch(db.get(JOBS, id), context.now());
    if (patch !== null) db.patch(JOBS, id, convexToJson(patch) as Record<string, JSONValue>);
    return null;
  };
  const { state, runtime } = context;
  return {
    "1.0/schedule": (args: Schedule, { componentPath }) =>
      schedule(state.database(componentPath), args, componentPath),
    "1.0/actions/schedule": (args: Schedule, { componentPath }) =>
      runtime.transact(componentPath, (db) => schedule(db, args, componentPath)),
    "1.0/cancel_job": ({ id }: { id: string }, { componentPath }) =>
      cancel(state.database(componentPath), id),
    "1.0/actions/cancel_job": ({ id }: { id: string }, { componentPath }) =>
      runtime.transact(componentPath, (db) => cancel(db, id)),
  };
}

interface FileArgs {
  storageId: string;
}

function storageSyscalls(context: SyscallContext): Record<string, AsyncSyscall> {
  const { files } = context;
  return {
    "1.0/storageGenerateUploadUrl": (_args, { componentPath }) => files.uploadUrl(componentPath),
    "1.0/storageGetUrl": ({ storageId }: FileArgs, { componentPath }) => {
      noteDocument(storageId);
      return files.getUrl(componentPath, storageId);
    },
    "1.0/storageGetMetadata": ({ storageId }: FileArgs, { componentPath }) => {
      noteDocument(storageId);
      return files.metadata(componentPath, storageId);
    },
    "1.0/storageDelete": async ({ storageId }: FileArgs, execution) => {
      await write(context, execution, (db) => {
        files.delete(db, storageId);
      });
      return null;
    },
    "1.0/storageStore": async (
      args: { blob: string; contentType: string; sha256?: string },
      execution,
    ) => {
      const content = { bytes: Buffer.from(args.blob, "base64"), contentType: args.contentType };
      const path = execution.componentPath;
      return await write(context, execution, () => files.store(path, content, args.sha256));
    },
    "1.0/storageGet": async ({ storageId }: FileArgs, { componentPath }) => {
      const content = await files.get(componentPath, storageId);
      if (content === null) return null;
      return {
        blob: Buffer.from(content.bytes).toString("base64"),
        contentType: content.contentType,
      };
    },
  };
}

function blobSyscalls(context: SyscallContext): (op: string, args: unknown) => Promise<unknown> {
  return async (op, args) => {
    const execution = requireExecution();
    const { componentPath } = execution;
    if (op === "storage/storeBlob") {
      const { blob, options } = args as { blob: Blob; options?: { sha256?: string } };
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const content = { bytes, contentType: blob.type };
      return await write(context, execution, () =>
        context.files.store(componentPath, content, options?.sha256),
      );
    }
    if (op === "storage/getBlob") {
      const content = await context.files.get(componentPath, (args as FileArgs).storageId);
      if (content === null) return null;
      return new Blob([content.bytes as Uint8Array<ArrayBuffer>], {
        type: content.contentType ?? "",
      });
    }
    throw new ServerError(`The system call "${op}" is not known to this server.`);
  };
}

/** A mutation writes in its own transaction; an action gets one for the occasion. */
async function write<T>(
  { state, runtime }: SyscallContext,
  { transaction, componentPath }: Execution,
  work: (db: Database) => Promise<T> | T,
): Promise<T> {
  if (transaction !== null) return await work(state.database(componentPath));
  return await runtime.transact(componentPath, work);
}
