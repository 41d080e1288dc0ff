import { ConvexProviderWithAuth, ConvexReactClient } from "convex/react";
import { createRoot } from "react-dom/client";
import { Chat } from "./chat.tsx";
import { Demand } from "./demand.tsx";
import { History } from "./history.tsx";
import { Person, useLocalAuth } from "./person.tsx";

/** `?convex=` is the server's address, `?channel=` what this page shows. */
const parameters = new URLSearchParams(location.search);
const channel = parameters.get("channel") ?? "general";
const client = new ConvexReactClient(parameters.get("convex") ?? "", {
  skipConvexDeploymentUrlCheck: true,
  // Tests use tokens that live for seconds.
  authRefreshTokenLeewaySeconds: 2,
});

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root.");
createRoot(root).render(
  <ConvexProviderWithAuth client={client} useAuth={useLocalAuth}>
    <Person />
    <Chat channel={channel} />
    <History channel={channel} />
    <Demand channel={`${channel} wanted`} />
  </ConvexProviderWithAuth>,
);
