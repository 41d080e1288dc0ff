import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { inboxOf, type Letter } from "./inbox.ts";
import { CARDS, goToPayment, offerService, payWith } from "./paying.ts";
import { book, expect, fillDetails, openMember, signInAs, test } from "./visitors.ts";

/** The customer's page of a booking, as a mail links to it. */
function manageLink({ links }: Letter): string {
  const link = links.find((one) => one.includes("/booking/"));
  if (link === undefined) throw new Error("The mail links to no booking.");
  return link;
}

/** A line of the invite that came with a mail. */
function inviteLine({ attachments }: Letter, name: string): string {
  const lines = (attachments[0]?.text ?? "").replaceAll("\r\n ", "").split("\r\n");
  return lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1) ?? "";
}

async function isCancelled(page: Page): Promise<void> {
  await expect(page.getByTestId("booking")).toHaveAttribute("data-status", "cancelled");
}

test("a mail tells the visitor's own time, and its link alone opens the booking, chooses what comes and cancels it", async ({
  marketplace,
  newVisitor,
}) => {
  const [visitor, elsewhere] = [await newVisitor(), await newVisitor()];
  const inbox = inboxOf(marketplace, "anning@example.com");
  await book(visitor, "liam-obrien", { name: "Mary Anning", email: "anning@example.com" });
  const when = (await visitor.getByTestId("confirmation").locator("dl").first().innerText())
    .split("\n")
    .filter((line) => /\d{4}$|^\d\d:\d\d – \d\d:\d\d$/.test(line));
  expect(when).toHaveLength(2);

  const confirmation = await inbox.mail(/^Confirmed/);
  for (const part of when) expect(confirmation.text).toContain(part);
  expect(confirmation.text).toContain("Europe/Berlin");
  expect(inviteLine(confirmation, "METHOD")).toBe("REQUEST");

  // In a browser that knows nothing of the booking, first with a link that was not copied whole.
  const link = manageLink(confirmation);
  await elsewhere.goto(link.slice(0, -3));
  await expect(elsewhere.getByRole("heading", { name: "opens no booking" })).toBeVisible();
  await elsewhere.goto(link);
  const news = elsewhere.getByRole("switch", { name: "News after the appointment" });
  await news.click();
  await elsewhere.getByRole("button", { name: "Undo" }).click();
  await expect(news).toBeChecked();
  await elsewhere.getByTestId("cancel").click();
  await elsewhere.getByTestId("cancel-confirm").click();
  await isCancelled(elsewhere);

  const cancellation = await inbox.mail(/^Cancelled/);
  expect(inviteLine(cancellation, "METHOD")).toBe("CANCEL");
  expect(inviteLine(cancellation, "UID")).toBe(inviteLine(confirmation, "UID"));
  const sequenceOf = (letter: Letter) => Number(inviteLine(letter, "SEQUENCE"));
  expect(sequenceOf(cancellation)).toBeGreaterThan(sequenceOf(confirmation));
});

test("by the link in a mail the rest of a price is paid, the receipt shown and the booking moved", async ({
  marketplace,
  newVisitor,
}) => {
  const [member, visitor, elsewhere] = [await newVisitor(), await newVisitor(), await newVisitor()];
  await offerService(
    member,
    { persona: "persona-sofia", name: "Board retreat", price: "80" },
    async (form) => {
      await form.getByLabel("Due when booking").selectOption("percent");
    },
  );
  const contact = { name: "Ida Noddack", email: "noddack@example.com" };
  await goToPayment(visitor, { slug: "sofia-ramirez", service: "Board retreat" }, contact);
  await payWith(visitor, CARDS.good);
  await visitor.getByTestId("confirmation").waitFor();

  const inbox = inboxOf(marketplace, contact.email);
  await elsewhere.goto(manageLink(await inbox.mail(/^Confirmed/)));
  await elsewhere.getByTestId("pay-rest").click();
  await payWith(elsewhere, CARDS.good);
  await expect(elsewhere.getByTestId("payment-status")).toHaveAttribute("data-status", "paid");
  await elsewhere.getByTestId("receipt-link").click();
  await expect(elsewhere.getByTestId("receipt-total")).toHaveText("US$80.00");
  await elsewhere.goBack();
  await elsewhere.getByTestId("move").click();
  await elsewhere.getByTestId("slot").last().click();
  await elsewhere.getByTestId("move-confirm").click();
  await expect(elsewhere.getByText("Your booking was moved.")).toBeVisible();
});

