import { ConvexProvider } from "convex/react";
import { SignInContext, type SignIn } from "../../lib/sign-in";
import type { AuthSideProps } from "./side";

const NOBODY: SignIn = {
  status: "signedOut",
  missing: "VITE_CLERK_PUBLISHABLE_KEY",
  signIn: () => undefined,
  signOut: () => undefined,
};

/** No sign-in service is configured: guests book as ever, and the screens say what is missing. */
export function GuestsOnly({ client, children }: AuthSideProps) {
  return (
    <ConvexProvider client={client}>
      <SignInContext value={NOBODY}>{children}</SignInContext>
    </ConvexProvider>
  );
}
