import { expect, test } from "vitest";
import { CommitHistory } from "./commit-history.ts";
import type { Commit } from "./commit-history.ts";
import type { Doc } from "./sorted-index.ts";

const ID = "0010001planets";

function version(n: number): Doc {
  return { _id: ID, _creationTime: 1, n };
}

function commit(ts: bigint, before: Doc | null, after: Doc | null): Commit {
  return { ts, changes: new Map([["", [{ id: ID, table: "planets", before, after }]]]) };
}

test("a document is seen as it was, however often it changed since", () => {
  const history = new CommitHistory(0n);
  history.add(commit(1n, null, version(1)));
  history.add(commit(2n, version(1), version(2)));
  history.add(commit(3n, version(2), null));
  expect(history.undoTo(1n)?.get("")).toEqual({ [ID]: version(1) });
  expect(history.undoTo(2n)?.get("")).toEqual({ [ID]: version(2) });
});

test("a document that was not there yet is not seen", () => {
  const history = new CommitHistory(0n);
  history.add(commit(1n, null, version(1)));
  expect(history.undoTo(0n)?.get("")).toEqual({ [ID]: null });
});

test("the present needs nothing undone", () => {
  const history = new CommitHistory(0n);
  history.add(commit(1n, null, version(1)));
  expect(history.undoTo(1n)?.size).toBe(0);
});

test("what lies before the start of the server, or too far back, is not known", () => {
  const history = new CommitHistory(5n);
  expect(history.undoTo(4n)).toBeNull();
  for (let ts = 6n; ts < 1100n; ts += 1n) history.add(commit(ts, null, version(1)));
  expect(history.undoTo(6n)).toBeNull();
  expect(history.undoTo(1000n)).not.toBeNull();
});
