import type { CommitRecord, MutationResult, MutationSource } from "./types.ts";

type StoredResponse = Required<CommitRecord>["response"];

/**
 * A client repeats a mutation whose answer it has not seen, as soon as it is connected again. That many
 * answers, of all sessions, are far more than can be open at one time.
 */
const KEPT_RESPONSES = 10_000;

/** The answers to mutations that have committed, so that a repeated one is answered and not run again. */
export class SessionResponses {
  readonly #responses = new Map<string, { response: StoredResponse; ts: string }>();

  find(source: MutationSource): MutationResult | null {
    const found = this.#responses.get(keyOf(source));
    if (found === undefined) return null;
    const { value, logLines } = found.response;
    return { value, logLines, ts: BigInt(found.ts) };
  }

  add(response: StoredResponse, ts: string): void {
    this.#responses.set(keyOf(response), { response, ts });
    if (this.#responses.size <= KEPT_RESPONSES) return;
    const [oldest] = this.#responses.keys();
    if (oldest !== undefined) this.#responses.delete(oldest);
  }

  *all(): Generator<[StoredResponse, ts: string], void> {
    for (const { response, ts } of this.#responses.values()) yield [response, ts];
  }
}

function keyOf({ sessionId, requestId }: MutationSource): string {
  return `${sessionId}:${requestId}`;
}
