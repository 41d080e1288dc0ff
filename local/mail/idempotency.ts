import { Refusal } from "./refusal.ts";
import type { KeptAnswer, World } from "./state.ts";

const KEEP_MS = 24 * 3_600_000;
const LONGEST_KEY = 256;
/** Of the sum FNV-1a. */
const PRIME = 0x01000193;

/**
 * The answer that this key was given before, or null.
 * @throws when the key came with another request, or that one is not answered yet.
 */
export function findAnswer(
  { state, now }: World,
  key: string,
  fingerprint: string,
): KeptAnswer | null {
  if (key.length > LONGEST_KEY) {
    throw new Refusal(
      ...([400, "invalid_idempotency_key"] as const),
      `The key must be between 1-${LONGEST_KEY} chars.`,
    );
  }
  const kept = Object.hasOwn(state.answers, key) ? state.answers[key] : undefined;
  if (kept === undefined || kept.at + KEEP_MS <= now()) return null;
  if (kept.fingerprint !== fingerprint) {
    throw new Refusal(
      ...([409, "invalid_idempotent_request"] as const),
      "This idempotency key has been used on a request with a different body.",
    );
  }
  if (kept.runsUntil > now()) {
    throw new Refusal(
      ...([409, "concurrent_idempotent_requests"] as const),
      "Another request with the same idempotency key is being processed.",
    );
  }
  return kept;
}

/** What tells a request from another one without keeping it: its length and two sums over its letters (FNV-1a). */
export function fingerprintOf(path: string, body: string): string {
  const sums = [0x811c9dc5, 0x01234567];
  for (let place = 0; place < body.length; place++) {
    sums.forEach((sum, which) => (sums[which] = Math.imul(sum ^ body.charCodeAt(place), PRIME)));
  }
  return [path, body.length, ...sums].join(" ");
}

/** Forgets the keys of which nobody has the right to expect anything any more. */
export function forgetOldAnswers({ state, now }: World): void {
  const answers = Object.entries(state.answers);
  state.answers = Object.fromEntries(answers.filter(([, { at }]) => at + KEEP_MS > now()));
}
