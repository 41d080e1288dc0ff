import type { DocumentChange } from "./indexed-database.ts";
import type { Doc } from "./sorted-index.ts";
import type { ComponentPath } from "./types.ts";

/** One commit: what changed in each component. */
export interface Commit {
  ts: bigint;
  changes: Map<ComponentPath, DocumentChange[]>;
}

/** Enough for a client that asks several queries of one moment, one after the other. */
const KEPT_COMMITS = 1000;

/** The latest commits, from which a moment of the near past can be seen again. */
export class CommitHistory {
  readonly #commits: Commit[] = [];
  /** Commits up to this one are forgotten. */
  #floor: bigint;

  constructor(floor: bigint) {
    this.#floor = floor;
  }

  add(commit: Commit): void {
    this.#commits.push(commit);
    if (this.#commits.length <= KEPT_COMMITS) return;
    const oldest = this.#commits.shift();
    if (oldest !== undefined) this.#floor = oldest.ts;
  }

  /**
   * What the documents that have changed since `ts` were then, by component and id; null for one that was
   * not there.
   *
   * @returns null when that is too long ago
   */
  undoTo(ts: bigint): Map<ComponentPath, Record<string, Doc | null>> | null {
    if (ts < this.#floor) return null;
    const undo = new Map<ComponentPath, Record<string, Doc | null>>();
    for (const commit of this.#commits.filter((each) => each.ts > ts).reverse()) {
      for (const [componentPath, changes] of commit.changes) {
        const documents = undo.get(componentPath) ?? {};
        for (const { id, before } of changes) documents[id] = before;
        undo.set(componentPath, documents);
      }
    }
    return undo;
  }
}
