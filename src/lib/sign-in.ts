import { createContext, useContext } from "react";

/** Who is signed in, and the two things one may do about it. */
export interface SignIn {
  /** "signedIn" only once the backend has accepted the token: queries then run as this person. */
  status: "loading" | "signedOut" | "signedIn";
  name?: string;
  email?: string;
  pictureUrl?: string;
  /** The environment variable whose absence makes signing in impossible; unset when sign-in works. */
  missing?: "VITE_CLERK_PUBLISHABLE_KEY";
  /** Set when the sign-in service could not be loaded at the last attempt; signIn() tries again. */
  unreachable?: true;
  /**
   * Leaves for the sign-in page and comes back to `returnTo`, a path of this app that starts with "/".
   * Without it, the person comes back to the page they are on. Does nothing when `missing` is set.
   */
  signIn: (returnTo?: string) => void;
  /** Ends the session here and at the issuer; the page stays where it is. */
  signOut: () => void;
}

export const SignInContext = createContext<SignIn | null>(null);

/** The one hook through which screens know about signing in. */
export function useSignIn(): SignIn {
  const signIn = useContext(SignInContext);
  if (signIn === null) throw new Error("useSignIn() needs <AuthProvider> above it");
  return signIn;
}
