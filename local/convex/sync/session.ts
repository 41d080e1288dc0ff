import type { WebSocket } from "ws";
import type { Authenticator } from "../auth.ts";
import { RequestError } from "../errors.ts";
import { encodeTimestamp } from "../timestamps.ts";
import type { Caller, Identity } from "../types.ts";
import type { LiveQueries, LiveQuery } from "./live-query.ts";
import { parseClientMessage } from "./messages.ts";
import type { Authenticate, ClientMessage, FunctionRequest, QueryChange } from "./messages.ts";

/** The longest a Node.js timer can wait. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export interface SessionContext {
  auth: Authenticator;
  queries: LiveQueries;
  now: () => number;
  /** Something changed that the next pass has to look at. */
  requestPass(): void;
  connected(session: Session, message: Extract<ClientMessage, { type: "Connect" }>): void;
  /** Runs it and answers through `session.send`. */
  runFunction(session: Session, request: FunctionRequest, caller: Caller): void;
}

interface Version {
  querySet: number;
  identity: number;
  ts: bigint;
}

type Change =
  | { type: "queries"; version: number; modifications: QueryChange[] }
  | { type: "identity"; version: number; caller: Caller };

interface WatchedQuery {
  live: LiveQuery;
  /** What the client has of it. */
  sent: string | null;
}

/** One open connection of a client: the queries it watches, and what it was last told. */
export class Session {
  /** Set by the client; the same for all its connections. */
  sessionId = "";
  /** A mutation was answered: the client waits for a transition up to it, even an empty one. */
  owesTransition = false;
  readonly #socket: WebSocket;
  readonly #context: SessionContext;
  readonly #queries = new Map<number, WatchedQuery>();
  readonly #removed: number[] = [];
  /** Who the client is as of the last frame. */
  #caller: Caller;
  /** Who it is as of the last change applied. */
  #appliedCaller: Caller;
  /** Changes the client asked for, to be applied by the next pass. */
  #changes: Change[] = [];
  #asked = { querySet: 0, identity: 0 };
  #applied = { querySet: 0, identity: 0 };
  #sent: Version = { querySet: 0, identity: 0, ts: 0n };
  /** Frames are handled one after the other, because checking a token takes a while. */
  #inbox: Promise<void> = Promise.resolve();
  #expiry: NodeJS.Timeout | null = null;

  constructor(socket: WebSocket, caller: Caller, context: SessionContext) {
    this.#socket = socket;
    this.#caller = caller;
    this.#appliedCaller = caller;
    this.#context = context;
  }

