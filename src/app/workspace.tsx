import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import {
  Bell,
  CalendarDays,
  CalendarPlus,
  Clock3,
  CreditCard,
  ExternalLink,
  Landmark,
  LayoutList,
  Mail,
  ShieldBan,
  UserRound,
  Users,
} from "lucide-react";
import { lazy, Suspense, useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { SignInPrompt } from "../components/sign-in-prompt";
import { Arrivals } from "../features/dashboard/arrivals";
import { OpenMismatches } from "../features/payments/open-mismatches";
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
const NotificationsPage = lazy(async () => ({
  default: (await import("../features/notifications/notifications-page")).NotificationsPage,
}));
const PayoutsPage = lazy(async () => ({
  default: (await import("../features/payouts/payouts-page")).PayoutsPage,
}));
const MembersPage = lazy(async () => ({
  default: (await import("../features/owner/members-page")).MembersPage,
}));
const PaymentsPage = lazy(async () => ({
  default: (await import("../features/payments/payments-page")).PaymentsPage,
}));
const MessagesPage = lazy(async () => ({
  default: (await import("../features/messages/messages-page")).MessagesPage,
}));
const LimitsPage = lazy(async () => ({
  default: (await import("../features/owner/limits-page")).LimitsPage,
}));
const MembersBookingsPage = lazy(async () => ({
  default: (await import("../features/dashboard/members-bookings-page")).MembersBookingsPage,
}));
const OwnerOnly = lazy(async () => ({
  default: (await import("../features/owner/owner-only")).OwnerOnly,
}));

const SECTIONS = [
  { key: "bookings", href: "/dashboard", icon: CalendarDays },
  { key: "availability", href: "/dashboard/availability", icon: Clock3 },
  { key: "eventTypes", href: "/dashboard/event-types", icon: LayoutList },
  { key: "profile", href: "/dashboard/profile", icon: UserRound },
  { key: "notifications", href: "/dashboard/notifications", icon: Bell },
] as const;

/** Only where the money of bookings goes on to the member. */
const PAYOUTS_SECTION = { key: "payouts", href: "/dashboard/payouts", icon: Landmark } as const;
const OWNER_SECTIONS = [
  { key: "members", href: "/dashboard/members", icon: Users },
  { key: "payments", href: "/dashboard/payments", icon: CreditCard },
  { key: "messages", href: "/dashboard/messages", icon: Mail },
  { key: "limits", href: "/dashboard/limits", icon: ShieldBan },
] as const;
const JOIN_SECTION = { key: "offer", href: "/dashboard", icon: CalendarPlus } as const;

type WorkspaceProps = {
  section: string;
  /** What of the section is shown alone: of the members, the one at this address. */
  entry: string | undefined;
};

/** Where members and owners work: the way between the pages, and the notice of what arrives meanwhile. */
export function Workspace({ section, entry }: WorkspaceProps) {
  const { t } = useTranslation("member");
  const { status } = useSignIn();
  const viewer = useQuery(
    api.tenants.viewer,
    status === "signedIn" ? { slug: HOME_TENANT } : "skip",
  );
  const memberId = viewer?.member?.id;
  const paid = useQuery(api.payments.accounts.get, memberId ? { memberId } : "skip");
  if (status !== "signedIn") return <SignInPrompt text={t("signIn")} />;
  if (viewer === undefined) return <PageSkeleton />;
  if (viewer === null) return <NotFound />;
  const { member } = viewer;
  const isAdmin = viewer.role === "owner" || viewer.role === "admin";
  const isPaidOut = paid !== undefined && paid.mode !== "platform";
  const entries: Entry[] = [
    ...(member ? SECTIONS : [JOIN_SECTION]),
    ...(isPaidOut ? [PAYOUTS_SECTION] : []),
    ...(isAdmin ? OWNER_SECTIONS : []),
  ];
  const page = <Page {...{ section, entry, viewer, isAdmin }} />;
  // A newcomer has one page, and no choice to make before answering it.
  if (entries.length === 1) return <Suspense fallback={<PageSkeleton />}>{page}</Suspense>;
  return (
    <div className="grid gap-6 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10">
      <SectionNav section={section} entries={entries}>
        {member && <PublicPageLink slug={member.slug} />}
      </SectionNav>
      <div className="min-w-0">
        <Suspense fallback={<PageSkeleton />}>{page}</Suspense>
      </div>
      {member && <Arrivals memberId={member.id} />}
    </div>
  );
}

type Viewer = NonNullable<FunctionReturnType<typeof api.tenants.viewer>>;
type PageProps = WorkspaceProps & { viewer: Viewer; isAdmin: boolean };

const OWNERS_PAGES: Record<string, typeof MembersPage> = {
  members: MembersPage,
  payments: PaymentsPage,
  messages: MessagesPage,
  limits: LimitsPage,
};

function Page({ section, entry, viewer, isAdmin }: PageProps) {
  const { member, name } = viewer;
  if (entry !== undefined && section !== "members") return <NotFound />;
  const OwnersPage = OWNERS_PAGES[section];
  if (OwnersPage && !isAdmin) return <OwnerOnly />;
  if (entry !== undefined) return <MembersBookingsPage tenantSlug={HOME_TENANT} slug={entry} />;
  if (OwnersPage) return <OwnersPage tenantSlug={HOME_TENANT} />;
  if (member) return <Section {...{ section, isAdmin }} memberId={member.id} />;
  return <BecomeMember tenantSlug={HOME_TENANT} name={name ?? ""} />;
}

type MemberSectionProps = { section: string; memberId: Id<"memberSettings">; isAdmin: boolean };

function Section({ section, memberId, isAdmin }: MemberSectionProps) {
  switch (section) {
    case "bookings":
      return <DashboardPage tenantSlug={HOME_TENANT} {...{ memberId, isAdmin }} />;
    case "availability":
      return <AvailabilityPage tenantSlug={HOME_TENANT} />;
    case "event-types":
      return <EventTypesPage tenantSlug={HOME_TENANT} memberId={memberId} />;
    case "payouts":
      return <PayoutsPage memberId={memberId} />;
    case "notifications":
      return <NotificationsPage memberId={memberId} />;
    case "profile":
      return <ProfilePage tenantSlug={HOME_TENANT} />;
    default:
      return <NotFound />;
  }
}

type Entry =
  | (typeof SECTIONS)[number]
  | (typeof OWNER_SECTIONS)[number]
  | typeof PAYOUTS_SECTION
  | typeof JOIN_SECTION;
type SectionNavProps = { section: string; entries: readonly Entry[]; children: ReactNode };

const LINK =
  "flex min-h-11 items-center gap-2.5 whitespace-nowrap rounded-xl px-3 text-[0.9375rem] font-medium text-muted transition-colors hover:bg-sunken hover:text-ink";

function SectionNav({ section, entries, children }: SectionNavProps) {
  const { t } = useTranslation("member");
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the sections are wider than the screen: the one that is open comes into sight.
    const current = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (nav.current && current) {
      nav.current.scrollLeft = current.offsetLeft - nav.current.offsetWidth / 3;
    }
  }, [section, entries.length]);
  return (
    <nav
      ref={nav}
      aria-label={t("nav.label")}
      className="-mx-4 flex gap-1 overflow-x-auto px-4 lg:mx-0 lg:flex-col lg:overflow-visible lg:px-0"
    >
      {entries.map(({ key, href, icon: Icon }) => (
        <Link
          key={key}
          href={href}
          aria-current={
            href === (section === "bookings" ? "/dashboard" : `/dashboard/${section}`)
              ? "page"
              : undefined
          }
          className={`${LINK} aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text`}
        >
          <Icon aria-hidden className="size-[1.125rem]" />
          {t(`nav.${key}`)}
          {key === "payments" && (
            <Suspense fallback={null}>
              <OpenMismatches tenantSlug={HOME_TENANT} />
            </Suspense>
          )}
        </Link>
      ))}
      {children}
    </nav>
  );
}

function PublicPageLink({ slug }: { slug: string }) {
  const { t } = useTranslation("member");
  return (
    <Link href={`/${HOME_TENANT}/${slug}`} data-testid="public-page" className={`${LINK} lg:mt-4`}>
      <ExternalLink aria-hidden className="size-[1.125rem]" />
      {t("nav.publicPage")}
    </Link>
  );
}
