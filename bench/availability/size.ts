/** What the engine adds to a page: its own code, bundled and compressed, without zone data. */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** Bytes after gzip of the engine: listing, checking, and everything they import. */
export async function engineBytes(): Promise<number> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: true,
      lib: {
        entry: fileURLToPath(new URL("engine-entry.ts", import.meta.url)),
        // Vite leaves the white space in modules of a library.
        formats: ["iife"],
        name: "engine",
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const code = outputs
    .flatMap((bundle) => ("output" in bundle ? bundle.output : []))
    .map((file) => (file.type === "chunk" ? file.code : ""))
    .join("");
  return gzipSync(code, { level: 9 }).length;
}
