import type { Locator, Page } from "@playwright/test";
import type { Marketplace } from "../local/marketplace.ts";
import { inboxOf } from "./inbox.ts";
import { offerService } from "./paying.ts";
import { book, expect, signInAs, test, showTimes } from "./visitors.ts";

const MESSAGES = "/dashboard/messages";
const OWNER = "olivia@example.com";

/** Has something become of a mail that was delivered: some mailboxes take a mail first and send it back later. */
async function happen({ inboxUrl }: Marketplace, mail: string, what: string): Promise<void> {
  const order = new URLSearchParams({ do: "happen", mail, what });
  await fetch(`${inboxUrl}/control`, { method: "POST", body: order });
}

async function chooseText(owner: Page, kind: string, locale: string): Promise<Locator> {
  await owner.locator("select[name=kind]").selectOption(kind);
  await owner.locator("select[name=locale]").selectOption(locale);
  return owner.getByTestId("text-editor");
}

test("own words are seen in the mail while they are written, sent as a test, and used until ours are taken back", async ({
  marketplace,
  newVisitor,
}) => {
  const [owner, visitor] = [await newVisitor(), await newVisitor()];
  await signInAs(owner, "persona-owner", MESSAGES);
  const editor = await chooseText(owner, "confirmation", "en-GB");
  const frame = owner.frameLocator("[data-testid=preview-frame]");
  await expect(frame.getByRole("heading")).toHaveText("You are booked");

  const body = editor.getByLabel("Text", { exact: true });
  await body.fill("Bring your {{shoes}}");
  await expect(editor.getByRole("alert")).toContainText("can stand in double braces");
  await expect(editor.getByTestId("save-text")).toBeDisabled();
  await body.fill("<b>Bring shoes</b>, please, ");
  await editor.getByTestId("insert-customer").click();
  await expect(body).toBeFocused();
  await expect(body).toHaveValue("<b>Bring shoes</b>, please, {{customer}}");
  await editor.getByLabel("Subject").fill("See you, {{customer}}");
  await expect(owner.getByTestId("preview-subject")).toContainText("See you, Carl Novak");
  await expect(frame.getByText("<b>Bring shoes</b>, please, Carl Novak").last()).toBeVisible();
  await owner.getByTestId("preview").getByText("Plain text").click();
  await expect(owner.getByTestId("preview-plain")).toContainText("please, Carl Novak");

  await owner.getByTestId("send-test").click();
  await expect(owner.getByTestId("test-status")).toHaveText(`Sent to ${OWNER}.`);
  const sample = await inboxOf(marketplace, OWNER).mail("See you, Carl Novak");
  expect(sample.text).toContain("<b>Bring shoes</b>, please, Carl Novak");

  await editor.getByTestId("save-text").click();
  await expect(owner.getByTestId("text-status")).toHaveText("Saved. The next message uses it.");
  await expect(owner.getByTestId("own-texts")).toContainText("Booking confirmed · E-mail");
  await book(visitor, "aiko-tanaka", { name: "Ida Rhodes", email: "ida@example.com" });
  await inboxOf(marketplace, "ida@example.com").mail("See you, Ida Rhodes");

  await editor.getByTestId("reset-text").click();
  await expect(owner.getByTestId("text-status")).toHaveText("Our words are back.");
  await expect(editor.getByLabel("Subject")).toHaveValue(/^Confirmed: /);
  await expect(owner.getByTestId("own-texts")).toHaveCount(0);
});

test("a text message is shown with how many are paid for, and what was written elsewhere is still there", async ({
  newVisitor,
}) => {
  const owner = await newVisitor();
  await signInAs(owner, "persona-owner", MESSAGES);
  const editor = await chooseText(owner, "reminder", "de");
  await editor.getByLabel("Text", { exact: true }).fill("Noch nicht fertig");
  await owner.locator("select[name=channel]").selectOption("sms");
  await expect(owner.getByTestId("sms-parts")).toContainText("1 text message");
  await editor.getByLabel("Text", { exact: true }).fill("Bis bald 🙂 ".repeat(12));
  await expect(owner.getByTestId("sms-parts")).toContainText("text messages, each paid for");
  await owner.locator("select[name=channel]").selectOption("email");
  await expect(editor.getByLabel("Text", { exact: true })).toHaveValue("Noch nicht fertig");

  await owner.getByRole("link", { name: "Limits" }).click();
  await owner.getByTestId("leave-anyway").click();
  await expect(owner.getByTestId("limits")).toBeVisible();
});

