import { useQuery } from "convex/react";
import { ArrowLeft, SearchX } from "lucide-react";
import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { api } from "../../../convex/_generated/api";
import { EmptyState } from "../../components/ui/empty-state";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";
import { zoneCity } from "../../lib/zone-city";
import { MemberBookings } from "./member-bookings";
import { useCalendarClock } from "./use-calendar-clock";

type Member = NonNullable<FunctionReturnType<typeof api.members.find>>;
type MembersBookingsPageProps = { tenantSlug: string; slug: string };

/** The bookings of one member, for the marketplace's owner; `?booking=<id>&start=<ms>` opens one of them. */
export function MembersBookingsPage({ tenantSlug, slug }: MembersBookingsPageProps) {
  const { t } = useTranslation("member");
  const member = useQuery(api.members.find, { tenantSlug, slug });
  usePageTitle(member ? t("bookings.titleOf", { name: member.name }) : undefined);
  if (member === undefined) return <Skeleton className="h-96 rounded-2xl" />;
  if (member === null) return <EmptyState isPage icon={SearchX} title={t("bookings.nobody")} />;
  return (
    <div className="flex flex-col gap-6">
      <header className="flex flex-col items-start gap-1">
        <Link
          href="/dashboard/members"
          className="-ms-1 flex min-h-11 items-center gap-1.5 rounded-lg px-1 text-sm font-semibold text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4 rtl:rotate-180" />
          {t("nav.members")}
        </Link>
        <h1 className="text-title">{t("bookings.titleOf", { name: member.name })}</h1>
        <p className="text-muted">{t("bookings.textOf", { place: zoneCity(member.timezone) })}</p>
      </header>
      <Bookings key={member.id} member={member} />
    </div>
  );
}

function Bookings({ member: { id: memberId, timezone } }: { member: Member }) {
  const clock = useCalendarClock(timezone);
  const [params] = useSearchParams();
  const start = Number(params.get("start") ?? NaN);
  const isAsked = Number.isSafeInteger(start);
  const around = useQuery(
    api.bookings.listForMember,
    isAsked ? { memberId, from: start, to: start + 1 } : "skip",
  );
  if (!clock || (isAsked && around === undefined)) {
    return <Skeleton className="h-96 rounded-2xl" />;
  }
  const initial = around?.find(({ id }) => id === params.get("booking"));
  return <MemberBookings {...{ memberId, clock, initial }} isAdmin />;
}
