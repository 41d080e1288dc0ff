import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import type { Page, WebSocketRoute } from "@playwright/test";
import react from "@vitejs/plugin-react";
import { build, preview } from "vite";
import type { InlineConfig, PreviewServer } from "vite";
import { api, internal } from "./fixture/convex/_generated/api";
import { adminClient, freePorts, httpClient, startFixture } from "./fixture-server.testing.ts";
import type { FixtureServer } from "./fixture-server.testing.ts";
import { startIssuer } from "./issuer.testing.ts";
import type { Issuer } from "./issuer.testing.ts";
import { temporaryFolder } from "./store.testing.ts";

let site: PreviewServer;
let server: FixtureServer;
let issuer: Issuer;
let folder: string;
/** Seconds a token lives; short ones are asked for again while a test looks on. */
let tokenSeconds = 3600;
let tokens = 0;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  issuer = await startIssuer();
  server = await startFixture({ env: { ISSUER_URL: issuer.url } });
  const root = fileURLToPath(new URL("react-page", import.meta.url));
  const page: InlineConfig = {
    root,
    configFile: false,
    logLevel: "error",
    plugins: [react()],
    build: { outDir: folder, minify: false },
    preview: { host: "127.0.0.1", port: 0 },
  };
  await build(page);
  site = await preview(page);
});

test.afterAll(async () => {
  await site.close();
  await server.stop();
  await issuer.stop();
  await rm(folder, { recursive: true });
});

async function open(page: Page, channel: string, { url } = server): Promise<void> {
  await page.exposeFunction("issueToken", (subject: string) => {
    tokens += 1;
    return issuer.token(subject, { seconds: tokenSeconds });
  });
  const [address = ""] = site.resolvedUrls?.local ?? [];
  await page.goto(`${address}?${new URLSearchParams({ convex: url, channel }).toString()}`);
  await expect(page.getByTestId("chat")).toBeAttached();
}

async function send(page: Page, body: string): Promise<void> {
  await page.getByLabel("Message").fill(body);
  await page.getByRole("button", { name: "Send" }).click();
}

const write = (channel: string, body: string, at = server) =>
  httpClient(at).mutation(api.messages.send, { channel, body });

const rows = (page: Page, list: "chat" | "history") => page.getByTestId(list).locator("li");

test("two pages see each other's messages without reloading", async ({ page, browser }) => {
  const other = await browser.newPage();
  await open(page, "pages");
  await open(other, "pages");
  await send(page, "hello");
  await expect(rows(other, "chat")).toHaveText(["hello"]);
  await send(other, "good day");
  await expect(rows(page, "chat")).toHaveText(["good day", "hello"]);
  await other.close();
});

test("an optimistic message shows at once, and is replaced by the real one or taken back", async ({
  page,
}) => {
  let held: (() => void)[] | null = null;
  await page.routeWebSocket(/\/sync$/, (socket: WebSocketRoute) => {
    const upstream = socket.connectToServer();
    socket.onMessage((message) => {
      if (held === null) upstream.send(message);
      else held.push(() => upstream.send(message));
    });
  });
  await open(page, "optimistic");
  await page.evaluate(() => {
    const list = document.querySelector("[data-testid=chat]");
    const seen: string[] = [];
    new MutationObserver(() => seen.push(list?.textContent ?? "")).observe(document.body, {
      subtree: true,
      childList: true,
    });
    Object.assign(window, { seen });
  });
  for (const [body, rest] of [
    ["real", ["real"]],
    ["", ["real"]],
  ] as const) {
    held = [];
    await send(page, body);
    await expect(page.locator("[data-sending=true]")).toHaveText([body]);
    const waiting: (() => void)[] = held;
    held = null;
    for (const release of waiting) release();
    await expect(page.locator("[data-sending=true]")).toHaveCount(0);
    await expect(rows(page, "chat")).toHaveText([...rest]);
  }
  // The real message takes the optimistic one's place: the two never stand side by side.
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(new Set(seen)).toEqual(new Set(["real"]));
  await expect(page.getByTestId("refusal")).toHaveText('{"channel":"optimistic","code":"EMPTY"}');
});

