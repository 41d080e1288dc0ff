import type { PaginationOptions } from "convex/server";
import { fail } from "./errors";

/** The most rows of one page, so that no caller can ask for a whole table. */
const MAX_PAGE_SIZE = 100;

/** Pagination options within bounds; a page of no rows, or of half a row, is refused. */
export function boundedPage(options: PaginationOptions): PaginationOptions {
  if (!Number.isInteger(options.numItems) || options.numItems < 1) {
    fail("INVALID_INPUT", {
      problems: [{ field: "paginationOpts.numItems", problem: "malformed" }],
    });
  }
  return { ...options, numItems: Math.min(options.numItems, MAX_PAGE_SIZE) };
}
