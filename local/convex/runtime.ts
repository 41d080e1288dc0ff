import { randomUUID } from "node:crypto";
import { convexToJson, jsonToConvex } from "convex/values";
import type { Value } from "convex/values";
import { describeFailure, FunctionFailure, functionFrames, ServerError } from "./errors.ts";
import { newTransaction, runAs } from "./execution.ts";
import type { Execution, Request, Transaction } from "./execution.ts";
import { startClean } from "./gate.ts";
import type { FunctionTarget } from "./function-target.ts";
import { HTTP_MODULE, withHttpWork } from "./http/http-dispatch.ts";
import { consoleTo, terminalLine } from "./log.ts";
import type { Log } from "./log.ts";
import type { State } from "./state.ts";
import type { Database, TestInstance } from "./test-instance.ts";
import type { Transactions } from "./transactions.ts";
import { NO_CALLER } from "./types.ts";
import type {
  Caller,
  CallResult,
  ComponentPath,
  FunctionCall,
  MutationResult,
  MutationSource,
} from "./types.ts";
import type { FunctionHooks } from "./wrap-function.ts";

export interface CompletedCall {
  execution: Execution;
  /** Epoch milliseconds. */
  startedAt: number;
  endedAt: number;
  error: string | null;
}

export interface RuntimeOptions {
  state: State;
  transactions: Transactions;
  hideErrors: boolean;
  log: Log;
  now: () => number;
  /** Frames of a stack below this folder are the developer's own. */
  modulesRoot: string;
  /** What functions of this module see as `process`. */
  processOf(componentPath: ComponentPath, udfPath: string): object;
}

/** Runs functions and reports on them. */
export class Runtime implements FunctionHooks {
  readonly #options: RuntimeOptions;
  readonly #instance: TestInstance;
  readonly #callListeners: ((call: CompletedCall) => void)[] = [];

  constructor(options: RuntimeOptions) {
    this.#options = options;
    this.#instance = options.state.instance;
  }

  onCall(listener: (call: CompletedCall) => void): void {
    this.#callListeners.push(listener);
  }

  /** @param transaction notes what is read, also when the query fails */
  async query(call: FunctionCall, transaction = newTransaction()): Promise<CallResult> {
    return await this.#call(call, "query", { prepared: transaction });
  }

  /**
   * The result as of a commit of the near past.
   *
   * @throws FunctionFailure, ServerError when that commit is too long ago
   */
  async queryAt(ts: bigint, call: FunctionCall): Promise<CallResult> {
    const { transactions } = this.#options;
    return await transactions.section(async () => {
      const undo = transactions.undoTo(ts);
      if (undo === null)
        throw new ServerError("The timestamp is too old: ask /api/query_ts again.");
      const databases = [...undo].map(([path, layer]) => {
        const { _writes } = this.#options.state.database(path);
        // Below the query's own layer, as if they were the writes of a transaction around it.
        _writes.push(layer);
        return _writes;
      });
      try {
        return await this.query(call);
      } finally {
        for (const writes of databases) writes.pop();
      }
    });
  }

  async mutation(
    call: FunctionCall,
    source: MutationSource | null = null,
  ): Promise<MutationResult> {
    const transaction = newTransaction(source);
    const result = await this.#call(call, "mutation", { prepared: transaction });
    return { ...result, ts: transaction.committedAt ?? this.#options.state.timestamps.last };
  }

  async action(call: FunctionCall, jobId: string | null = null): Promise<CallResult> {
    return await this.#call(call, "action", { jobId });
  }

  async #call(
    { target, args, caller }: FunctionCall,
    kind: "query" | "mutation" | "action",
    { prepared = null, jobId = null }: { prepared?: Transaction | null; jobId?: string | null },
  ): Promise<CallResult> {
    const request = newRequest(caller, jobId);
    const execution: Execution = { ...target, kind, request, transaction: null, prepared };
    const functions = this.#instance.functions;
    const run = {
      query: functions.queryFromPath,
      mutation: functions.mutationFromPath,
      action: functions.actionFromPath,
    }[kind];
    const result = await this.observe(execution, () => run(target, jsonToConvex(args)));
    return { value: convexToJson(result), logLines: request.logLines };
  }

