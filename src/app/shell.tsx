import { useQuery } from "convex/react";
import { CalendarCheck, LayoutDashboard, LogIn, LogOut } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../../convex/_generated/api";
import { buttonStyle } from "../components/ui/button";
import { useSignIn } from "../lib/sign-in";
import { HOME_TENANT } from "../lib/tenant";
import { ConnectionBanner } from "./connection-banner";
import { Logo } from "./logo";
import { ThemeSwitch } from "./theme-switch";

/** What stands around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const tenant = useQuery(api.tenants.get, { slug: HOME_TENANT });
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:start-4 focus:top-3 focus:z-50 focus:rounded-xl focus:bg-accent focus:px-4 focus:py-2 focus:text-on-accent"
      >
        {t("skipToContent")}
      </a>
      <ConnectionBanner />
      <header className="border-b border-line print:hidden">
        <div className="mx-auto flex h-16 max-w-6xl items-center gap-2 px-4 sm:px-6">
          <Link href="/" className="me-auto flex items-center gap-2.5 rounded-lg font-bold">
            <Logo />
            <span className="min-w-24 text-[1.0625rem] tracking-tight">{tenant?.name}</span>
          </Link>
          <nav aria-label={t("nav.label")} className="flex items-center gap-1">
            <Navigation />
            <ThemeSwitch />
            <Account />
          </nav>
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-6xl flex-1 px-4 py-8 sm:px-6 sm:py-10">
        {children}
      </main>
      <footer className="flex flex-wrap justify-center gap-x-5 gap-y-1 border-t border-line px-4 py-6 text-sm text-muted print:hidden">
        <span>{t("footer")}</span>
        {tenant?.email && (
          <a className="underline underline-offset-4" href={`mailto:${tenant.email}`}>
            {tenant.email}
          </a>
        )}
        {tenant?.phone && (
          <a className="underline underline-offset-4" href={`tel:${tenant.phone}`}>
            {tenant.phone}
          </a>
        )}
      </footer>
    </div>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const { status } = useSignIn();
  const viewer = useQuery(
    api.tenants.viewer,
    status === "signedIn" ? { slug: HOME_TENANT } : "skip",
  );
  if (status !== "signedIn") return null;
  const isAdmin = viewer?.role === "owner" || viewer?.role === "admin";
  const isOutside = viewer?.member === null;
  return (
    <>
      <NavLink href="/my-bookings" label={t("nav.myBookings")}>
        <CalendarCheck aria-hidden className="size-5" />
      </NavLink>
      {/* An owner who offers no time has work there all the same. */}
      <NavLink
        href={isOutside && isAdmin ? "/dashboard/members" : "/dashboard"}
        label={t(isOutside && !isAdmin ? "nav.offer" : "nav.dashboard")}
      >
        <LayoutDashboard aria-hidden className="size-5" />
      </NavLink>
    </>
  );
}

function NavLink({
  label,
  children,
  ...rest
}: ComponentProps<"a"> & { href: string; label: string }) {
  return (
    <Link {...rest} aria-label={label} className={buttonStyle({ look: "quiet" })}>
      {children}
      <span className="hidden sm:inline">{label}</span>
    </Link>
  );
}

function Account() {
  const { t } = useTranslation();
  const { status, name, missing, signIn, signOut } = useSignIn();
  if (status === "loading") return <span className="h-11 w-24" />;
  if (status === "signedIn") {
    return (
      <button
        type="button"
        data-testid="sign-out"
        title={name}
        aria-label={t("signOut", { name })}
        onClick={signOut}
        className={buttonStyle({ look: "quiet", size: "icon" })}
      >
        <LogOut aria-hidden className="size-5 rtl:rotate-180" />
      </button>
    );
  }
  return (
    <button
      type="button"
      data-testid="sign-in"
      disabled={missing !== undefined}
      title={missing && t("signInMissing", { variable: missing })}
      onClick={() => signIn()}
      className={buttonStyle({ look: "outline" })}
    >
      <LogIn aria-hidden className="size-4 rtl:rotate-180" />
      {t("signIn")}
    </button>
  );
}
