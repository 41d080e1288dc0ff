import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, test as base, type BrowserContext, type Page } from "@playwright/test";
import { startChild, runChild } from "../local/child.ts";
import { answering } from "../local/part.ts";
import { anyPorts } from "../local/ports.ts";

/** A well-formed test key; it names the host from which Clerk's script is loaded. */
const CLERK_HOST = "clerk.example.test";
const KEY = `pk_test_${Buffer.from(`${CLERK_HOST}$`).toString("base64")}`;
const VITE = "node_modules/vite/bin/vite.js";

const test = base.extend<object, { appUrl: string }>({
  appUrl: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures this one needs.
    async ({}, use) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), "clerk-app-"));
      const { app } = await anyPorts();
      const url = `http://127.0.0.1:${app}`;
      await runChild([VITE, "build", "--outDir", folder, "--emptyOutDir"], {
        VITE_CLERK_PUBLISHABLE_KEY: KEY,
        VITE_LOCAL_ISSUER_URL: "",
        VITE_CONVEX_URL: "http://127.0.0.1:9",
      });
      const server = startChild({
        args: [
          VITE,
          "preview",
          "--outDir",
          folder,
          "--port",
          String(app),
          "--strictPort",
          "--logLevel",
          "warn",
        ],
        output: "inherit",
      });
      await answering(url, server);
      await use(url);
      await server.stop();
      await rm(folder, { recursive: true });
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ appUrl }, use) => {
    await use(appUrl);
  },
});

/** What was asked of Clerk on this page, in order. */
interface Called {
  called: [name: string, options: unknown][];
}

/** Puts this in the place of Clerk's script: as much of its surface as @clerk/react touches to load and to report. */
function clerkScript(person: { fullName: string } | null): string {
  return `(() => {
    const called = (window.called = []);
    const note = (name, result) => async (options) => { called.push([name, options]); return result; };
    const signedIn = ${JSON.stringify(person)};
    const session = signedIn && {
      id: "session", status: "active", actor: null, getToken: note("getToken", null),
      lastActiveToken: { jwt: { claims: { sub: "person", aud: "convex" } } },
      checkAuthorization: () => false,
    };
    const user = signedIn && { id: "person", imageUrl: "", primaryEmailAddress: null, ...signedIn };
    const resources = { client: {}, session, user, organization: null };
    window.Clerk = {
      ...resources, __internal_lastEmittedResources: resources, loaded: true, status: "ready",
      addListener: (listener) => { listener(resources); return () => undefined; },
      on: (event, listener) => { if (event === "status") listener("ready"); }, off: () => undefined,
      __internal_updateProps: () => undefined,
      redirectToSignIn: note("redirectToSignIn"), signOut: note("signOut"),
    };
  })();`;
}

async function serveClerk(context: BrowserContext, person: { fullName: string } | null) {
  await context.route(`https://${CLERK_HOST}/**`, (route) =>
    route.fulfill({
      contentType: "text/javascript",
      headers: { "access-control-allow-origin": "*" },
      body: clerkScript(person),
    }),
  );
}

function calls(page: Page): Promise<Called["called"]> {
  return page.evaluate(() => (window as unknown as Partial<Called>).called ?? []);
}

test("guests load nothing of Clerk", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/");
  await expect(page.getByTestId("sign-in")).toBeVisible();
  expect(asked.filter((url) => /clerk/i.test(url))).toEqual([]);
});

test("asking to sign in loads Clerk and leaves for its page, with the way back", async ({
  page,
  context,
  appUrl,
}) => {
  await serveClerk(context, null);
  await page.goto("/?from=here");
  await page.getByTestId("sign-in").click();
  await expect
    .poll(() => calls(page))
    .toEqual([
      [
        "redirectToSignIn",
        {
          signInForceRedirectUrl: `${appUrl}/?from=here`,
          signUpForceRedirectUrl: `${appUrl}/?from=here`,
        },
      ],
    ]);
});

test("who comes back signed in is signed in at the backend too", async ({ page, context }) => {
  await serveClerk(context, null);
  await page.goto("/");
  await page.getByTestId("sign-in").click();
  await expect.poll(() => calls(page)).toHaveLength(1);

  await context.unroute(`https://${CLERK_HOST}/**`);
  await serveClerk(context, { fullName: "Cleo Park" });
  await page.goto("/");
  await expect.poll(() => calls(page)).toContainEqual(["getToken", { skipCache: false }]);
});

test("where Clerk cannot be reached, guests lose nothing and the button is there again", async ({
  page,
  context,
}) => {
  await context.route(`https://${CLERK_HOST}/**`, (route) => route.abort());
  await page.clock.install();
  await page.goto("/");
  await page.getByTestId("sign-in").click();
  await expect(page.getByTestId("sign-in")).toBeHidden();
  // Clerk tries for a quarter of a minute before it gives up; each try takes a while of its own.
  await expect(async () => {
    await page.clock.runFor(20_000);
    await expect(page.getByTestId("sign-in")).toBeVisible({ timeout: 500 });
  }).toPass();
});
