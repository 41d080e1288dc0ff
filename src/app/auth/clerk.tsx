import { ConvexProviderWithClerk } from "convex/react-clerk";
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ComponentType,
} from "react";
import type { SignIn } from "../../lib/sign-in";
import { readStored, writeStored } from "../../lib/stored";
import type { ClerkAuthState, ClerkBridgeProps, ClerkReport } from "./clerk-bridge";
import { ConfirmedSignIn } from "./confirmed-sign-in";
import { returnPath } from "./return-path";
import type { AuthSideProps } from "./side";

const SIGNED_OUT: ClerkAuthState = {
  isLoaded: true,
  isSignedIn: false,
  getToken: () => Promise.resolve(null),
  orgId: null,
  orgRole: null,
  sessionId: null,
  sessionClaims: null,
};

const LOADING: ClerkAuthState = { ...SIGNED_OUT, isLoaded: false };

const ClerkAuthContext = createContext(SIGNED_OUT);
const useClerkAuth = () => useContext(ClerkAuthContext);

/** Remembered in the browsers of people who have signed in, so that only for them Clerk is loaded with the page. */
const KNOWN_HERE = "sign-in.known";

/**
 * Sign-in with Clerk. Clerk's code is no part of the page: it is loaded for people who have signed in here before, or
 * when somebody asks to sign in, beside the screens and not around them, so that nothing on screen starts anew.
 */
export function clerkAuth(publishableKey: string): ComponentType<AuthSideProps> {
  return function ClerkAuth({ client, children }) {
    const { auth, service, Bridge, onReport, onFailure } = useClerkOnDemand();
    return (
      <ClerkAuthContext value={auth}>
        <ConvexProviderWithClerk client={client} useAuth={useClerkAuth}>
          <ConfirmedSignIn service={service}>{children}</ConfirmedSignIn>
        </ConvexProviderWithClerk>
        {Bridge !== null && (
          <Bridge publishableKey={publishableKey} onReport={onReport} onFailure={onFailure} />
        )}
      </ClerkAuthContext>
    );
  };
}

type Phase = { name: "idle" | "loading" | "unreachable" } | { name: "loaded"; report: ClerkReport };

function useClerkOnDemand() {
  const [phase, setPhase] = useState<Phase>(() => ({
    name: readStored("local", KNOWN_HERE) === null ? "idle" : "loading",
  }));
  const onFailure = useCallback(() => {
    setPhase({ name: "unreachable" });
  }, []);
  const Bridge = useLoadedBridge(phase.name === "loading" || phase.name === "loaded", onFailure);

  // Where somebody wants to go who asked to sign in before Clerk was there. It stays: the next thing is another page.
  const askedFor = useRef<string>(undefined);
  const onReport = useCallback((report: ClerkReport) => {
    const signedIn = report.auth.isSignedIn === true;
    if (askedFor.current === undefined) writeStored("local", KNOWN_HERE, signedIn ? true : null);
    else if (signedIn) location.assign(askedFor.current);
    else report.goToSignIn(askedFor.current);
    setPhase({ name: "loaded", report });
  }, []);

  const service = useMemo<Omit<SignIn, "status">>(
    () => ({
      ...(phase.name === "unreachable" && { unreachable: true }),
      ...(phase.name === "loaded" && phase.report.profile),
      signIn: (wanted) => {
        const returnTo = returnPath(wanted, location);
        writeStored("local", KNOWN_HERE, true);
        askedFor.current = returnTo;
        if (phase.name === "loaded") phase.report.goToSignIn(returnTo);
        else setPhase({ name: "loading" });
      },
      signOut: () => {
        if (phase.name === "loaded") phase.report.signOut();
      },
    }),
    [phase],
  );

  return { auth: authIn(phase), service, Bridge, onReport, onFailure };
}

function authIn(phase: Phase): ClerkAuthState {
  if (phase.name === "loaded") return phase.report.auth;
  return phase.name === "loading" ? LOADING : SIGNED_OUT;
}

/** The bridge with all of Clerk in it, once it is wanted and has arrived; a failed load is tried again when wanted again. */
function useLoadedBridge(
  wanted: boolean,
  onFailure: () => void,
): ComponentType<ClerkBridgeProps> | null {
  const [Bridge, setBridge] = useState<ComponentType<ClerkBridgeProps> | null>(null);
  useEffect(() => {
    if (!wanted) return;
    import("./clerk-bridge").then(({ ClerkBridge }) => {
      setBridge(() => ClerkBridge);
    }, onFailure);
  }, [wanted, onFailure]);
  return wanted ? Bridge : null;
}
