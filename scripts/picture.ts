import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { startMarketplace } from "../local/marketplace.ts";
import { CHROMIUM_ARGS, ensureChromium } from "./chromium.ts";
import { ROOT } from "./run.ts";

/** `npm run picture`: the README's picture, taken of the running product. */
const dataDir = await mkdtemp(path.join(tmpdir(), "picture-"));
const marketplace = await startMarketplace({ dataDir });
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: [...CHROMIUM_ARGS],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1200, height: 760 },
    locale: "en-US",
    timezoneId: "Europe/Paris",
  });
  await page.goto(`${marketplace.appUrl}/demo/maya-chen`);
  await page.getByTestId("slot").first().waitFor();
  await page.screenshot({ path: path.join(ROOT, "docs/booking-page.png") });
} finally {
  await browser.close();
  await marketplace.stop();
  await rm(dataDir, { recursive: true, force: true });
}
