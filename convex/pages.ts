import type { PaginationOptions } from "convex/server";
import type { Range } from "../core/availability/types.ts";
import { validateRange } from "../core/availability/validate.ts";
import { fail } from "./errors";

/** The most rows of one page, so that no caller can ask for a whole table. */
const MAX_PAGE_SIZE = 100;

/** Refuses a range of instants that is none, or longer than 93 days. */
export function refuseLongRange(range: Range): void {
  const problems = validateRange(range);
  if (problems.length === 0) return;
  fail("INVALID_INPUT", {
    problems: problems.map(({ path, code }) => ({ field: path, problem: code })),
  });
}

/**
 * Pagination options within bounds; a page of no rows, or of half a row, is refused. How much Convex may read for a page is not for
 * callers to say: it answers odd numbers there with an error of its own.
 */
export function boundedPage(options: PaginationOptions): PaginationOptions {
  if (!Number.isInteger(options.numItems) || options.numItems < 1) {
    fail("INVALID_INPUT", {
      problems: [{ field: "paginationOpts.numItems", problem: "malformed" }],
    });
  }
  const { maximumRowsRead, maximumBytesRead, ...page } = options;
  return { ...page, numItems: Math.min(options.numItems, MAX_PAGE_SIZE) };
}
