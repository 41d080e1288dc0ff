import { expect, openMember, signInAs, test } from "./visitors.ts";

const available = '[data-testid="date"][data-available="true"]';

test("hours that a member saves are the times on the public page, there and then", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await openMember(visitor, "jonas-weber");
  await signInAs(member, "persona-jonas", "/dashboard/availability");
  await member.getByRole("button", { name: "Clear all" }).click();
  await member.getByTestId("view-list").click();
  const saturday = member.getByTestId("day-saturday");
  await saturday.getByRole("switch").click();
  await saturday.getByLabel("Saturday, from").selectOption("10:00");
  await saturday.getByLabel("Saturday, to").selectOption("12:00");
  await member.getByTestId("save").click();
  await expect(member.getByTestId("save-status")).toContainText("Saved");

  const days = visitor.locator(available);
  await expect(days.first()).toHaveAttribute("aria-label", /Saturday/);
  for (const day of await days.all()) await expect(day).toHaveAttribute("aria-label", /Saturday/);
  await days.last().click();
  await expect(visitor.getByTestId("slot").first()).toHaveText(/10:00/);
});

test("a date that is closed shows no times once saved, and shows them again when it is not", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await openMember(visitor, "aiko-tanaka");
  await visitor.getByRole("button", { name: "Next month", exact: true }).click();
  const day = visitor.locator(available).nth(3);
  await day.waitFor();
  const date = ((await day.getAttribute("aria-label")) ?? "").replace(/, [^,]*$/, "");

  await signInAs(member, "persona-aiko", "/dashboard/availability");
  await member.getByRole("button", { name: "Later month" }).click();
  await member.getByRole("button", { name: new RegExp(`^${date}, weekly hours`) }).click();
  await member.getByRole("radio", { name: "Closed" }).check();
  await member.getByLabel("Reason").fill("Workshop");
  await member.getByTestId("apply-date").click();
  await expect(member.getByTestId("date-entry")).toContainText("Workshop");
  await member.getByTestId("save").click();
  const there = visitor.locator(`[data-testid="date"][aria-label^="${date},"]`);
  await expect(there).toHaveAttribute("data-available", "false");

  await member.getByRole("button", { name: /weekly hours back/ }).click();
  await member.getByTestId("save").click();
  await expect(there).toHaveAttribute("data-available", "true");
});

test("settings saved in two windows are not overwritten unnoticed", async ({ newVisitor }) => {
  const [one, other] = [await newVisitor(), await newVisitor()];
  await signInAs(one, "persona-sofia", "/dashboard/profile");
  await signInAs(other, "persona-sofia", "/dashboard/profile");
  await one.getByLabel("What you do").fill("Adviser for first founders");
  await other.getByLabel("About you").fill("Numbers without fear.");
  await other.getByTestId("save").click();
  await expect(other.getByTestId("save-status")).toContainText("Saved");

  await expect(one.getByTestId("stale")).toBeVisible();
  await one.getByRole("button", { name: "Keep my changes" }).click();
  await one.getByTestId("save").click();
  await expect(one.getByTestId("save-status")).toContainText("Saved");
  // Each kept what they had touched.
  await expect(other.getByLabel("What you do")).toHaveValue("Adviser for first founders");
  await expect(one.getByLabel("About you")).toHaveValue("Numbers without fear.");
});

test("leaving with unsaved changes asks first", async ({ newVisitor }) => {
  const page = await newVisitor();
  await signInAs(page, "persona-sofia", "/dashboard/profile");
  await page.getByLabel("About you").fill("Half a sen");
  await page.getByRole("link", { name: "Services" }).click();
  await expect(page.getByRole("dialog")).toContainText("Leave without saving?");
  await page.getByRole("button", { name: "Stay here" }).click();
  await expect(page.getByLabel("About you")).toHaveValue("Half a sen");

  await page.getByRole("link", { name: "Services" }).click();
  await page.getByTestId("leave-anyway").click();
  await expect(page.getByRole("heading", { name: "Services", level: 1 })).toBeVisible();
});

test("hours that cannot be are refused beside their day, and nothing is saved", async ({
  newVisitor,
}) => {
  const page = await newVisitor();
  await signInAs(page, "persona-sofia", "/dashboard/availability");
  await page.getByTestId("view-list").click();
  const monday = page.getByTestId("day-monday");
  await monday.getByLabel("Monday, from").first().selectOption("20:00");
  await expect(monday.getByRole("alert")).toBeVisible();
  await expect(page.getByTestId("save")).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(monday.getByRole("alert")).toHaveCount(0);
});

