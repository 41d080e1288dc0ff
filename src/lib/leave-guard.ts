/** Asks before leaving; calls `leave` when the reader agrees. */
type Guard = (leave: () => void) => void;

let guards: readonly Guard[] = [];

/** Puts a question in front of every link of the app, until the returned function is called. Of several the latest asks, for all. */
export function guardLeaving(next: Guard): () => void {
  guards = [...guards, next];
  return () => {
    guards = guards.filter((guard) => guard !== next);
  };
}

export function leave(go: () => void): void {
  const guard = guards.at(-1);
  if (guard === undefined) go();
  else guard(go);
}
