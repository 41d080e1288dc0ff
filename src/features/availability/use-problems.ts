import { useMemo } from "react";
import { useRefusal } from "../../lib/use-refusal";
import type { Draft } from "./draft";
import { problemsOf } from "./problems";

/** The sentence for each faulty part of a draft, by its path, such as "weekly.monday[0].end". */
export type Problems = Record<string, string>;

export function useProblems(draft: Draft): Problems {
  const { problem } = useRefusal();
  return useMemo(
    () =>
      Object.fromEntries(problemsOf(draft).map(({ path, code }) => [path, problem(path, code)])),
    [draft, problem],
  );
}

/** The first sentence about anything whose path begins so. */
export function problemOf(problems: Problems, path: string): string | undefined {
  return Object.entries(problems).find(([key]) => key.startsWith(path))?.[1];
}
