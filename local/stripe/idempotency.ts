import { Refusal } from "./refusal.ts";
import type { KeptAnswer, World } from "./state.ts";

const KEEP_MS = 24 * 3_600_000;

/**
 * The answer that this key was given before, on this account, or null.
 * @throws when the key came with another request.
 */
export function findAnswer(
  { state, now }: World,
  place: string,
  fingerprint: string,
): KeptAnswer | null {
  const kept = state.answers[place];
  if (kept === undefined || kept.at + KEEP_MS <= now()) return null;
  if (kept.fingerprint === fingerprint) return kept;
  throw new Refusal(400, {
    type: "idempotency_error",
    message:
      "Keys for idempotent requests can only be used with the same parameters they were first used with.",
  });
}

/** Forgets the keys of which nobody has the right to expect anything any more. */
export function forgetOldAnswers({ state, now }: World): void {
  const answers = Object.entries(state.answers);
  state.answers = Object.fromEntries(answers.filter(([, { at }]) => at + KEEP_MS > now()));
}
