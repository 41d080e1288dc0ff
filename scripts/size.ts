/** How much script a visitor loads before a page can be used, against its budget. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { run } from "./run.ts";
import { type Manifest, scriptsOf } from "./manifest.ts";

/** Thousands of bytes, compressed. A page is its entry, what that imports, and the chunk of its route. */
const BUDGETS = [
  { page: "public booking page", route: "src/features/booking/booking-page.tsx", limitKb: 100 },
  { page: "dashboard", route: "src/features/dashboard/dashboard-page.tsx", limitKb: 220 },
];

const folder = mkdtempSync(join(tmpdir(), "size-"));
const code = await run("vite", ["build", "--manifest", "--outDir", folder, "--logLevel", "warn"]);
if (code === 0) {
  process.exitCode = report() ? 0 : 1;
} else {
  process.exitCode = code;
}
rmSync(folder, { recursive: true, force: true });

/** @returns Whether every page keeps its budget. */
function report(): boolean {
  const manifest = JSON.parse(
    readFileSync(join(folder, ".vite", "manifest.json"), "utf8"),
  ) as Manifest;
  const results = BUDGETS.map(({ page, route, limitKb }) => {
    const bytes = scriptsOf(manifest, ["index.html", route])
      .map((file) => gzipSync(readFileSync(join(folder, file))).length)
      .reduce((sum, size) => sum + size, 0);
    const isWithin = bytes <= limitKb * 1000;
    const used = (bytes / 1000).toFixed(1);
    console.log(`${isWithin ? "✓" : "✗"} ${page}: ${used} kB of ${limitKb} kB`);
    return isWithin;
  });
  return results.every(Boolean);
}