test("when customers hear from the business is read back as it was saved", async ({
  newVisitor,
}) => {
  const owner = await newVisitor();
  await signInAs(owner, "persona-owner", MESSAGES);
  const form = owner.getByTestId("message-settings");
  const reminders = form.getByTestId("reminder");
  await expect(reminders).toHaveCount(3);
  await form.getByTestId("add-reminder").click();
  await reminders.nth(3).getByLabel("Before the start").fill("1");
  await expect(form.getByRole("alert")).toContainText("in the list already");
  await reminders.nth(3).getByLabel("Before the start").fill("3");
  await expect(form.getByRole("alert")).toHaveCount(0);
  await reminders.nth(1).getByLabel("Unit").selectOption("minutes");
  await reminders.nth(1).getByLabel("Before the start").fill("45");
  await form.getByLabel("Where they say how it was").fill("http://reviews.example");
  await expect(form.getByRole("alert")).toContainText("https://");
  await form.getByLabel("Where they say how it was").fill("https://reviews.example/open-hours");
  await form.getByRole("switch", { name: /Warn before/ }).click();
  await form.getByTestId("save-messages").click();
  await expect(form).toContainText("Saved.");

  await owner.reload();
  await expect(reminders).toHaveCount(4);
  await expect(reminders.nth(3).getByLabel("Before the start")).toHaveValue("3");
  await expect(reminders.nth(3).getByLabel("Unit")).toHaveValue("days");
  await expect(reminders.nth(1).getByLabel("Before the start")).toHaveValue("45");
  await expect(form.getByRole("switch", { name: /Warn before/ })).toBeChecked();
  await form.getByRole("button", { name: "Remove reminder 4" }).click();
  await form.getByTestId("save-messages").click();
  await expect(form).toContainText("Saved.");
});

test("a service is reminded of at times of its own, and its bookings show when", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  const jonas = { persona: "persona-jonas", price: "0" };
  await offerService(member, { ...jonas, name: "Long walk" }, async (form) => {
    await form.getByText("More", { exact: true }).click();
    await form
      .getByTestId("own-reminders")
      .getByLabel(/At times of its own/)
      .check();
    await form.getByRole("button", { name: "Remove reminder 3" }).click();
    await form.getByRole("button", { name: "Remove reminder 2" }).click();
    await form.getByTestId("reminder").getByLabel("Unit").selectOption("minutes");
    await form.getByTestId("reminder").getByLabel("Before the start").fill("7");
  });
  await visitor.goto("/demo/jonas-weber");
  await visitor.getByTestId("service").filter({ hasText: "Long walk" }).click();
  await showTimes(visitor, 4);
  await visitor.getByTestId("slot").nth(3).click();
  await visitor.getByLabel("Name", { exact: true }).fill("Karen Jones");
  await visitor.getByLabel("E-mail").fill("karen@example.com");
  await visitor.getByTestId("book-now").click();
  await visitor.getByTestId("confirmation").waitFor();

  await member.getByRole("link", { name: "Bookings", exact: true }).click();
  await member.getByTestId("upcoming-booking").filter({ hasText: "Karen Jones" }).click();
  const log = member.getByTestId("messages");
  await log.getByText("Messages").click();
  await expect(log.locator("[data-kind=reminder]")).toHaveCount(1);
  await expect(log.locator("[data-kind=reminder]")).toContainText(/leaves .*:[0-5]3/);
  const confirmation = log.locator("[data-kind=confirmation]");
  await expect(confirmation.getByTestId("message-state")).toHaveText("Delivered");
  await expect(confirmation).toContainText("karen@example.com");
  await confirmation.getByText("Read it").click();
  await expect(confirmation.getByTestId("message-text")).toContainText("Long walk");
});

test("a mail that comes back appears before the owner by itself, with its booking, and is sent again with one press", async ({
  marketplace,
  newVisitor,
}) => {
  const [owner, visitor] = [await newVisitor(), await newVisitor()];
  await signInAs(owner, "persona-owner", MESSAGES);
  await book(visitor, "sofia-ramirez", { name: "Jean Bartik", email: "jean@example.com" });
  const inbox = inboxOf(marketplace, "jean@example.com");
  const first = await inbox.mail(/^Confirmed/);
  const trouble = owner.getByTestId("trouble").filter({ hasText: "jean@example.com" });
  await expect(trouble).toHaveCount(0);
  await happen(marketplace, first.id, "bounced");
  await expect(trouble.getByTestId("message-state")).toHaveText("Came back");
  await expect(trouble).toContainText("Jean Bartik with Sofía Ramírez");

  await trouble.getByRole("link").click();
  const drawer = owner.getByTestId("booking-drawer");
  const message = drawer.locator("[data-testid=message][data-kind=confirmation]");
  await expect(message.getByTestId("message-state")).toHaveText("Came back");
  await message.getByTestId("send-again").click();
  await expect(message.getByTestId("message-state")).toHaveText("Delivered");
  await expect.poll(async () => (await inbox.mails()).length).toBe(2);
  await owner.goto(MESSAGES);
  await expect(owner.getByTestId("no-troubles")).toBeVisible();
});