test("text messages are sent only to whoever asks for them and gives a number, until they answer STOP", async ({
  marketplace,
  newVisitor,
}) => {
  const visitor = await newVisitor();
  await openMember(visitor, "liam-obrien");
  await visitor.getByTestId("slot").first().click();
  await fillDetails(visitor, { name: "Maria Merian", email: "merian@example.com" });
  const wish = visitor.getByTestId("wants-sms");
  await expect(wish).not.toBeChecked();
  await wish.check();
  const phone = visitor.getByLabel("Phone");
  for (const [number, problem] of [
    ["", "Text messages need a number."],
    ["0170 5555555", "Write it with + and the country code"],
  ] as const) {
    await phone.fill(number);
    await visitor.getByTestId("book-now").click();
    await expect(visitor.getByRole("alert")).toContainText(problem);
    await expect(phone).toBeFocused();
  }
  await phone.fill("+49 170 5555555");
  await visitor.getByTestId("book-now").click();
  await visitor.getByTestId("manage-link").click();
  const choices = visitor.getByTestId("message-choices");
  await expect(choices.getByRole("switch", { name: "Text messages" })).toBeChecked();
  await expect(choices.getByLabel("Your mobile number")).toHaveValue("+491705555555");

  const said = { of: "phones", do: "reply", from: "+491705555555", body: "STOP" };
  const body = new URLSearchParams(said);
  await fetch(`${marketplace.inboxUrl}/control`, { method: "POST", body });
  await expect(choices.getByTestId("sms-stopped")).toContainText("Reply START");
});

test("a calendar follows a member's bookings by a secret address, which a new one revokes", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await book(visitor, "aiko-tanaka", { name: "Eunice Foote", email: "foote@example.com" });
  await signInAs(member, "persona-aiko", "/dashboard/notifications");
  const field = member.getByTestId("feed-address");
  const address = await field.inputValue();
  const answer = await fetch(address);
  expect(answer.headers.get("content-type")).toContain("text/calendar");
  expect(await answer.text()).toContain("Eunice Foote");

  await member.getByTestId("renew").click();
  await member.getByTestId("renew-confirm").click();
  await expect(field).not.toHaveValue(address);
  expect((await fetch(address)).status).toBe(404);
  expect((await fetch(await field.inputValue())).status).toBe(200);
});

test("the link to unsubscribe asks before it ends anything, and has a way back", async ({
  dataDir,
  newVisitor,
}) => {
  const [member, reader] = [await newVisitor(), await newVisitor()];
  await signInAs(member, "persona-jonas", "/dashboard/notifications");
  const agenda = member.getByRole("switch", { name: "The day's bookings" });
  await agenda.click();
  await member.getByTestId("save-inbox").click();
  await expect(member.getByText("Saved.")).toBeVisible();
  const [, subject = ""] = /member\/(\w+)\//.exec(
    await member.getByTestId("feed-address").inputValue(),
  ) ?? [""];

  // The mail comes in the morning: its link is made here as the backend makes it.
  const secret = JSON.parse(
    await readFile(path.join(dataDir, "link-secret.json"), "utf8"),
  ) as string;
  const key = createHmac("sha256", secret).update(`unsubscribe:${subject}`).digest("base64url");
  await reader.goto(`/unsubscribe/${subject}#${key}`);
  const button = reader.getByTestId("subscribe");
  await expect(button).toHaveText("Stop these messages");
  await expect(agenda).toBeChecked();
  await button.click();
  await expect(agenda).not.toBeChecked();
  await expect(button).toHaveText("Undo");
  await button.click();
  await expect(agenda).toBeChecked();

  await reader.goto(`/unsubscribe/${subject}#${key.replace(/^./, "_")}`);
  await expect(reader.getByRole("heading", { name: "This link is not valid" })).toBeVisible();
});
