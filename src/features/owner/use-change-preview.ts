import { useQueries } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useMemo, useState } from "react";
import { MAX_PREVIEWED_MEMBERS } from "../../../core/availability/limits";
import { MINUTE_MS } from "../../../core/time/calendar";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import type { Change } from "./change-draft";
import { batchesOf } from "./roster";

/** What is to be done to whom. */
export type Plan = { memberIds: Id<"memberSettings">[]; change: Change };

export type PreviewRow = FunctionReturnType<typeof api.availability.bulk.preview>[number];

export type Preview = {
  /** What is known so far. */
  rows: PreviewRow[];
  /** Members looked at, of those that were asked for. */
  looked: number;
  isComplete: boolean;
  /** The first refusal, or null. */
  thrown: Error | null;
};

/** What the plan would do, in batches, and live: a booking made meanwhile appears. Another object is another plan. */
export function useChangePreview(tenantSlug: string, plan: Plan): Preview {
  // The minute in which the preview was opened: a later one would only ask everything again.
  const [now] = useState(() => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);
  const queries = useMemo(() => {
    const { memberIds, change } = plan;
    const batches = batchesOf(memberIds, MAX_PREVIEWED_MEMBERS).map((batch, index) => {
      const args = { tenantSlug, memberIds: batch, change, now };
      return [String(index), { query: api.availability.bulk.preview, args }] as const;
    });
    return Object.fromEntries(batches);
  }, [tenantSlug, plan, now]);
  const results = useQueries(queries) as Record<string, PreviewRow[] | Error | undefined>;

  const answers = Object.entries(queries).map(([key, { args }]) => ({
    size: args.memberIds.length,
    result: results[key],
  }));
  const thrown = answers.map(({ result }) => result).find((result) => result instanceof Error);
  const done = answers.filter(({ result }) => Array.isArray(result));
  return {
    rows: done.flatMap(({ result }) => (Array.isArray(result) ? result : [])),
    looked: done.reduce((sum, { size }) => sum + size, 0),
    isComplete: done.length === answers.length,
    thrown: thrown ?? null,
  };
}