  receive(frame: string): void {
    this.#inbox = this.#inbox.then(async () => {
      try {
        await this.#handle(parseClientMessage(frame));
      } catch (error) {
        this.fail(error instanceof Error ? error.message : "The server failed.");
      }
    });
  }

  /** Ends the session for good: the client will not try again. */
  fail(reason: string): void {
    this.send({ type: "FatalError", error: reason });
    this.#socket.close(1008, "FatalError");
  }

  send(message: Record<string, unknown>): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  close(): void {
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    for (const { live } of this.#queries.values()) this.#context.queries.unwatch(live);
    this.#queries.clear();
    this.#changes = [];
  }

  async #handle(message: ClientMessage): Promise<void> {
    if (this.sessionId === "" && message.type !== "Connect") {
      throw new RequestError(400, "NotConnected", "The first message must be Connect.");
    }
    switch (message.type) {
      case "Connect":
        this.#context.connected(this, message);
        break;
      case "ModifyQuerySet": {
        const { baseVersion, newVersion, modifications } = message;
        requireVersion("query set", baseVersion, this.#asked.querySet);
        this.#asked.querySet = newVersion;
        this.#changes.push({ type: "queries", version: newVersion, modifications });
        this.#context.requestPass();
        break;
      }
      case "Authenticate":
        requireVersion("identity", message.baseVersion, this.#asked.identity);
        await this.#authenticate(message);
        break;
      case "Mutation":
      case "Action":
        this.#context.runFunction(this, message, this.#caller);
        break;
      case "Event":
        break;
    }
  }

  async #authenticate(message: Authenticate): Promise<void> {
    const { ip, userAgent } = this.#caller;
    const nobody: Caller = { ip, userAgent, identity: null, token: null, isAdmin: false };
    this.#expireAt(null);
    if (message.tokenType === "User") {
      try {
        const { identity, expiresAt } = await this.#context.auth.verify(message.value);
        this.#caller = { ...nobody, identity, token: message.value };
        this.#expireAt(expiresAt);
      } catch (error) {
        this.#refuse(error, message.baseVersion);
        return;
      }
    } else if (message.tokenType === "Admin") {
      this.#caller = { ...nobody, ...this.#admin(message) };
    } else this.#caller = nobody;
    this.#asked.identity = message.baseVersion + 1;
    this.#changes.push({ type: "identity", version: this.#asked.identity, caller: this.#caller });
    this.#context.requestPass();
  }

  /** The command line does not end on a refused connection, only on a refused query. */
  #admin({ value, impersonating }: Extract<Authenticate, { tokenType: "Admin" }>) {
    try {
      const identity = this.#context.auth.requireAdmin(value);
      return { isAdmin: true, identity: (impersonating as Identity | undefined) ?? identity };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return { refusal: error.message };
    }
  }

  #refuse(error: unknown, baseVersion: number): void {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Could not verify the token: ${reason}`;
    this.send({ type: "AuthError", error: message, baseVersion, authUpdateAttempted: true });
    this.#socket.close(1000, "AuthError");
  }

  /** A client renews its token in time; one that did not has to start again with a new one. */
  #expireAt(expiresAt: number | null): void {
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    this.#expiry = null;
    if (expiresAt === null) return;
    const wait = Math.min(expiresAt - this.#context.now(), MAX_TIMEOUT_MS);
    const baseVersion = this.#asked.identity;
    this.#expiry = setTimeout(() => {
      const error = "The token has expired.";
      this.send({ type: "AuthError", error, baseVersion, authUpdateAttempted: false });
      this.#socket.close(1000, "AuthError");
    }, wait).unref();
  }

  /** Takes over what the client asked for since the last pass. */
  applyChanges(): void {
    for (const change of this.#changes.splice(0)) {
      if (change.type === "identity") {
        this.#applied.identity = change.version;
        this.#changeIdentity(change.caller);
      } else {
        this.#applied.querySet = change.version;
        for (const modification of change.modifications) this.#modify(modification);
      }
    }
  }

  #modify(change: QueryChange): void {
    const { queries } = this.#context;
    const known = this.#queries.get(change.queryId);
    if (known !== undefined) queries.unwatch(known.live);
    if (change.type === "Remove") {
      this.#queries.delete(change.queryId);
      if (known !== undefined) this.#removed.push(change.queryId);
      return;
    }
    const target = { componentPath: change.componentPath, udfPath: change.udfPath };
    const call = { target, args: change.args, caller: this.#appliedCaller };
    this.#queries.set(change.queryId, { live: queries.watch(call, change.journal), sent: null });
  }

  #changeIdentity(caller: Caller): void {
    this.#appliedCaller = caller;
    const { queries } = this.#context;
    for (const query of this.#queries.values()) {
      const { call, journal } = query.live;
      queries.unwatch(query.live);
      query.live = queries.watch({ ...call, caller }, journal);
    }
  }

  /** Tells the client what is new, as of the snapshot at `ts`. */
  flush(ts: bigint): void {
    const modifications: Record<string, unknown>[] = this.#removed
      .splice(0)
      .map((queryId) => ({ type: "QueryRemoved", queryId }));
    for (const [queryId, query] of this.#queries) {
      const { outcome } = query.live;
      if (outcome === null || outcome.fingerprint === query.sent) continue;
      query.sent = outcome.fingerprint;
      modifications.push({ ...outcome.message, queryId });
    }
    const end: Version = { ...this.#applied, ts };
    const isSameVersion =
      end.querySet === this.#sent.querySet && end.identity === this.#sent.identity;
    if (isSameVersion && modifications.length === 0 && !this.owesTransition) return;
    this.owesTransition = false;
    const startVersion = encodeVersion(this.#sent);
    this.send({ type: "Transition", startVersion, endVersion: encodeVersion(end), modifications });
    this.#sent = end;
  }
}

function encodeVersion({ querySet, identity, ts }: Version) {
  return { querySet, identity, ts: encodeTimestamp(ts) };
}

function requireVersion(name: string, given: number, expected: number): void {
  if (given === expected) return;
  throw new RequestError(
    400,
    "BadVersion",
    `The client's ${name} is at version ${given}, the server's at ${expected}.`,
  );
}
