/** How much script a visitor loads before a page can be used, against its budget. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { run } from "./run.ts";
import { type Manifest, scriptsOf } from "./manifest.ts";

/** Chunks by their source file; a page needs all of them, and whatever these import. Thousands of bytes, compressed. */
const BUDGETS = [
  {
    page: "public booking page",
    chunks: ["index.html", "src/features/booking/member-page.tsx"],
    limitKb: 100,
  },
  {
    page: "dashboard",
    chunks: [
      "index.html",
      "src/app/workspace.tsx",
      "src/features/dashboard/dashboard-page.tsx",
      // Visitors book without signing in, so Clerk arrives later there; a member has to be signed in.
      "src/app/auth/clerk-bridge.tsx",
    ],
    limitKb: 220,
  },
];

/** As production is built: a deployment, and Clerk to sign in with. Neither is called. */
const PRODUCTION = {
  VITE_CONVEX_URL: "https://example.convex.cloud",
  VITE_CLERK_PUBLISHABLE_KEY: "pk_live_example",
  VITE_LOCAL_ISSUER_URL: "",
};

const folder = mkdtempSync(join(tmpdir(), "size-"));
try {
  const build = ["build", "--manifest", "--outDir", folder, "--emptyOutDir", "--logLevel", "warn"];
  const code = await run("vite", build, PRODUCTION);
  process.exitCode = code === 0 ? report() : code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @returns The exit code: 0 when every page keeps its budget. */
function report(): number {
  const manifest = JSON.parse(
    readFileSync(join(folder, ".vite", "manifest.json"), "utf8"),
  ) as Manifest;
  const results = BUDGETS.map(({ page, chunks, limitKb }) => {
    const sizes = scriptsOf(manifest, chunks).map((file) => ({
      file,
      bytes: gzipSync(readFileSync(join(folder, file))).length,
    }));
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    const isWithin = total <= limitKb * 1000;
    console.log(`${isWithin ? "✓" : "✗"} ${page}: ${kilobytes(total)} of ${limitKb} kB`);
    for (const { file, bytes } of sizes) console.log(`    ${kilobytes(bytes)}  ${file}`);
    return isWithin;
  });
  return results.every(Boolean) ? 0 : 1;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
