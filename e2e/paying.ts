import type { Locator, Page } from "@playwright/test";
import type { Marketplace } from "../local/marketplace.ts";
import { expect, fillDetails, signInAs, type Contact } from "./visitors.ts";

export const CARDS = {
  good: "4242424242424242",
  declined: "4000000000000002",
  asksFirst: "4000002500003155",
};

/** A member adds a service, all of which `fill` says of it, and stays signed in. */
export async function offerService(
  member: Page,
  offered: { persona: string; name: string; price: string },
  fill: (form: Locator) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await signInAs(member, offered.persona, "/dashboard/event-types");
  await member.getByTestId("new-event-type").click();
  const form = member.getByTestId("event-type-form");
  await form.getByLabel("Name").fill(offered.name);
  await form.getByLabel("Currency").selectOption("usd");
  await form.getByLabel("Price", { exact: true }).fill(offered.price);
  await fill(form);
  await form.getByTestId("save-event-type").click();
  await expect(form).toHaveCount(0);
}

/** From a member's page to the payment for one of their services, with the nth time on screen. */
export async function goToPayment(
  page: Page,
  wanted: { slug: string; service: string; nth?: number },
  contact: Contact,
): Promise<void> {
  await page.goto(`/demo/${wanted.slug}`);
  await page.getByTestId("service").filter({ hasText: wanted.service }).click();
  await page
    .getByTestId("slot")
    .nth(wanted.nth ?? 0)
    .click();
  await fillDetails(page, contact);
  await page.getByTestId("book-now").click();
  await expect(page.getByTestId("card-number")).toBeVisible();
}

export async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByTestId("card-number").fill(number);
  await page.getByTestId("card-expiry").fill("12 / 40");
  await page.getByTestId("card-cvc").fill("123");
}

export async function payWith(page: Page, number: string): Promise<void> {
  await fillCard(page, number);
  await page.getByTestId("pay").click();
}

/** Has the local Stripe do, or fail at, something; the fields are those of its page. */
export async function orderStripe(
  { stripeUrl }: Marketplace,
  fields: Record<string, string>,
): Promise<void> {
  const body = new URLSearchParams(fields);
  const answer = await fetch(`${stripeUrl}/control`, { method: "POST", body });
  expect(answer.ok).toBe(true);
}
