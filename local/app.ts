import path from "node:path";
import { ROOT, runChild, startChild, type Child } from "./child.ts";

export interface AppOptions {
  port: number;
  convexUrl: string;
  issuerUrl: string;
  stripe: { url: string; publishableKey: string };
  output: number | "inherit";
}

const VITE = path.join(ROOT, "node_modules", "vite", "bin", "vite.js");

/** What the screens are told. Clerk's key is blanked, so that one in .env.local cannot win over the local issuer. */
function variables({ convexUrl, issuerUrl, stripe }: AppOptions): Record<string, string> {
  return {
    VITE_CONVEX_URL: convexUrl,
    VITE_LOCAL_ISSUER_URL: issuerUrl,
    VITE_CLERK_PUBLISHABLE_KEY: "",
    VITE_STRIPE_URL: stripe.url,
    VITE_STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
  };
}

/** Serves the screens from their sources; what one edits shows at once. */
export function startDevServer(options: AppOptions): Child {
  return startChild({
    args: [VITE, ...serving(options)],
    env: variables(options),
    output: options.output,
  });
}

/**
 * Builds the screens as for production into a folder of this marketplace's own, and serves that. The addresses are
 * part of a build, so each marketplace has its own.
 */
export async function startBuiltApp(options: AppOptions, folder: string): Promise<Child> {
  const out = ["--outDir", folder];
  await runChild(
    [VITE, "build", ...out, "--emptyOutDir", "--logLevel", "warn"],
    variables(options),
  );
  return startChild({
    args: [VITE, "preview", ...out, ...serving(options)],
    output: options.output,
  });
}

function serving({ port }: AppOptions): string[] {
  return ["--host", "127.0.0.1", "--port", String(port), "--strictPort", "--logLevel", "warn"];
}
