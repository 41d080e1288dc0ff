import path from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv, type Alias } from "vite";

/** In local mode Stripe's script, which comes from Stripe alone, is replaced by one for the local Stripe. No other build knows it. */
function localStripe(mode: string): Alias[] {
  const { VITE_STRIPE_URL: url } = loadEnv(mode, import.meta.dirname);
  if (url === undefined || url === "") return [];
  const script = path.join(import.meta.dirname, "local", "stripe", "stripe-js", "load-stripe.ts");
  return [{ find: /^@stripe\/stripe-js(\/pure)?$/, replacement: script }];
}

export default defineConfig(({ mode }) => ({
  plugins: [react(), tailwindcss()],
  resolve: { alias: localStripe(mode) },
  // A page that meets it first in the middle of a booking would be loaded anew there.
  optimizeDeps: { include: ["@stripe/react-stripe-js"] },
  server: {
    host: "127.0.0.1",
    // The local marketplace writes its data here all the time; none of it is source.
    watch: { ignored: ["**/.data/**"] },
  },
  preview: { host: "127.0.0.1" },
  build: {
    // scripts/size reads it to add up what a route loads.
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // These change with an update and not with our code, so browsers may keep them over a release of ours.
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: "convex", test: /node_modules[\\/]convex[\\/]/ },
          ],
        },
      },
    },
  },
}));
