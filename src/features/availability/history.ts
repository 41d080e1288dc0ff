/** The states one can go back to and forward to. */
export type History<State> = {
  /** Oldest first. */
  past: readonly State[];
  present: State;
  /** Nearest first. */
  future: readonly State[];
};

/** More steps than anybody remembers having made. */
const MAX_STEPS = 100;

export function startHistory<State>(present: State): History<State> {
  return { past: [], present, future: [] };
}

/** A step forward. What had been undone can no longer be redone. */
export function step<State>({ past, present }: History<State>, next: State): History<State> {
  return { past: [...past, present].slice(-MAX_STEPS), present: next, future: [] };
}

/** One step back; the same history when there is none. */
export function undo<State>(history: History<State>): History<State> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  const { past, present, future } = history;
  return { past: past.slice(0, -1), present: previous, future: [present, ...future] };
}

/** Takes back one undo; the same history when there is none. */
export function redo<State>(history: History<State>): History<State> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
}

/** The same steps, each seen through `change`. */
export function mapHistory<State>(
  { past, present, future }: History<State>,
  change: (state: State) => State,
): History<State> {
  return { past: past.map(change), present: change(present), future: future.map(change) };
}
