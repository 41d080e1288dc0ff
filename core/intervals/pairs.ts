/** Two lists of numbers side by side, as where many intervals are walked fast: a start and an end at each index. */
export type Pairs = { starts: number[]; ends: number[] };

/** The same pairs in ascending order of start; the very same object when they are so already. */
export function inOrder(pairs: Pairs): Pairs {
  const { starts, ends } = pairs;
  if (isAscending(starts)) return pairs;
  const order = starts.map((_, index) => index);
  order.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0));
  return {
    starts: order.map((index) => starts[index] ?? 0),
    ends: order.map((index) => ends[index] ?? 0),
  };
}

function isAscending(values: readonly number[]): boolean {
  for (let index = 1; index < values.length; index += 1) {
    if ((values[index - 1] ?? 0) > (values[index] ?? 0)) return false;
  }
  return true;
}
