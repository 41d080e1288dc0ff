import { gateBeforeServer } from "./gate.ts";
import {
  book,
  confirmBooking,
  endReservation,
  expect,
  fillDetails,
  openMember,
  signInAs,
  slotAt,
  slotsShown,
  test,
  showTimes,
} from "./visitors.ts";

test("a booking made in one browser stands on the member's page within a second, without a reload", async ({
  newVisitor,
}) => {
  const [member, customer] = [await newVisitor(), await newVisitor()];
  await signInAs(member, "persona-maya", "/dashboard");
  await member.getByRole("heading", { name: "Upcoming" }).waitFor();
  await openMember(customer, "maya-chen");
  await customer.getByTestId("slot").first().click();
  await fillDetails(customer, {
    name: "Ada Lovelace",
    email: "ada@example.com",
    message: "About the engine",
  });
  const code = await confirmBooking(customer);

  const arrival = member.getByTestId("arrival");
  await expect(arrival).toBeVisible({ timeout: 1_000 });
  await expect(arrival).toContainText("New booking: Ada Lovelace");
  const row = member.locator(`[data-testid="upcoming-booking"][data-code="${code}"]`);
  await expect(row).toBeVisible({ timeout: 1_000 });
  await row.click();
  await expect(member.getByTestId("booking-drawer")).toContainText("ada@example.com");
  await expect(member.getByTestId("booking-drawer")).toContainText("About the engine");
});

test("a time that one visitor reserves disappears for another who is looking at it, and comes back when given up", async ({
  newVisitor,
}) => {
  const [one, other] = [await newVisitor(), await newVisitor()];
  await openMember(one, "maya-chen");
  await openMember(other, "maya-chen");
  const [start] = await slotsShown(one);
  if (start === undefined) throw new Error("Maya has no free time.");

  await slotAt(one, start).click();
  await expect(one.getByTestId("hold-countdown")).toContainText("Reserved for you");
  await expect(slotAt(other, start)).toHaveCount(0);

  await one.getByTestId("back").click();
  await expect(slotAt(other, start)).toBeVisible();
});

test("two visitors take one time at once: one gets it, the other keeps the filled form and is offered the three nearest", async ({
  newVisitor,
}) => {
  const pages = [await newVisitor(), await newVisitor()];
  const gates = await Promise.all(pages.map(gateBeforeServer));
  const people = [
    { name: "Grace Hopper", email: "grace@example.com", message: "Compilers" },
    { name: "Alan Turing", email: "alan@example.com", message: "Machines" },
  ];
  for (const [index, page] of pages.entries()) {
    await openMember(page, "aiko-tanaka");
    await showTimes(page, 2);
    await page.getByTestId("slot").nth(index).click();
    await fillDetails(page, people[index] ?? { name: "", email: "" });
    await expect(page.getByTestId("hold-countdown")).toContainText("Reserved for you");
    await page.getByTestId("back").click();
  }
  const [first, second] = pages;
  if (!first || !second) throw new Error("There are two visitors.");
  const free = async () => [await slotsShown(first), await slotsShown(second)];
  // What each had reserved before is free again for both.
  await expect
    .poll(async () => {
      const [one, other] = await free();
      return one !== undefined && one.length > 2 && String(one) === String(other);
    })
    .toBe(true);
  const start = (await slotsShown(first))[2];
  if (start === undefined) throw new Error("Aiko has too few free times.");

  // Neither may hear of the other before both have pressed.
  for (const gate of gates) gate.close();
  await Promise.all(pages.map((page) => slotAt(page, start).click()));
  for (const gate of gates) gate.open();

  const lost = (page: typeof first) => page.getByTestId("lost-time");
  await expect.poll(async () => (await lost(first).count()) + (await lost(second).count())).toBe(1);
  const loserIndex = (await lost(first).count()) === 1 ? 0 : 1;
  const [winner, loser] = loserIndex === 0 ? [second, first] : [first, second];
  const written = people[loserIndex];

  await confirmBooking(winner);
  await expect(lost(loser)).toContainText("Someone was quicker");
  await expect(loser.getByLabel("Name", { exact: true })).toHaveValue(written?.name ?? "");
  await expect(loser.getByLabel("E-mail")).toHaveValue(written?.email ?? "");
  await expect(loser.getByLabel("Message")).toHaveValue(written?.message ?? "");
  await expect(loser.getByTestId("nearest-slot")).toHaveCount(3);

  await loser.getByTestId("nearest-slot").first().click();
  await confirmBooking(loser);
  await expect(loser.getByTestId("confirmation")).toHaveAttribute("data-status", "confirmed");
});

test("a reload in the middle keeps the reserved time and what was typed", async ({
  newVisitor,
}) => {
  const page = await newVisitor();
  await openMember(page, "liam-obrien");
  await page.getByTestId("slot").first().click();
  await fillDetails(page, { name: "Katherine Johnson", email: "katherine@example.com" });
  await expect(page.getByTestId("hold-countdown")).toContainText("Reserved for you");
  const when = await page.getByRole("definition").allInnerTexts();

  await page.reload();
  await expect(page.getByTestId("hold-countdown")).toContainText("Reserved for you");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Katherine Johnson");
  expect(await page.getByRole("definition").allInnerTexts()).toEqual(when);
  await confirmBooking(page);

  // The confirmation survives a reload too, and a second booking starts from an empty choice.
  await page.reload();
  await expect(page.getByTestId("confirmation-code")).toBeVisible();
  await page.getByRole("button", { name: "Book another time" }).click();
  await expect(page.getByTestId("slot").first()).toBeVisible();
});

