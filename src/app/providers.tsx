import { ConvexReactClient } from "convex/react";
import type { ReactNode } from "react";
import { chooseAuth } from "./auth/auth";

const Auth = chooseAuth();
const client = import.meta.env.VITE_CONVEX_URL
  ? new ConvexReactClient(import.meta.env.VITE_CONVEX_URL)
  : null;

/** The backend's client and the person who is signed in, for everything on screen. */
export function Providers({ children }: { children: ReactNode }) {
  if (client === null) return <NoBackend />;
  return <Auth client={client}>{children}</Auth>;
}

/** Only a developer ever sees this, so it is not in the catalogue of texts. */
function NoBackend() {
  return (
    <p role="alert">
      VITE_CONVEX_URL is not set, so there is no backend to talk to. Run npm start for a marketplace
      on this machine, or set the variable before the build.
    </p>
  );
}
