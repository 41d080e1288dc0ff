/** Hands out commit timestamps: nanoseconds since the epoch that only grow, across restarts and clock changes too. */
export class Timestamps {
  #last: bigint;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.#last = BigInt(Math.floor(now())) * NANOS_PER_MILLI;
  }

  /** The latest commit; what a snapshot taken now shows. */
  get last(): bigint {
    return this.#last;
  }

  next(): bigint {
    const now = BigInt(Math.floor(this.#now())) * NANOS_PER_MILLI;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return this.#last;
  }

  /** Never again hand out a timestamp up to this one. */
  observe(ts: bigint): void {
    if (ts > this.#last) this.#last = ts;
  }

  /**
   * A client that has seen a later time than this server, whose clock was set back, must not see time run
   * backwards. What lies further ahead is no time that a server has told it.
   */
  observeFromClient(ts: bigint): void {
    const limit = (BigInt(Math.floor(this.#now())) + FARTHEST_AHEAD_MS) * NANOS_PER_MILLI;
    if (ts <= limit) this.observe(ts);
  }
}

const NANOS_PER_MILLI = 1_000_000n;
const FARTHEST_AHEAD_MS = 24n * 60n * 60n * 1000n;

/** The sync protocol's form of a timestamp: 8 bytes, little endian, base64. */
export function encodeTimestamp(ts: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(ts);
  return bytes.toString("base64");
}

/** @returns null when the text is not a timestamp */
export function decodeTimestamp(text: string): bigint | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 8 ? bytes.readBigUInt64LE() : null;
}
