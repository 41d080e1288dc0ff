import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react(), tailwindcss()],
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
});
