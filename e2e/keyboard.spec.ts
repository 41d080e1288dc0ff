import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./visitors.ts";

/** No page has more stops than this between two things one wants. */
const MAX_TABS = 60;

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < MAX_TABS; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The Tab key does not get there.");
}

test("the whole booking is done with the keyboard alone", async ({ newVisitor }) => {
  const page = await newVisitor();
  await page.goto("/");
  const member = page.getByTestId("member").filter({ hasText: "Sofía" });
  await member.waitFor();
  await tabTo(page, member);
  await page.keyboard.press("Enter");
  await page.getByTestId("slot").first().waitFor();

  // The month is one stop of the Tab key; inside it the arrows walk.
  const inMonth = page.locator('[data-testid="date"][tabindex="0"]');
  await tabTo(page, inMonth);
  const opened = await inMonth.getAttribute("aria-label");
  for (let steps = 0; steps < 10; steps += 1) {
    await page.keyboard.press("ArrowRight");
    if ((await page.locator(":focus").getAttribute("data-available")) === "true") break;
  }
  expect(await page.locator(":focus").getAttribute("aria-label")).not.toBe(opened);
  await page.keyboard.press("Enter");
  await expect(page.locator('[role="gridcell"][aria-selected="true"] button')).toBeFocused();

  await tabTo(page, page.getByTestId("slot").first());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your details" })).toBeFocused();
  await tabTo(page, page.getByLabel("Name", { exact: true }));
  await page.keyboard.type("Sophie Germain");
  await page.keyboard.press("Tab");
  await page.keyboard.type("sophie@example.com");
  await expect(page.getByTestId("hold-countdown")).toContainText("Reserved for you");
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "You are booked" })).toBeFocused();
  await expect(page.getByTestId("confirmation-code")).toHaveText(/^[A-Z0-9]{8}$/);
});

test("Page Down turns the month and keeps the focus in it", async ({ newVisitor }) => {
  const page = await newVisitor();
  await page.goto("/demo/sofia-ramirez");
  await page.getByTestId("slot").first().waitFor();
  const grid = page.getByRole("grid");
  const before = await grid.getAttribute("aria-label");
  await tabTo(page, page.locator('[data-testid="date"][tabindex="0"]'));
  await page.keyboard.press("PageDown");
  await expect(grid).not.toHaveAttribute("aria-label", before ?? "");
  await expect(grid.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("PageUp");
  await expect(grid).toHaveAttribute("aria-label", before ?? "");
});
