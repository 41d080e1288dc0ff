import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test as base, type Page } from "@playwright/test";
import { startMarketplace, type Marketplace } from "../local/marketplace.ts";

export { expect } from "@playwright/test";

interface WorkerFixtures {
  /** Where the marketplace keeps all it has. */
  dataDir: string;
  /** A seeded marketplace of this worker's own; every spec file the worker runs meets the same one. */
  marketplace: Marketplace;
}

/** Playwright's test on a marketplace of its own: addresses such as "/dashboard" are addresses of its app. */
export const test = base.extend<object, WorkerFixtures>({
  dataDir: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures this one needs.
    async ({}, use) => {
      const dataDir = await mkdtemp(path.join(os.tmpdir(), "marketplace-"));
      await use(dataDir);
      await rm(dataDir, { recursive: true });
    },
    { scope: "worker" },
  ],
  marketplace: [
    async ({ dataDir }, use) => {
      // Built with a site key, so that a spec can have the backend ask for the check of persons; by itself it does not.
      process.env.VITE_TURNSTILE_SITE_KEY = "a-site-key-of-the-tests";
      const marketplace = await startMarketplace({ dataDir, built: true });
      await use(marketplace);
      await marketplace.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ marketplace }, use) => {
    await use(marketplace.appUrl);
  },
});

/** Signs in as a seeded person, such as "persona-maya", the way a person does, and ends on the page at `path`. */
export async function signInAs(page: Page, subject: string, path = "/"): Promise<void> {
  await page.goto(path);
  await page.getByTestId("sign-in").click();
  await page.locator(`button[value="${subject}"]`).click();
  await page.getByTestId("sign-out").waitFor();
}