test("a service that a member adds, switches off and removes does so on the public page", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await openMember(visitor, "sofia-ramirez");
  await signInAs(member, "persona-sofia", "/dashboard/event-types");
  await member.getByTestId("new-event-type").click();
  const form = member.getByTestId("event-type-form");
  await form.getByLabel("Name").fill("Term sheet review");
  await form.getByLabel("Duration").fill("45");
  await form.getByTestId("save-event-type").click();
  await expect(form).toHaveCount(0);
  const service = visitor.getByTestId("service").filter({ hasText: "Term sheet review" });
  await expect(service).toContainText("45 min");

  const row = member.getByTestId("event-type").filter({ hasText: "Term sheet review" });
  await row.getByRole("switch").click();
  await expect(service).toHaveCount(0);
  await row.getByRole("switch").click();
  await expect(service).toBeVisible();

  await row.getByRole("button", { name: "Edit Term sheet review" }).click();
  await form.getByRole("button", { name: "Remove this service" }).click();
  await form.getByRole("button", { name: "Yes, remove it" }).click();
  await expect(service).toHaveCount(0);
  await expect(row).toHaveCount(0);
});

test("a price, a deposit and a refund policy that a member sets are what visitors read", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await openMember(visitor, "maya-chen");
  await signInAs(member, "persona-maya", "/dashboard/event-types");
  await member.getByTestId("new-event-type").click();
  const form = member.getByTestId("event-type-form");
  await form.getByLabel("Name").fill("Pitch rehearsal");
  await form.getByLabel("Price", { exact: true }).fill("80");
  await form.getByLabel("Due when booking").selectOption("percent");
  await expect(form.getByTestId("deposit-parts")).toHaveText(
    "US$20.00 now, US$60.00 at the appointment",
  );
  await form.getByLabel("When a customer cancels").selectOption("moderate");
  const later = form.getByRole("group", { name: "Step 2" });
  await later.getByLabel("Hours before").fill("72");
  await expect(later.getByRole("alert")).toContainText("closer to the start");
  await later.getByLabel("Hours before").fill("2");
  const policy = "Cancel until 2 days before: everything back. Until 2 hours before: 50% back.";
  await expect(form.getByTestId("refund-policy")).toContainText(policy);
  await form.getByTestId("save-event-type").click();
  await expect(form).toHaveCount(0);

  const service = visitor.getByTestId("service").filter({ hasText: "Pitch rehearsal" });
  await expect(service).toContainText("US$80.00");
  await expect(service).toContainText("US$20.00 now, US$60.00 at the appointment");
  await service.click();
  await expect(visitor.getByTestId("terms")).toContainText(policy);
});

test("where customers choose the price, they cannot go on with less than the least", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await signInAs(member, "persona-maya", "/dashboard/event-types");
  await member.getByTestId("new-event-type").click();
  const form = member.getByTestId("event-type-form");
  await form.getByLabel("Name").fill("Open question");
  await form.getByRole("radio", { name: "Your customers" }).check();
  await form.getByLabel("Suggested amount").fill("3");
  await form.getByLabel("Smallest amount").fill("5");
  await expect(form.getByRole("alert")).toContainText("must not be below the smallest amount");
  await form.getByLabel("Suggested amount").fill("15");
  await form.getByTestId("save-event-type").click();
  await expect(form).toHaveCount(0);

  await openMember(visitor, "maya-chen");
  await visitor.getByTestId("service").filter({ hasText: "Open question" }).click();
  const amount = visitor.getByLabel("What you want to pay");
  await expect(amount).toHaveValue("15.00");
  await amount.fill("4.99");
  await visitor.getByTestId("slot").first().click();
  await expect(visitor.getByText("At least US$5.00.")).toBeVisible();
  await expect(amount).toBeFocused();
  await amount.fill("7.50");
  await visitor.getByTestId("slot").first().click();
  await expect(visitor.getByTestId("book-now")).toBeVisible();
  await expect(visitor.getByText("US$7.50").first()).toBeVisible();
});

test("a newcomer signs in, answers three questions and has a page that can be booked", async ({
  newVisitor,
}) => {
  const [newcomer, visitor] = [await newVisitor(), await newVisitor()];
  await signInAs(newcomer, "persona-carl", "/dashboard");
  await newcomer.getByLabel("What you do").fill("Chess teacher");
  await newcomer.getByTestId("publish").click();
  await expect(newcomer.getByRole("heading", { name: "Upcoming" })).toBeVisible();

  await openMember(visitor, "carl-novak");
  await expect(visitor.getByText("Chess teacher")).toBeVisible();
  await expect(visitor.getByTestId("service")).toContainText("30 min");
});
