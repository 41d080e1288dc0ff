import type { IncomingMessage, Server } from "node:http";
import { WebSocketServer } from "ws";
import type { RawData, WebSocket } from "ws";
import type { Authenticator } from "../auth.ts";
import type { Deployment } from "../deployment.ts";
import { startClean } from "../gate.ts";
import { failureOf } from "../http/function-api.ts";
import { originOf } from "../http/caller.ts";
import type { Log } from "../log.ts";
import type { Runtime } from "../runtime.ts";
import type { State } from "../state.ts";
import type { Transactions } from "../transactions.ts";
import { decodeTimestamp, encodeTimestamp } from "../timestamps.ts";
import type { Caller, FunctionCall, MutationResult, MutationSource } from "../types.ts";
import type { LiveQueries } from "./live-query.ts";
import type { FunctionRequest } from "./messages.ts";
import { Session } from "./session.ts";
import type { SessionContext } from "./session.ts";

const SYNC_PATH = /^\/api(\/[\w.-]+)?\/sync$/;
/** Clients take a connection for dead that is silent for longer than 30 s. */
const PING_MS = 15_000;
const MAX_FRAME_BYTES = 64 * 1024 * 1024;

export interface SyncServerOptions {
  transactions: Transactions;
  runtime: Runtime;
  state: State;
  queries: LiveQueries;
  auth: Authenticator;
  deployment: () => Deployment;
  hideErrors: boolean;
  log: Log;
  now: () => number;
}

/** Keeps all connected clients up to date. */
export class SyncServer {
  readonly #options: SyncServerOptions;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  readonly #sessions = new Map<Session, WebSocket>();
  /** By session id: a client's mutations run in its order, also over a reconnect. */
  readonly #mutations = new Map<string, Promise<void>>();
  readonly #ping: NodeJS.Timeout;
  #isPassRequested = false;
  #isPassing = false;

  constructor(options: SyncServerOptions) {
    this.#options = options;
    options.transactions.onCommit((commit) => {
      if (options.queries.invalidate(commit)) this.requestPass();
    });
    this.#ping = setInterval(() => {
      for (const session of this.#sessions.keys()) session.send({ type: "Ping" });
    }, PING_MS).unref();
  }

  /** After a push: every query may be another one. */
  refreshAll(): void {
    this.#options.queries.invalidateAll();
    this.requestPass();
  }

  /** @param ready when the functions are there; connections wait for it */
  listen(server: Server, ready: Promise<void>): void {
    server.on("upgrade", (request, socket, head) => {
      if (!SYNC_PATH.test(new URL(request.url ?? "", "http://local").pathname)) {
        socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
        return;
      }
      void ready.then(() => {
        this.#sockets.handleUpgrade(request, socket, head, (ws) => {
          this.#open(ws, request);
        });
      });
    });
  }

  close(): void {
    clearInterval(this.#ping);
    for (const socket of this.#sessions.values()) socket.terminate();
  }

  #open(socket: WebSocket, request: IncomingMessage): void {
    const caller: Caller = { ...originOf(request), identity: null, token: null, isAdmin: false };
    const session = new Session(socket, caller, this.#context());
    this.#sessions.set(session, socket);
    socket.on("message", (data: RawData, isBinary) => {
      if (isBinary) session.fail("The server received a malformed message. It is not text.");
      else session.receive(textOf(data));
    });
    socket.on("error", (error) => {
      this.#options.log(`[sync] A connection failed: ${error.message}`);
    });
    socket.on("close", () => {
      session.close();
      this.#sessions.delete(session);
    });
  }

  #context(): SessionContext {
    const { auth, queries, now, state } = this.#options;
    return {
      auth,
      queries,
      now,
      requestPass: () => {
        this.requestPass();
      },
      connected: (session, { sessionId, maxObservedTimestamp }) => {
        session.sessionId = sessionId;
        const seen = maxObservedTimestamp === null ? null : decodeTimestamp(maxObservedTimestamp);
        if (seen !== null) state.timestamps.observeFromClient(seen);
      },
      runFunction: (session, request, caller) => {
        if (request.type === "Mutation") this.#enqueueMutation(session, request, caller);
        else void this.#action(session, request, caller);
      },
    };
  }

  /** Soon all sessions get what is new, all of it from one snapshot. */
  requestPass(): void {
    this.#isPassRequested = true;
    if (this.#isPassing) return;
    this.#isPassing = true;
    startClean(() => {
      // Not at once: the answer to the mutation that caused this is to be sent before.
      setImmediate(() => void this.#passes());
    });
  }

  async #passes(): Promise<void> {
    const { transactions, state, queries, log } = this.#options;
    try {
      while (this.#isPassRequested) {
        this.#isPassRequested = false;
        await transactions.section(async () => {
          for (const session of this.#sessions.keys()) session.applyChanges();
          await queries.refresh();
          for (const session of this.#sessions.keys()) session.flush(state.timestamps.last);
        });
      }
    } catch (error) {
      log(`[sync] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    } finally {
      this.#isPassing = false;
    }
  }

  #enqueueMutation(session: Session, request: FunctionRequest, caller: Caller): void {
    const { sessionId } = session;
    const before = this.#mutations.get(sessionId) ?? Promise.resolve();
    const run = before.then(() => this.#mutation(session, request, caller));
    this.#mutations.set(sessionId, run);
    void run.then(() => {
      if (this.#mutations.get(sessionId) === run) this.#mutations.delete(sessionId);
    });
  }

  async #mutation(session: Session, request: FunctionRequest, caller: Caller): Promise<void> {
    const { requestId } = request;
    await this.#answer(session, request, async () => {
      const source = { sessionId: session.sessionId, requestId };
      const known = this.#options.state.responses.find(source);
      const { ts, ...result } = known ?? (await this.#runMutation(request, caller, source));
      return { ...result, ts: encodeTimestamp(ts) };
    });
    session.owesTransition = true;
    this.requestPass();
  }

  async #runMutation(
    request: FunctionRequest,
    caller: Caller,
    source: MutationSource,
  ): Promise<MutationResult> {
    const { runtime, deployment } = this.#options;
    const call = callOf(request, caller);
    const { target } = deployment().resolve(call.target, "mutation", caller);
    return await runtime.mutation({ ...call, target }, source);
  }

  async #action(session: Session, request: FunctionRequest, caller: Caller): Promise<void> {
    const { runtime, deployment } = this.#options;
    await this.#answer(session, request, async () => {
      const call = callOf(request, caller);
      const { target } = deployment().resolve(call.target, "action", caller);
      return await runtime.action({ ...call, target });
    });
  }

  async #answer(
    session: Session,
    { type, requestId }: FunctionRequest,
    run: () => Promise<{ value: unknown; logLines: string[]; ts?: string }>,
  ): Promise<void> {
    const { hideErrors } = this.#options;
    const base = { type: `${type}Response`, requestId };
    try {
      const { value, logLines, ...rest } = await run();
      const shown = hideErrors ? [] : logLines;
      session.send({ ...base, success: true, result: value, logLines: shown, ...rest });
    } catch (error) {
      const { message, errorData, logLines } = failureOf(error, hideErrors);
      const shown = hideErrors ? [] : logLines;
      session.send({ ...base, success: false, result: message, logLines: shown, errorData });
    }
  }
}

function callOf({ udfPath, args, componentPath }: FunctionRequest, caller: Caller): FunctionCall {
  return { target: { componentPath, udfPath }, args, caller };
}

function textOf(data: RawData): string {
  return Array.isArray(data)
    ? Buffer.concat(data).toString()
    : Buffer.from(data as Buffer).toString();
}
