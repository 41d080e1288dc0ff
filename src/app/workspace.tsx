import { useQuery } from "convex/react";
import { CalendarDays, Clock3, ExternalLink, LayoutList, UserRound } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { SignInPrompt } from "../components/sign-in-prompt";
import { Arrivals } from "../features/dashboard/arrivals";
import { useSignIn } from "../lib/sign-in";
import { HOME_TENANT } from "../lib/tenant";
import { NotFound } from "./not-found";
import { PageSkeleton } from "./page-skeleton";

const DashboardPage = lazy(async () => ({
  default: (await import("../features/dashboard/dashboard-page")).DashboardPage,
}));
const AvailabilityPage = lazy(async () => ({
  default: (await import("../features/availability/availability-page")).AvailabilityPage,
}));
const EventTypesPage = lazy(async () => ({
  default: (await import("../features/event-types/event-types-page")).EventTypesPage,
}));
const ProfilePage = lazy(async () => ({
  default: (await import("../features/settings/profile-page")).ProfilePage,
}));
const BecomeMember = lazy(async () => ({
  default: (await import("../features/settings/become-member")).BecomeMember,
}));

const SECTIONS = [
  { key: "bookings", href: "/dashboard", icon: CalendarDays },
  { key: "availability", href: "/dashboard/availability", icon: Clock3 },
  { key: "eventTypes", href: "/dashboard/event-types", icon: LayoutList },
  { key: "profile", href: "/dashboard/profile", icon: UserRound },
] as const;

/** Where a member works: the way between the pages, and the notice of what arrives meanwhile. */
export function Workspace({ section }: { section: string }) {
  const { t } = useTranslation("member");
  const { status } = useSignIn();
  const viewer = useQuery(
    api.tenants.viewer,
    status === "signedIn" ? { slug: HOME_TENANT } : "skip",
  );
  if (status !== "signedIn") return <SignInPrompt text={t("signIn")} />;
  if (viewer === undefined) return <PageSkeleton />;
  if (viewer === null) return <NotFound />;
  const { member } = viewer;
  if (member === null) {
    return <BecomeMember tenantSlug={HOME_TENANT} name={viewer.name ?? ""} />;
  }
  return (
    <div className="grid gap-6 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10">
      <SectionNav section={section} publicPage={`/${HOME_TENANT}/${member.slug}`} />
      <div className="min-w-0">
        <Suspense fallback={<PageSkeleton />}>
          <Section section={section} memberId={member.id} />
        </Suspense>
      </div>
      <Arrivals memberId={member.id} />
    </div>
  );
}

function Section({ section, memberId }: { section: string; memberId: Id<"memberSettings"> }) {
  switch (section) {
    case "bookings":
      return <DashboardPage tenantSlug={HOME_TENANT} memberId={memberId} />;
    case "availability":
      return <AvailabilityPage tenantSlug={HOME_TENANT} />;
    case "event-types":
      return <EventTypesPage tenantSlug={HOME_TENANT} memberId={memberId} />;
    case "profile":
      return <ProfilePage tenantSlug={HOME_TENANT} />;
    default:
      return <NotFound />;
  }
}

function SectionNav({ section, publicPage }: { section: string; publicPage: string }) {
  const { t } = useTranslation("member");
  const link =
    "flex min-h-11 items-center gap-2.5 whitespace-nowrap rounded-xl px-3 text-[0.9375rem] font-medium text-muted transition-colors hover:bg-sunken hover:text-ink";
  return (
    <nav
      aria-label={t("nav.label")}
      className="-mx-4 flex gap-1 overflow-x-auto px-4 lg:mx-0 lg:flex-col lg:overflow-visible lg:px-0"
    >
      {SECTIONS.map(({ key, href, icon: Icon }) => (
        <Link
          key={key}
          href={href}
          aria-current={href.endsWith(section) || key === section ? "page" : undefined}
          className={`${link} aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text`}
        >
          <Icon aria-hidden className="size-[1.125rem]" />
          {t(`nav.${key}`)}
        </Link>
      ))}
      <Link href={publicPage} data-testid="public-page" className={`${link} lg:mt-4`}>
        <ExternalLink aria-hidden className="size-[1.125rem]" />
        {t("nav.publicPage")}
      </Link>
    </nav>
  );
}
