import { usePaginatedQuery, useQuery } from "convex/react";
import { Users } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { EmptyState } from "../../components/ui/empty-state";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";
import { MemberCard } from "./member-card";

const PAGE = 12;

/** The front page of a marketplace: what it is, and whom one can book. Live. */
export function DirectoryPage({ tenant: slug }: { tenant: string }) {
  const { t } = useTranslation("booking");
  const tenant = useQuery(api.tenants.get, { slug });
  usePageTitle(t("directory.pageTitle"));
  if (tenant === null) {
    return (
      <EmptyState
        isPage
        icon={Users}
        title={t("directory.noTenant")}
        text={t("directory.noTenantText")}
      />
    );
  }
  return (
    <div className="flex flex-col gap-10">
      <header className="max-w-2xl pt-2 sm:pt-8">
        <h1 className="text-display">{t("directory.title")}</h1>
        <p className="mt-4 text-lg text-muted">{t("directory.text")}</p>
      </header>
      {tenant === undefined ? <Cards>{null}</Cards> : <Members tenantSlug={slug} />}
    </div>
  );
}

function Members({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("booking");
  const members = usePaginatedQuery(api.members.list, { tenantSlug }, { initialNumItems: PAGE });
  if (members.status === "LoadingFirstPage") return <Cards>{null}</Cards>;
  if (members.results.length === 0) {
    return (
      <EmptyState
        icon={Users}
        title={t("directory.noMembers")}
        text={t("directory.noMembersText")}
      />
    );
  }
  return (
    <>
      <Cards>
        {members.results.map((member) => (
          <MemberCard key={member.id} tenantSlug={tenantSlug} member={member} />
        ))}
      </Cards>
      {members.status !== "Exhausted" && (
        <Button
          look="outline"
          className="self-center"
          busy={members.status === "LoadingMore"}
          onClick={() => members.loadMore(PAGE)}
        >
          {t("directory.more")}
        </Button>
      )}
    </>
  );
}

/** Without children: the places the cards will take. */
function Cards({ children }: { children: ReactNode }) {
  return (
    <ul aria-busy={children === null} className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {children ??
        Array.from({ length: 6 }, (_, index) => (
          <li key={index}>
            <Skeleton className="h-52 rounded-2xl" />
          </li>
        ))}
    </ul>
  );
}
