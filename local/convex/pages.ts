import { jsonToConvex } from "convex/values";
import type { JSONValue } from "convex/values";
import type { Key } from "./sorted-index.ts";

/** What convex-test calls the end of a range. */
export const END_CURSOR = "_end_cursor";

type Cursors = { cursor: string | null; endCursor?: string | null };

/** The keys between which a page lies: behind the first, up to and including the last. */
export type PageBounds = { after?: Key; upTo?: Key };

export function pageBounds({ cursor, endCursor }: Cursors): PageBounds {
  return {
    ...(cursor ? { after: decodeCursor(cursor) } : {}),
    ...(endCursor && endCursor !== END_CURSOR ? { upTo: decodeCursor(endCursor) } : {}),
  };
}

/**
 * A page that must end where it ended before does so even when the row at its end is gone. convex-test would
 * call it the last page, and the pages behind it would be lost.
 */
export function endingAsBefore<Page extends { pageStatus: string | null }>(
  page: Page,
  { endCursor }: Cursors,
): Page {
  if (!endCursor || page.pageStatus === "SplitRequired") return page;
  return { ...page, continueCursor: endCursor, isDone: endCursor === END_CURSOR };
}

/** convex-test's cursor: the key of the last row read, each value as a JSON string, null for a missing field. */
function decodeCursor(cursor: string): Key {
  const parts = JSON.parse(cursor) as (string | null)[];
  return parts.map((part) => {
    return part === null ? undefined : jsonToConvex(JSON.parse(part) as JSONValue);
  });
}
