/** Items per chunk: small enough that inserting into one is a short copy, large enough that chunks stay few. */
const CHUNK_ITEMS = 512;

/** A place between two items of a list; valid until the list changes. */
export type Position = { chunk: number; offset: number };

/**
 * A list kept in the order of `compare`, as a list of short sorted chunks: an insertion moves at most one
 * chunk, so it costs the same in a list of a hundred items and of a million. No two items compare equal.
 */
export class SortedList<T> {
  readonly #compare: (a: T, b: T) => number;
  #chunks: T[][] = [];

  constructor(items: Iterable<T>, compare: (a: T, b: T) => number) {
    this.#compare = compare;
    const sorted = [...items].sort(compare);
    for (let start = 0; start < sorted.length; start += CHUNK_ITEMS) {
      this.#chunks.push(sorted.slice(start, start + CHUNK_ITEMS));
    }
  }

  insert(item: T): void {
    const { chunk, offset } = this.find((other) => this.#compare(other, item) >= 0);
    const target = this.#chunks[chunk];
    if (target !== undefined) {
      target.splice(offset, 0, item);
      if (target.length > 2 * CHUNK_ITEMS) this.#split(chunk, target);
      return;
    }
    const last = this.#chunks.at(-1);
    if (last !== undefined && last.length < CHUNK_ITEMS) last.push(item);
    else this.#chunks.push([item]);
  }

  /** Removes the item that compares equal; a list without it stays as it is. */
  remove(item: T): void {
    const { chunk, offset } = this.find((other) => this.#compare(other, item) >= 0);
    const target = this.#chunks[chunk];
    const found = target?.[offset];
    if (target === undefined || found === undefined || this.#compare(found, item) !== 0) return;
    target.splice(offset, 1);
    if (target.length === 0) this.#chunks.splice(chunk, 1);
  }

  /** The place before the first item for which `reached` holds; it must hold for all items after that one too. */
  find(reached: (item: T) => boolean): Position {
    const chunk = firstIndex(this.#chunks.length, (index) => {
      const last = this.#chunks[index]?.at(-1);
      return last !== undefined && reached(last);
    });
    const items = this.#chunks[chunk];
    if (items === undefined) return this.end();
    const offset = firstIndex(items.length, (index) => reached(items[index] as T));
    return { chunk, offset };
  }

  start(): Position {
    return { chunk: 0, offset: 0 };
  }

  end(): Position {
    return { chunk: this.#chunks.length, offset: 0 };
  }

  *forward(from: Position, to: Position): Generator<T, void> {
    for (let chunk = from.chunk; chunk <= to.chunk; chunk++) {
      const items = this.#chunks[chunk];
      if (items === undefined) return;
      const stop = chunk === to.chunk ? to.offset : items.length;
      for (let index = chunk === from.chunk ? from.offset : 0; index < stop; index++) {
        yield items[index] as T;
      }
    }
  }

  *backward(from: Position, to: Position): Generator<T, void> {
    for (let chunk = to.chunk; chunk >= from.chunk; chunk--) {
      const items = this.#chunks[chunk];
      if (items === undefined) continue;
      const first = chunk === from.chunk ? from.offset : 0;
      const last = chunk === to.chunk ? to.offset : items.length;
      for (let index = last - 1; index >= first; index--) yield items[index] as T;
    }
  }

  #split(chunk: number, items: T[]): void {
    this.#chunks.splice(chunk, 1, items.slice(0, CHUNK_ITEMS), items.slice(CHUNK_ITEMS));
  }
}

function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
