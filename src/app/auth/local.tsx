import { ConvexProviderWithAuth } from "convex/react";
import { useMemo, useSyncExternalStore, type ComponentType } from "react";
import { ConfirmedSignIn } from "./confirmed-sign-in";
import { LocalSession } from "./local-session";
import { returnPath } from "./return-path";
import type { AuthSideProps } from "./side";

/** Sign-in at the issuer that runs beside the application on one machine. Call it once, before the first render. */
export function localAuth(issuer: string): ComponentType<AuthSideProps> {
  const session = new LocalSession({
    issuer,
    appOrigin: location.origin,
    storage: sessionStorage,
    fetch: globalThis.fetch.bind(globalThis),
    now: Date.now,
  });
  // The way back from the issuer is no page: the address is put right before the router first looks at it.
  const shown = session.arriveFrom(new URL(location.href));
  if (shown !== null) history.replaceState(null, "", shown);

  const fetchAccessToken = ({ forceRefreshToken }: { forceRefreshToken: boolean }) =>
    session.token({ force: forceRefreshToken });

  function useLocalAuth() {
    const { status } = useSyncExternalStore(session.subscribe, session.getState);
    return useMemo(
      () => ({
        isLoading: status === "unknown",
        isAuthenticated: status === "signedIn",
        fetchAccessToken,
      }),
      [status],
    );
  }

  const actions = {
    signIn: (returnTo?: string) => {
      void session.departTo(returnPath(returnTo, location)).then((address) => {
        location.assign(address);
      });
    },
    signOut: () => {
      void session.signOut();
    },
  };

  return function LocalAuth({ client, children }) {
    const state = useSyncExternalStore(session.subscribe, session.getState);
    const service = useMemo(
      () => ({ ...actions, ...(state.status === "signedIn" && state.profile) }),
      [state],
    );
    return (
      <ConvexProviderWithAuth client={client} useAuth={useLocalAuth}>
        <ConfirmedSignIn service={service}>{children}</ConfirmedSignIn>
      </ConvexProviderWithAuth>
    );
  };
}
