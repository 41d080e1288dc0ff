import type { Browser, BrowserContextOptions, Locator, Page } from "@playwright/test";
import { expect, test as base } from "./marketplace.ts";

export { expect, signInAs } from "./marketplace.ts";

interface VisitorFixtures {
  /** A person of their own: another browser profile, with nothing in common with the others. */
  newVisitor: (options?: BrowserContextOptions) => Promise<Page>;
}

/** Playwright's test with any number of people, all in Berlin unless said otherwise. */
export const test = base.extend<VisitorFixtures>({
  newVisitor: async ({ browser, baseURL }, use) => {
    const opened: Awaited<ReturnType<Browser["newContext"]>>[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({
        timezoneId: "Europe/Berlin",
        locale: "en-GB",
        ...(baseURL !== undefined && { baseURL }),
        ...options,
      });
      opened.push(context);
      return await context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

/** Opens a member's public page and waits until its times are there. */
export async function openMember(page: Page, slug: string): Promise<void> {
  await page.goto(`/demo/${slug}`);
  await page.getByTestId("slot").first().waitFor();
}

/** Goes on to the next free day where the first one, late as it is, has fewer times than this. */
export async function showTimes(page: Page, count: number): Promise<void> {
  const slots = page.getByTestId("slot");
  await slots.first().waitFor();
  if ((await slots.count()) >= count) return;
  await page.locator('[data-testid="date"][data-available="true"]').nth(1).click();
  await slots.nth(count - 1).waitFor();
}

/** The button of one time, by its instant. */
export function slotAt(page: Page, start: number): Locator {
  return page.locator(`[data-testid="slot"][data-start="${String(start)}"]`);
}

/** The instants of the times on screen, ascending. */
export async function slotsShown(page: Page): Promise<number[]> {
  const starts = await page
    .getByTestId("slot")
    .evaluateAll((buttons) =>
      buttons.map((button) => Number((button as HTMLElement).dataset.start)),
    );
  return starts.sort((a, b) => a - b);
}

export type Contact = { name: string; email: string; message?: string };

export async function fillDetails(page: Page, { name, email, message }: Contact): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("E-mail").fill(email);
  if (message !== undefined) await page.getByLabel("Message").fill(message);
}

/** Confirms and returns the code on the confirmation. */
export async function confirmBooking(page: Page): Promise<string> {
  await page.getByTestId("book-now").click();
  return await page.getByTestId("confirmation-code").innerText();
}

/** From a member's page to the confirmation, with the nth time on screen. */
export async function book(
  page: Page,
  slug: string,
  { nth = 0, ...contact }: Contact & { nth?: number },
): Promise<string> {
  await openMember(page, slug);
  await showTimes(page, nth + 1);
  await page.getByTestId("slot").nth(nth).click();
  await fillDetails(page, contact);
  return await confirmBooking(page);
}

/** What the page remembers of the time it has reserved. */
async function reservationOf(page: Page): Promise<{ bookingId: string; token: string }> {
  return await page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith("reservation:"));
    const { token, grant } = JSON.parse(sessionStorage.getItem(key ?? "") ?? "null") as {
      token: string;
      grant: { bookingId: string };
    };
    return { bookingId: grant.bookingId, token };
  });
}

/** Ends a reservation early, with its own token but from elsewhere: nobody waits ten minutes in a test. */
export async function endReservation(page: Page, convexUrl: string): Promise<void> {
  const { bookingId, token } = await reservationOf(page);
  const answer = await fetch(`${convexUrl}/api/mutation`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      path: "bookings:release",
      args: [{ bookingId, token }],
      format: "json",
    }),
  });
  expect(await answer.json()).toMatchObject({ status: "success" });
}
