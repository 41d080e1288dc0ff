import { expect, signInAs, test } from "./marketplace.ts";

test("choosing somebody signs in and comes back to the page one left", async ({ page }) => {
  await signInAs(page, "persona-maya", "/my-bookings");
  expect(new URL(page.url()).pathname).toBe("/my-bookings");
  await expect(page.getByTestId("sign-out")).toHaveAccessibleName(/Maya Chen/);
});

test("a reload keeps the person, signing out forgets them", async ({ page }) => {
  await signInAs(page, "persona-carl");
  await page.reload();
  await expect(page.getByTestId("sign-out")).toBeVisible();

  await page.getByTestId("sign-out").click();
  await expect(page.getByTestId("sign-in")).toBeVisible();
  await page.reload();
  await expect(page.getByTestId("sign-in")).toBeVisible();
});

test("a token is renewed before its ten minutes are over, and nobody notices", async ({ page }) => {
  let renewals = 0;
  page.on("request", (request) => {
    if (request.postData()?.includes("grant_type=refresh_token")) renewals += 1;
  });
  await page.clock.install();
  await signInAs(page, "persona-maya", "/dashboard");
  await expect.poll(() => renewals).toBeGreaterThan(0);

  const before = renewals;
  await page.clock.fastForward("09:55");
  await expect.poll(() => renewals).toBeGreaterThan(before);
  await expect(page.getByTestId("sign-out")).toHaveAccessibleName(/Maya Chen/);
});

test("two tabs of one browser are two people", async ({ context }) => {
  const [customer, member] = [await context.newPage(), await context.newPage()];
  await signInAs(customer, "persona-carl");
  await signInAs(member, "persona-maya");
  await customer.reload();
  await expect(customer.getByTestId("sign-out")).toHaveAccessibleName(/Carl Novak/);
  await expect(member.getByTestId("sign-out")).toHaveAccessibleName(/Maya Chen/);
});

test("going back to the sign-in page and choosing another makes one the other", async ({
  page,
}) => {
  await signInAs(page, "persona-carl");
  await page.goBack();
  await page.locator('button[value="persona-jonas"]').click();
  await expect(page.getByTestId("sign-out")).toHaveAccessibleName(/Jonas Weber/);
});

test("somebody new signs up, and what they got wrong is said beside what they typed", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByTestId("sign-in").click();
  await page.getByLabel("Name").fill("Nora Lind");
  await page.getByLabel("E-mail").fill("maya@example.com");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("alert")).toContainText("Maya Chen already has this address");
  await expect(page.getByLabel("Name")).toHaveValue("Nora Lind");

  await page.getByLabel("E-mail").fill("nora@example.com");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByTestId("sign-out")).toHaveAccessibleName(/Nora Lind/);
});
