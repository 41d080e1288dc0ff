import { lazy, Suspense, type ComponentType } from "react";
import { I18nextProvider } from "react-i18next";
import { Route, Router, Switch } from "wouter";
import { i18n } from "../lib/i18n/i18n";
import { leave } from "../lib/leave-guard";
import { HOME_TENANT } from "../lib/tenant";
import { ErrorBoundary } from "./error-boundary";
import { NotFound } from "./not-found";
import { PageSkeleton } from "./page-skeleton";
import { Shell } from "./shell";

const DirectoryPage = page(
  async () => (await import("../features/directory/directory-page")).DirectoryPage,
);
const MemberPage = page(async () => (await import("../features/booking/member-page")).MemberPage);
const ManagePage = page(async () => (await import("../features/manage/manage-page")).ManagePage);
const ReceiptPage = page(async () => (await import("../features/manage/receipt-page")).ReceiptPage);
const MyBookingsPage = page(
  async () => (await import("../features/manage/my-bookings-page")).MyBookingsPage,
);
const UnsubscribePage = page(
  async () => (await import("../features/subscription/unsubscribe-page")).UnsubscribePage,
);
const Workspace = page(async () => (await import("./workspace")).Workspace);

/** A page in a file of its own, fetched when somebody goes there. */
function page<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await load() }));
}

export function Routes() {
  return (
    <I18nextProvider i18n={i18n}>
      <Router aroundNav={(navigate, to, options) => leave(() => navigate(to, options))}>
        <Suspense fallback={null}>
          <Shell>
            <ErrorBoundary>
              <Suspense fallback={<PageSkeleton />}>
                <Pages />
              </Suspense>
            </ErrorBoundary>
          </Shell>
        </Suspense>
      </Router>
    </I18nextProvider>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/">
        <DirectoryPage tenant={HOME_TENANT} />
      </Route>
      <Route path="/my-bookings">
        <MyBookingsPage />
      </Route>
      <Route path="/booking/:id">{({ id }) => <ManagePage key={id} bookingId={id} />}</Route>
      <Route path="/booking/:id/receipt">
        {({ id }) => <ReceiptPage key={id} bookingId={id} />}
      </Route>
      <Route path="/unsubscribe/:subject">
        {({ subject }) => <UnsubscribePage key={subject} subject={subject} />}
      </Route>
      <Route path="/dashboard/:section?/:entry?">
        {({ section, entry }) => <Workspace section={section ?? "bookings"} entry={entry} />}
      </Route>
      <Route path="/:tenant">{({ tenant }) => <DirectoryPage tenant={tenant} />}</Route>
      <Route path="/:tenant/:member">
        {({ tenant, member }) => <MemberPage tenant={tenant} member={member} />}
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
