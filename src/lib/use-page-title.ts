import { useQuery } from "convex/react";
import { useEffect } from "react";
import { api } from "../../convex/_generated/api";
import { HOME_TENANT } from "./tenant";

/** Names the page in the tab and for screen readers; undefined while its name is not known. */
export function usePageTitle(title: string | undefined): void {
  const marketplace = useQuery(api.tenants.get, { slug: HOME_TENANT })?.name;
  useEffect(() => {
    const parts = [title, marketplace].filter((part) => part !== undefined);
    if (parts.length > 0) document.title = parts.join(" · ");
  }, [title, marketplace]);
}
