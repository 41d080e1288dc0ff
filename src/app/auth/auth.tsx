import type { ComponentType } from "react";
import { clerkAuth } from "./clerk";
import { GuestsOnly } from "./guests-only";
import { localAuth } from "./local";
import type { AuthSideProps } from "./side";

/**
 * The side of sign-in that this build was made for: an issuer on this machine, Clerk, or none. The variables are
 * spelled out because the bundler replaces them, and so leaves out the sides that are not chosen.
 */
export function chooseAuth(): ComponentType<AuthSideProps> {
  if (import.meta.env.VITE_LOCAL_ISSUER_URL) {
    return localAuth(import.meta.env.VITE_LOCAL_ISSUER_URL);
  }
  if (import.meta.env.VITE_CLERK_PUBLISHABLE_KEY) {
    return clerkAuth(import.meta.env.VITE_CLERK_PUBLISHABLE_KEY);
  }
  return GuestsOnly;
}
