import { useMemo } from "react";
import type { Problems } from "../../lib/problems";
import { useRefusal } from "../../lib/use-refusal";
import type { Draft } from "./draft";
import { problemsOf } from "./problems";

/** The sentence for each faulty part of a draft. */
export function useProblems(draft: Draft): Problems {
  const { problem } = useRefusal();
  return useMemo(
    () =>
      Object.fromEntries(problemsOf(draft).map(({ path, code }) => [path, problem(path, code)])),
    [draft, problem],
  );
}
