import { usePaginatedQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";

export type RosterMember = FunctionReturnType<typeof api.members.listAll>["page"][number];

/** As many as one call gives. */
const PAGE = 100;

/**
 * All members by name, live, so that one can search and choose among them without waiting. They come a page at a time;
 * undefined until the first page is there.
 */
export function useRoster(tenantSlug: string): RosterMember[] | undefined {
  const { i18n } = useTranslation();
  const { results, status, loadMore } = usePaginatedQuery(
    api.members.listAll,
    { tenantSlug },
    { initialNumItems: PAGE },
  );
  useEffect(() => {
    if (status === "CanLoadMore") loadMore(PAGE);
  }, [status, loadMore]);
  return useMemo(() => {
    if (status === "LoadingFirstPage") return undefined;
    const { compare } = new Intl.Collator(i18n.language, { numeric: true });
    return [...results].sort((a, b) => compare(a.name, b.name));
  }, [results, status, i18n.language]);
}
