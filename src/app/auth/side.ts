import type { ConvexReactClient } from "convex/react";
import type { ReactNode } from "react";

/** What each side of sign-in is given: it provides the backend's client and the SignInContext to `children`. */
export interface AuthSideProps {
  client: ConvexReactClient;
  children: ReactNode;
}