test("pages of a paginated query lose and double no row while rows come at the head and go", async ({
  page,
}) => {
  const channel = "history";
  await adminClient(server).mutation(
    internal.messages.sendMany as never,
    { channel, count: 20 } as never,
  );
  await open(page, channel);
  const expected = Array.from({ length: 20 }, (_, i) => `message ${19 - i}`);
  await expect(rows(page, "history")).toHaveText(expected.slice(0, 5));
  for (let step = 0; step < 3; step++) {
    const more = page.getByRole("button", { name: "More" }).click();
    await Promise.all([more, write(channel, `head ${2 * step}`)]);
    await write(channel, `head ${2 * step + 1}`);
    expected.unshift(`head ${2 * step + 1}`, `head ${2 * step}`);
    const seen = 5 * (step + 2) + 2 * (step + 1);
    await expect(async () => {
      const texts = await rows(page, "history").allTextContents();
      expect(texts).toEqual(expected.slice(0, texts.length));
      expect(texts.length).toBeGreaterThanOrEqual(seen - 1);
    }).toPass();
  }
  const shown = await httpClient(server).query(api.messages.list, { channel });
  // The rows at which pages ended go, and the pages still meet.
  for (const gone of ["message 15", "message 10", "message 9"]) {
    const row = shown.find(({ body }) => body === gone);
    if (row === undefined) throw new Error(`There is no ${gone}.`);
    await httpClient(server).mutation(api.messages.remove, { id: row._id });
    expected.splice(expected.indexOf(gone), 1);
  }
  while ((await page.getByTestId("status").textContent()) !== "Exhausted") {
    await page.getByRole("button", { name: "More" }).click();
    await expect(page.getByTestId("status")).not.toHaveText("LoadingMore");
  }
  await expect(rows(page, "history")).toHaveText(expected);
});

test("a query's error reaches the error boundary with its data, and the query works later", async ({
  page,
}) => {
  await open(page, "errors");
  await expect(page.getByTestId("error")).toHaveText(
    '{"channel":"errors wanted","code":"NO_MESSAGE"}',
  );
  await write("errors wanted", "found");
  await page.getByRole("button", { name: "Again" }).click();
  await expect(page.getByTestId("wanted")).toHaveText("found");
});

test("sign-in, a new token before the old one ends, another person, and sign-out", async ({
  page,
}) => {
  await open(page, "people");
  await expect(page.getByTestId("me")).toHaveText("nobody");
  tokenSeconds = 4;
  tokens = 0;
  await page.getByLabel("Name").fill("ada");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByTestId("me")).toHaveText("ada");
  await expect.poll(() => tokens, { timeout: 20_000 }).toBeGreaterThan(3);
  await expect(page.getByTestId("auth")).toHaveText("signed in");
  await expect(page.getByTestId("me")).toHaveText("ada");
  tokenSeconds = 3600;
  await page.getByLabel("Name").fill("grace");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByTestId("me")).toHaveText("grace");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByTestId("auth")).toHaveText("signed out");
  await expect(page.getByTestId("me")).toHaveText("nobody");
});

test("a page that loses its server says so, reconnects by itself, and its unsent message arrives once", async ({
  page,
}) => {
  const dataDir = await temporaryFolder();
  const ports = await freePorts();
  const first = await startFixture({ dataDir, ...ports, env: { ISSUER_URL: issuer.url } });
  await open(page, "restart", first);
  await send(page, "before");
  await expect(rows(page, "chat")).toHaveText(["before"]);
  await first.stop();
  await expect(page.getByTestId("connection")).toHaveText("away");
  await send(page, "meanwhile");
  await expect(rows(page, "chat")).toHaveText(["meanwhile", "before"]);
  const second = await startFixture({ dataDir, ...ports, deploy: false });
  await expect(page.getByTestId("connection")).toHaveText("connected", { timeout: 30_000 });
  await expect(page.locator("[data-sending=true]")).toHaveCount(0);
  await write("restart", "after", second);
  await expect(rows(page, "chat")).toHaveText(["after", "meanwhile", "before"]);
  await second.stop();
  await rm(dataDir, { recursive: true });
});
