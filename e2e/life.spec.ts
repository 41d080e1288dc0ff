import type { Locator, Page } from "@playwright/test";
import { book, expect, openMember, signInAs, slotAt, slotsShown, test } from "./visitors.ts";

const drawer = (member: Page): Locator => member.getByTestId("booking-drawer");

async function openBooking(member: Page, code: string): Promise<void> {
  await member.locator(`[data-testid="upcoming-booking"][data-code="${code}"]`).click();
  await expect(drawer(member)).toBeVisible();
}

/** The date and the time, as its fields take them, of an instant on the clock of Berlin. */
function inBerlin(ms: number): { date: string; time: string } {
  const [date = "", time = ""] = new Date(ms)
    .toLocaleString("sv-SE", { timeZone: "Europe/Berlin" })
    .split(" ");
  return { date, time: time.slice(0, 5) };
}

async function fillStart(form: Locator, ms: number): Promise<void> {
  const { date, time } = inBerlin(ms);
  await form.getByLabel("Date").fill(date);
  await form.getByLabel("Start", { exact: true }).fill(time);
}

test("a customer moves a booking by its link: the old time is free again and the member sees the new one", async ({
  newVisitor,
}) => {
  const [member, customer, other] = [await newVisitor(), await newVisitor(), await newVisitor()];
  await signInAs(member, "persona-maya", "/dashboard");
  await openMember(other, "maya-chen");
  const [from] = await slotsShown(other);
  // Late in the day today has few times left: the booking moves to the last day on screen.
  const lastDay = (page: Page) =>
    page.locator('[data-testid="date"][data-available="true"]').last();
  await openMember(customer, "maya-chen");
  await lastDay(customer).click();
  const to = (await slotsShown(customer)).at(-1);
  if (from === undefined || to === undefined) throw new Error("Maya has too few free times.");
  const code = await book(customer, "maya-chen", { name: "Ida Rhodes", email: "ida@example.com" });
  await expect(slotAt(other, from)).toHaveCount(0);
  await openBooking(member, code);

  await customer.getByTestId("manage-link").click();
  await customer.getByTestId("move").click();
  await lastDay(customer).click();
  await slotAt(customer, to).click();
  await expect(customer.getByTestId("move-comparison")).toContainText("Now");
  await customer.getByLabel("Reason").fill("The train is late");
  await customer.getByTestId("move-confirm").click();
  await expect(customer.getByText("Your booking was moved.")).toBeVisible();
  await expect(customer.getByTestId("move")).toBeFocused();

  await expect(slotAt(other, from)).toBeVisible();
  await lastDay(other).click();
  await expect(slotAt(other, to)).toHaveCount(0);
  await drawer(member).getByText("History").click();
  const history = drawer(member).getByTestId("history");
  await expect(history).toContainText("Moved to");
  await expect(history).toContainText("by the customer");
  await expect(history).toContainText("The train is late");
});

test("a time that was taken while the customer compared is refused, and another can be chosen", async ({
  newVisitor,
}) => {
  const [customer, rival] = [await newVisitor(), await newVisitor()];
  await book(customer, "liam-obrien", { name: "Hedy Lamarr", email: "hedy@example.com" });
  await customer.getByTestId("manage-link").click();
  await customer.getByTestId("move").click();
  await customer.getByTestId("slot").first().waitFor();
  const wanted = (await slotsShown(customer)).at(-1);
  if (wanted === undefined) throw new Error("Liam has no free time.");
  await slotAt(customer, wanted).click();
  await customer.getByTestId("move-comparison").waitFor();

  await openMember(rival, "liam-obrien");
  await slotAt(rival, wanted).click();
  await expect(rival.getByTestId("hold-countdown")).toContainText("Reserved for you");
  await customer.getByTestId("move-confirm").click();
  await expect(customer.getByRole("alert")).toContainText("has just been booked by someone else");
  await customer.getByTestId("slot").first().click();
  await customer.getByTestId("move-confirm").click();
  await expect(customer.getByText("Your booking was moved.")).toBeVisible();
});

test("a member moves a booking outside the own hours, and says where to meet: the customer sees both at once", async ({
  newVisitor,
}) => {
  const [member, customer] = [await newVisitor(), await newVisitor()];
  const code = await book(customer, "jonas-weber", {
    name: "Emmy Noether",
    email: "emmy@example.com",
  });
  await customer.getByTestId("manage-link").click();
  await signInAs(member, "persona-jonas", "/dashboard");
  await openBooking(member, code);
  await drawer(member).getByLabel("Online meeting").fill("http://meet.example.com/emmy");
  await drawer(member).getByTestId("save-meeting-url").click();
  await expect(drawer(member).getByRole("alert")).toContainText("https://");
  await drawer(member).getByLabel("Online meeting").fill("https://meet.example.com/emmy");
  await drawer(member).getByTestId("save-meeting-url").click();
  const link = customer.getByTestId("meeting-link");
  await expect(link).toHaveAttribute("href", "https://meet.example.com/emmy");
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");

  await drawer(member).getByTestId("move").click();
  await drawer(member).getByLabel("Start", { exact: true }).fill("04:15");
  await drawer(member).getByTestId("move-confirm").click();
  await expect(drawer(member).getByTestId("move-form")).toHaveCount(0);
  await expect(customer.getByTestId("booking")).toContainText("04:15 – 04:45");
});

