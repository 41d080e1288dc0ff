import { ClerkFailed, ClerkProvider, useAuth, useClerk, useUser } from "@clerk/react";
import type { ConvexProviderWithClerk } from "convex/react-clerk";
import { useEffect } from "react";

/** What Convex's Clerk provider wants to know about a session. */
export type ClerkAuthState = ReturnType<Parameters<typeof ConvexProviderWithClerk>[0]["useAuth"]>;

/** A loaded Clerk, as the screens' side of the bridge sees it. */
export interface ClerkReport {
  auth: ClerkAuthState;
  profile: { name?: string; email?: string; pictureUrl?: string };
  goToSignIn: (returnTo: string) => void;
  signOut: () => void;
}

export interface ClerkBridgeProps {
  publishableKey: string;
  /** Called once Clerk has loaded, and whenever the session changes. Keep it stable between renders. */
  onReport: (report: ClerkReport) => void;
  /** Called when Clerk's own script cannot be loaded. Keep it stable between renders. */
  onFailure: () => void;
}

/** Runs Clerk beside the screens and reports what it knows. This module is the only one that contains Clerk. */
export function ClerkBridge({ publishableKey, onReport, onFailure }: ClerkBridgeProps) {
  // People sign in on Clerk's own pages, so the script that draws its components is never needed here.
  return (
    <ClerkProvider publishableKey={publishableKey} prefetchUI={false}>
      <Reporter onReport={onReport} />
      <ClerkFailed>
        <OnMount run={onFailure} />
      </ClerkFailed>
    </ClerkProvider>
  );
}

function Reporter({ onReport }: Pick<ClerkBridgeProps, "onReport">) {
  const clerk = useClerk();
  const { user } = useUser();
  const { isLoaded, isSignedIn, getToken, orgId, orgRole, sessionId, sessionClaims } = useAuth();

  useEffect(() => {
    if (!isLoaded) return;
    const email = user?.primaryEmailAddress?.emailAddress;
    onReport({
      auth: { isLoaded, isSignedIn, getToken, orgId, orgRole, sessionId, sessionClaims },
      profile: {
        ...(user?.fullName && { name: user.fullName }),
        ...(email !== undefined && { email }),
        ...(user && { pictureUrl: user.imageUrl }),
      },
      goToSignIn: (returnTo) => {
        // In full: Clerk's pages live at another address.
        const url = new URL(returnTo, location.origin).href;
        void clerk.redirectToSignIn({ signInForceRedirectUrl: url, signUpForceRedirectUrl: url });
      },
      signOut: () => {
        void clerk.signOut({ redirectUrl: location.href });
      },
    });
  }, [
    clerk,
    user,
    isLoaded,
    isSignedIn,
    getToken,
    orgId,
    orgRole,
    sessionId,
    sessionClaims,
    onReport,
  ]);

  return null;
}

function OnMount({ run }: { run: () => void }) {
  useEffect(run, [run]);
  return null;
}
