import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import react from "@vitejs/plugin-react";
import { build, preview, type PreviewServer } from "vite";
import { startStripe, type StripeServer } from "./server.ts";
import type { Json } from "./state.ts";

/* The real @stripe/react-stripe-js on a page that knows of no stand-in, before the stand-in. */

let folder: string;
let stripe: StripeServer;
let site: PreviewServer;
let address: string;

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "payment-element-"));
  const script = fileURLToPath(new URL("stripe-js/load-stripe.ts", import.meta.url));
  const outDir = path.join(folder, "site");
  const root = fileURLToPath(new URL("react-page", import.meta.url));
  site = await preview({
    ...{ root, configFile: false, logLevel: "error", build: { outDir } },
    preview: { host: "127.0.0.1", port: 0 },
  });
  address = site.resolvedUrls?.local[0] ?? "";
  const nowhere = "http://127.0.0.1:9";
  stripe = await startStripe({
    ...{ dataDir: path.join(folder, "stripe"), port: 0, appOrigins: [new URL(address).origin] },
    endpoints: { platform: nowhere, connect: nowhere },
  });
  await build({
    ...{ root, configFile: false, logLevel: "error", plugins: [react()], build: { outDir } },
    define: { "import.meta.env.VITE_STRIPE_URL": JSON.stringify(stripe.url) },
    resolve: { alias: { "@stripe/stripe-js": script } },
  });
});

test.afterAll(async () => {
  await site.close();
  await stripe.stop();
  await rm(folder, { recursive: true });
});

async function call(name: string, fields: Record<string, string>, account?: string): Promise<Json> {
  const response = await fetch(`${stripe.url}/v1/${name}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${stripe.secretKey}`,
      ...(account === undefined ? {} : { "stripe-account": account }),
    },
    body: new URLSearchParams(fields),
  });
  return (await response.json()) as Json;
}

/** Makes a payment and opens the page on which it is paid. */
async function open(page: Page, change: { currency?: string; account?: string } = {}) {
  const intent = await call(
    "payment_intents",
    {
      ...{ amount: "4000", currency: change.currency ?? "eur" },
      "payment_method_options[card][capture_method]": "manual",
    },
    change.account,
  );
  const query = { key: stripe.publishableKey, secret: String(intent.client_secret) };
  const account = change.account === undefined ? {} : { account: change.account };
  await page.goto(`${address}?${new URLSearchParams({ ...query, ...account }).toString()}`);
  await expect(page.getByTestId("card-number")).toBeVisible();
}

async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expiry date").fill("1230");
  await page.getByLabel("Security code").fill("123");
}

const pay = (page: Page) => page.getByRole("button", { name: "Pay", exact: true }).click();
const outcome = (page: Page) => page.getByTestId("outcome");

test("a card is authorised", async ({ page }) => {
  await open(page);
  await expect(page.getByTestId("complete")).toHaveText("false");
  await fillCard(page, "4242424242424242");
  await expect(page.getByLabel("Card number")).toHaveValue("4242 4242 4242 4242");
  await expect(page.getByTestId("complete")).toHaveText("true");
  await pay(page);
  await expect(outcome(page)).toHaveText("requires_capture");
});

test("a declined card says so, and another one is taken", async ({ page }) => {
  await open(page);
  await fillCard(page, "4000000000000002");
  await pay(page);
  await expect(outcome(page)).toHaveText("Your card was declined.");
  await fillCard(page, "4242424242424242");
  await pay(page);
  await expect(outcome(page)).toHaveText("requires_capture");
});

test("what is missing is marked and focused, and nothing is sent", async ({ page }) => {
  await open(page);
  await page.getByLabel("Card number").fill("4242");
  await pay(page);
  await expect(page.getByLabel("Card number")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Card number")).toBeFocused();
  await expect(page.getByText("Your card's security code is incomplete.")).toBeVisible();
  await expect(outcome(page)).toHaveText("Your card number is incomplete.");
});

test("the cardholder is asked, and may agree, refuse, or close the question", async ({ page }) => {
  await open(page);
  await fillCard(page, "4000002760003184");
  const refused = /unable to authenticate/;
  await pay(page);
  await page.getByTestId("authentication-fail").click();
  await expect(outcome(page)).toHaveText(refused);
  await pay(page);
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(outcome(page)).toHaveText(refused);
  await pay(page);
  await page.getByTestId("authentication-complete").click();
  await expect(outcome(page)).toHaveText("requires_capture");
});

test("a bank's page is visited and leads back", async ({ page }) => {
  await open(page);
  await page.getByTestId("method-ideal").check();
  await pay(page);
  await page.getByTestId("bank-complete").click();
  await expect(page).toHaveURL(/redirect_status=succeeded/);
  await expect(page).toHaveURL(/payment_intent=pi_/);
});

test("a debit and a wallet are taken too", async ({ page }) => {
  await open(page);
  await page.getByTestId("method-sepa_debit").check();
  await page.getByTestId("debit-iban").fill("DE89 3704 0044 0532 0130 00");
  await pay(page);
  await expect(outcome(page)).toHaveText("processing");
  await open(page, { currency: "usd" });
  await expect(page.getByTestId("method-ideal")).toBeHidden();
  await page.getByTestId("method-wallet").check();
  await pay(page);
  await expect(outcome(page)).toHaveText("requires_capture");
});

test("a payment of a connected account is paid there", async ({ page }) => {
  const account = await call("accounts", { type: "express" });
  const id = String(account.id);
  await fetch(`${stripe.url}/control`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ do: "onboard", account: id, progress: "complete" }),
  });
  await open(page, { account: id });
  await fillCard(page, "4242424242424242");
  await pay(page);
  await expect(outcome(page)).toHaveText("requires_capture");
});

test.describe("in the dark", () => {
  test.use({ colorScheme: "dark", viewport: { width: 360, height: 740 } });

  test("the form takes the page's appearance and fits a phone", async ({ page }) => {
    await open(page);
    await expect(page.getByTestId("card-number")).toHaveCSS("background-color", "rgb(48, 49, 61)");
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(overflow).toBe(false);
  });
});