test("a move chosen before the member moved the booking is refused with the reason, from the list of one's own bookings too", async ({
  newVisitor,
}) => {
  const [member, customer] = [await newVisitor(), await newVisitor()];
  await signInAs(customer, "persona-carl");
  const code = await book(customer, "sofia-ramirez", {
    name: "Carl Novak",
    email: "c@example.com",
  });
  await customer.goto("/my-bookings");
  const card = customer.getByTestId("my-booking").filter({ hasText: code });
  await card.getByTestId("move").click();
  await customer.getByTestId("slot").last().click();
  await customer.getByTestId("move-comparison").waitFor();

  await signInAs(member, "persona-sofia", "/dashboard");
  await openBooking(member, code);
  await drawer(member).getByTestId("move").click();
  await drawer(member).getByLabel("Start", { exact: true }).fill("23:05");
  await drawer(member).getByTestId("move-confirm").click();
  await expect(drawer(member).getByTestId("move-form")).toHaveCount(0);
  await customer.getByTestId("move-confirm").click();
  await expect(customer.getByRole("alert")).toContainText("changed in the meantime");
});

test("a member enters a booking by hand, and one over another only after saying so", async ({
  newVisitor,
}) => {
  const [member, customer, visitor] = [await newVisitor(), await newVisitor(), await newVisitor()];
  await openMember(visitor, "jonas-weber");
  const start = (await slotsShown(visitor)).at(-1);
  if (start === undefined) throw new Error("Jonas has no free time.");
  await signInAs(member, "persona-jonas", "/dashboard");
  const form = member.getByTestId("new-booking-form");
  const enter = async (name: string) => {
    await member.getByTestId("new-booking").click();
    await fillStart(form, start);
    await form.getByLabel("Name").fill(name);
    await form.getByLabel("E-mail").fill("by.hand@example.com");
    await form.getByTestId("book-now").click();
  };
  await enter("Mary Jackson");
  const address = await member.getByTestId("customer-link").inputValue();
  await member.getByRole("button", { name: "Done" }).click();
  await expect(slotAt(visitor, start)).toHaveCount(0);
  await customer.goto(address);
  await expect(customer.getByTestId("booking")).toHaveAttribute("data-status", "confirmed");

  await enter("Dorothy Vaughan");
  await expect(form.getByTestId("overlap")).toContainText("overlaps another booking");
  await form.getByLabel("Book it all the same").check();
  await form.getByTestId("book-now").click();
  await expect(member.getByTestId("booked-by-hand")).toContainText("Booked");
});

test("a service says how often it may be moved, and its customers cannot move it more often", async ({
  newVisitor,
}) => {
  const [member, customer] = [await newVisitor(), await newVisitor()];
  await signInAs(member, "persona-sofia", "/dashboard/event-types");
  await member.getByTestId("new-event-type").click();
  const form = member.getByTestId("event-type-form");
  await form.getByLabel("Name").fill("Fixed date");
  await form.getByTestId("more").locator("summary").click();
  await form.getByLabel("Moves per booking").selectOption({ label: "none" });
  await form.getByLabel("Customers may cancel").selectOption({ label: "until 7 days before" });
  await form.getByLabel("45 minutes").check();
  await form.getByTestId("save-event-type").click();
  await expect(form).toHaveCount(0);

  await customer.goto("/demo/sofia-ramirez");
  await customer.getByTestId("service").filter({ hasText: "Fixed date" }).click();
  await expect(customer.getByTestId("length")).toHaveCount(2);
  await customer.getByTestId("slot").first().click();
  await customer.getByLabel("Name", { exact: true }).fill("Rosa Parks");
  await customer.getByLabel("E-mail").fill("rosa@example.com");
  await customer.getByTestId("book-now").click();
  await expect(customer.getByTestId("confirmation")).toContainText("cannot be moved here");
  await customer.getByTestId("manage-link").click();
  await expect(customer.getByTestId("booking")).toContainText("cannot be moved here");
  await expect(customer.getByTestId("move")).toHaveCount(0);
});

test("the page of a member who is booked elsewhere leads there", async ({ newVisitor }) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await openMember(visitor, "aiko-tanaka");
  await signInAs(member, "persona-aiko", "/dashboard/profile");
  await member.getByRole("radio", { name: "Elsewhere" }).check();
  await member.getByTestId("save").click();
  await expect(member.getByText("Give the address where people book you.")).toBeVisible();
  await member.getByLabel("Address where people book you").fill("https://book.example.com/aiko");
  await member.getByTestId("save").click();
  const way = visitor.getByTestId("book-elsewhere");
  await expect(way).toHaveAttribute("href", "https://book.example.com/aiko");
  await expect(way).toHaveAttribute("target", "_blank");
  await expect(way).toHaveAttribute("rel", "noopener noreferrer");

  await member.getByRole("radio", { name: /^Here/ }).check();
  await member.getByTestId("save").click();
  await expect(visitor.getByTestId("slot").first()).toBeVisible();
});
