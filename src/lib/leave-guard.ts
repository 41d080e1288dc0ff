/** Asks before leaving; calls `leave` when the reader agrees. */
type Guard = (leave: () => void) => void;

let guard: Guard | null = null;

/** Puts a question in front of every link of the app, until the returned function is called. */
export function guardLeaving(next: Guard): () => void {
  guard = next;
  return () => {
    if (guard === next) guard = null;
  };
}

export function leave(go: () => void): void {
  if (guard === null) go();
  else guard(go);
}
