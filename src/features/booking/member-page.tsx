import { useQuery } from "convex/react";
import { UserRoundX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../../../convex/_generated/api";
import { buttonStyle } from "../../components/ui/button";
import { EmptyState } from "../../components/ui/empty-state";
import { usePageTitle } from "../../lib/use-page-title";
import { BookingSkeleton } from "./booking-skeleton";
import { MemberBookingPage } from "./member-booking-page";

/** The public address of a member. */
export function MemberPage({ tenant, member: slug }: { tenant: string; member: string }) {
  const { t } = useTranslation("booking");
  const member = useQuery(api.members.get, { tenantSlug: tenant, slug });
  usePageTitle(member?.name);
  if (member === undefined) return <BookingSkeleton />;
  if (member === null) {
    return (
      <EmptyState isPage icon={UserRoundX} title={t("noMember.title")} text={t("noMember.text")}>
        <Link href="/" className={buttonStyle({ look: "outline" })}>
          {t("toDirectory")}
        </Link>
      </EmptyState>
    );
  }
  return <MemberBookingPage key={member.id} tenantSlug={tenant} member={member} />;
}
