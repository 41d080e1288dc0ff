import type { Page } from "@playwright/test";
import { confirmBooking, expect, fillDetails, openMember, test } from "./visitors.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess).toBe(0);
}

test("on a phone the whole flow fits the screen, from the directory to the confirmation", async ({
  newVisitor,
}) => {
  const page = await newVisitor(PHONE);
  await page.goto("/");
  await page.getByTestId("member").filter({ hasText: "Sofía" }).tap();
  await page.getByTestId("slot").first().waitFor();
  await expectNoSidewaysScroll(page);

  await page.locator('[data-testid="date"][data-available="true"]').nth(1).tap();
  await page.getByTestId("slot").first().tap();
  await fillDetails(page, { name: "Niels Bohr", email: "niels@example.com" });
  await expectNoSidewaysScroll(page);
  await confirmBooking(page);
  await expectNoSidewaysScroll(page);

  await page.getByTestId("manage-link").tap();
  await page.getByTestId("cancel").waitFor();
  await expectNoSidewaysScroll(page);
});

test("on a phone every button one has to hit is big enough for a thumb", async ({ newVisitor }) => {
  const page = await newVisitor(PHONE);
  await openMember(page, "sofia-ramirez");
  for (const testId of ["service", "slot"]) {
    for (const box of await page.getByTestId(testId).all()) {
      expect((await box.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
  }
});
