import type { Child } from "./child.ts";

/** Something of the marketplace that failed, with what to do about it. */
export class PartFailed extends Error {
  constructor(failure: string, advice: string, reason: unknown) {
    const detail = reason instanceof Error ? reason.message : String(reason);
    super(`${failure}: ${detail}\n${advice}`);
    this.name = "PartFailed";
  }
}

/** Waits for `work`; if it fails, says which part failed and what to do. */
export async function part<T>(failure: string, advice: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new PartFailed(failure, advice, error);
  }
}

const READY_MS = 60_000;
const ASK_EVERY_MS = 50;

/** Waits until a server answers at `url`, whatever it answers. Throws when its process ends before that. */
export async function answering(url: string, child: Child): Promise<void> {
  const giveUp = AbortSignal.timeout(READY_MS);
  const noMore = new AbortController();
  const ended = child.ended.then((end) => {
    throw new Error(`its process ended with ${end}.`);
  });
  try {
    await Promise.race([ended, answered(url, AbortSignal.any([giveUp, noMore.signal]))]);
  } finally {
    noMore.abort();
  }
}

async function answered(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch(url, { signal });
      await response.body?.cancel();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }
  throw new Error(`nothing answered at ${url} for ${READY_MS / 1000} s.`);
}