  /**
   * Runs `work` as this execution, reports it, and turns what it throws into what the caller may see.
   *
   * @throws FunctionFailure
   */
  async observe<T>(execution: Execution, work: () => Promise<T>): Promise<T> {
    const { now, log, hideErrors, modulesRoot } = this.#options;
    const startedAt = now();
    const report = (error: string | null) => {
      const call = { execution, startedAt, endedAt: now(), error };
      // A scheduled mutation ends inside a transaction, where timers are forbidden.
      startClean(() => {
        for (const listener of this.#callListeners) listener(call);
      });
    };
    try {
      const result = await runAs(execution, work);
      report(null);
      return result;
    } catch (error) {
      const requestId = execution.request.id;
      const { message } = describeFailure(error, { requestId, hideErrors: false });
      log(terminalLine(execution, `[ERROR] ${message}${functionFrames(error, modulesRoot)}`));
      report(message);
      const shown = describeFailure(error, { requestId, hideErrors });
      const { logLines } = execution.request;
      throw new FunctionFailure(shown.message, { errorData: shown.errorData, logLines });
    }
  }

  /**
   * A transaction of the server itself in one component.
   *
   * @throws whatever `work` throws, with nothing written
   */
  async transact<T>(
    componentPath: ComponentPath,
    work: (db: Database) => Promise<T> | T,
    jobId: string | null = null,
  ): Promise<T> {
    const execution: Execution = {
      componentPath,
      udfPath: "_system",
      kind: "mutation",
      request: newRequest(NO_CALLER, jobId),
      transaction: newTransaction(),
      prepared: null,
    };
    const db = this.#options.state.database(componentPath);
    let result: { value: T } | undefined;
    await runAs(execution, () =>
      this.#instance.functions.runInComponent(componentPath, async () => {
        result = { value: await work(db) };
        await this.beforeCommit(execution, null);
        return null;
      }),
    );
    if (result === undefined) throw new Error("The transaction ended without a result.");
    return result.value;
  }

  /** Evaluates code of a push, with that `process` as the global one. */
  async evaluate<T>(process: object, work: () => Promise<T>): Promise<T> {
    let result: { value: T } | undefined;
    await this.#instance.functions.action(async () => {
      globalThis.process = process as NodeJS.Process;
      globalThis.console = consoleTo((line) => {
        this.#options.log(`[CONVEX] ${line}`);
      });
      result = { value: await work() };
      return null;
    });
    if (result === undefined) throw new Error("The evaluation ended without a result.");
    return result.value;
  }

  /** Runs `work` with the context of an HTTP action of that component. */
  async httpAction(
    { componentPath, udfPath }: FunctionTarget,
    caller: Caller,
    work: (ctx: Record<string, unknown>) => Promise<void>,
  ): Promise<void> {
    const execution: Execution = {
      componentPath,
      udfPath,
      kind: "httpAction",
      request: newRequest(caller),
      transaction: null,
      prepared: null,
    };
    const target = { componentPath, udfPath: `${HTTP_MODULE}:default` };
    await this.observe(execution, () =>
      withHttpWork(work, () => this.#instance.functions.actionFromPath(target, {})),
    );
  }

  enter(execution: Execution): void {
    const { request } = execution;
    globalThis.console = consoleTo((line) => {
      request.logLines.push(line);
      this.#options.log(terminalLine(execution, line));
    });
    const { componentPath, udfPath } = execution;
    globalThis.process = this.#options.processOf(componentPath, udfPath) as NodeJS.Process;
  }

  auth({ componentPath, request }: Execution): object {
    // A component never sees who calls the app, as on a real deployment.
    const identity = componentPath === "" ? request.caller.identity : null;
    return { getUserIdentity: () => Promise.resolve(identity) };
  }

  async beforeCommit(execution: Execution, result: Value | undefined): Promise<Value | undefined> {
    return await this.#options.transactions.makeDurable(execution, result);
  }
}

export function newRequest(caller: Caller, scheduledFunctionId: string | null = null): Request {
  return {
    id: randomUUID().replaceAll("-", "").slice(0, 16),
    caller,
    logLines: [],
    scheduledFunctionId,
  };
}
