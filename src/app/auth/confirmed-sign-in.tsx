import { useConvexAuth } from "convex/react";
import { useMemo, type ReactNode } from "react";
import { SignInContext, type SignIn } from "../../lib/sign-in";

interface ConfirmedSignInProps {
  /** What the sign-in service knows; the status is the backend's to say. Keep it stable between renders. */
  service: Omit<SignIn, "status">;
  children: ReactNode;
}

/** Tells the screens that somebody is signed in once the backend has taken the token, and not before. */
export function ConfirmedSignIn({ service, children }: ConfirmedSignInProps) {
  const { isLoading, isAuthenticated } = useConvexAuth();
  const status = isLoading ? "loading" : isAuthenticated ? "signedIn" : "signedOut";
  const value = useMemo<SignIn>(() => ({ ...service, status }), [service, status]);
  return <SignInContext value={value}>{children}</SignInContext>;
}