test("the browser's back button gives the reserved time back", async ({ newVisitor }) => {
  const page = await newVisitor();
  await openMember(page, "liam-obrien");
  const before = await slotsShown(page);
  await page.getByTestId("slot").first().click();
  await expect(page.getByTestId("hold-countdown")).toContainText("Reserved for you");
  await page.goBack();
  await expect.poll(() => slotsShown(page)).toEqual(before);
});

test("a double press on the time and on the button makes one booking", async ({ newVisitor }) => {
  const [member, customer] = [await newVisitor(), await newVisitor()];
  await openMember(customer, "jonas-weber");
  await customer.getByTestId("slot").first().dblclick();
  await fillDetails(customer, { name: "Rosalind Franklin", email: "rosalind@example.com" });
  await expect(customer.getByTestId("hold-countdown")).toContainText("Reserved for you");
  await customer.getByTestId("book-now").dblclick();
  await customer.getByTestId("confirmation").waitFor();

  await signInAs(member, "persona-jonas", "/dashboard");
  const rows = member.getByTestId("upcoming-booking").filter({ hasText: "Rosalind Franklin" });
  await expect(rows).toHaveCount(1);
});

test("what is wrong with a form is said beside its field, and the time stays reserved", async ({
  newVisitor,
}) => {
  const page = await newVisitor();
  await openMember(page, "liam-obrien");
  await page.getByTestId("slot").first().click();
  await fillDetails(page, { name: "X", email: "nobody" });
  await page.getByTestId("book-now").click();
  await expect(page.getByText("A name has at least two letters.")).toBeVisible();
  await expect(page.getByText(/does not look like an e-mail address/)).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(page.getByTestId("hold-countdown")).toContainText("Reserved for you");
});

test("the manage link opens the booking; cancelling takes two presses, frees the time and tells the member", async ({
  newVisitor,
}) => {
  const [member, customer, other] = [await newVisitor(), await newVisitor(), await newVisitor()];
  await openMember(other, "maya-chen");
  const [start] = await slotsShown(other);
  if (start === undefined) throw new Error("Maya has no free time.");
  const code = await book(customer, "maya-chen", {
    name: "Linus Pauling",
    email: "linus@example.com",
  });
  await expect(slotAt(other, start)).toHaveCount(0);
  await signInAs(member, "persona-maya", "/dashboard");
  const row = member.locator(`[data-testid="upcoming-booking"][data-code="${code}"]`);
  await expect(row).toBeVisible();

  await customer.getByTestId("manage-link").click();
  await expect(customer.getByTestId("booking")).toHaveAttribute("data-status", "confirmed");
  await customer.reload();
  await customer.getByTestId("cancel").click();
  await expect(customer.getByTestId("booking")).toHaveAttribute("data-status", "confirmed");
  await customer.getByLabel("Reason").fill("I am ill");
  await customer.getByTestId("cancel-confirm").click();

  await expect(customer.getByTestId("booking")).toHaveAttribute("data-status", "cancelled");
  await expect(slotAt(other, start)).toBeVisible();
  await expect(row).toHaveCount(0);
});

test("a manage link without its key opens nothing", async ({ newVisitor }) => {
  const page = await newVisitor();
  await page.goto("/booking/nothing#wrong");
  await expect(page.getByText("This link opens no booking")).toBeVisible();
});

test("a visitor elsewhere sees both clocks, and can choose another zone", async ({
  newVisitor,
}) => {
  const page = await newVisitor({ timezoneId: "Asia/Kolkata", locale: "en-US" });
  await openMember(page, "maya-chen");
  await expect(page.getByTestId("zone")).toContainText("GMT+5:30");
  await expect(page.getByTestId("slot").first()).toContainText("New York");
  const starts = await slotsShown(page);

  await page.getByTestId("zone").click();
  await page.getByRole("searchbox").fill("new york");
  await page.getByTestId("zone-option").first().click();
  await expect(page.getByTestId("zone")).toHaveAttribute("data-zone", "America/New_York");
  await expect(page.getByTestId("slot").first()).not.toContainText("New York");
  // The zone is a label: it changes no time.
  expect(await slotsShown(page)).toEqual(expect.arrayContaining(starts.slice(0, 1)));
});

test("a reservation that has run out says so, keeps the form, and is taken again with one press", async ({
  marketplace,
  newVisitor,
}) => {
  const page = await newVisitor();
  await openMember(page, "liam-obrien");
  await page.getByTestId("slot").first().click();
  await fillDetails(page, { name: "Barbara McClintock", email: "barbara@example.com" });
  await expect(page.getByTestId("hold-countdown")).toContainText("Reserved for you");

  await endReservation(page, marketplace.convexUrl);
  await expect(page.getByTestId("lost-time")).toContainText("has run out");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Barbara McClintock");
  await page.getByTestId("hold-again").click();
  await confirmBooking(page);
});
