import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { CARDS, fillCard, goToPayment, offerService, orderStripe, payWith } from "./paying.ts";
import { endReservation, expect, fillDetails, signInAs, slotAt, test } from "./visitors.ts";

const SOFIA = { persona: "persona-sofia", price: "20" };
const AT_SOFIA = { slug: "sofia-ramirez" };

async function confirmed(page: Page): Promise<void> {
  await expect(page.getByTestId("confirmation")).toHaveAttribute("data-status", "confirmed");
}

async function paymentStatus(page: Page, status: string): Promise<void> {
  await expect(page.getByTestId("payment-status")).toHaveAttribute("data-status", status);
}

test("a visitor pays and books in one flow, and has a receipt", async ({ newVisitor }) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Cap table" });
  await member.getByRole("link", { name: "Bookings", exact: true }).click();
  await goToPayment(
    visitor,
    { ...AT_SOFIA, service: "Cap table" },
    { name: "Henrietta Leavitt", email: "henrietta@example.com" },
  );
  await expect(visitor.getByTestId("pay")).toHaveText("Pay US$20.00 and book");
  // Until it is paid, the member has heard of nothing.
  await expect(member.getByTestId("arrival")).toHaveCount(0);
  await fillCard(visitor, CARDS.good);
  await visitor.getByTestId("pay").dblclick();

  await confirmed(visitor);
  await paymentStatus(visitor, "paid");
  await expect(member.getByTestId("arrival")).toContainText("New booking: Henrietta Leavitt");
  await visitor.getByTestId("receipt-link").click();
  const receipt = visitor.getByTestId("receipt");
  await expect(receipt).toContainText("Visa •••• 4242");
  await expect(receipt.getByTestId("receipt-total")).toHaveText("US$20.00");
});

test("a card that is declined says so beside the form, and another one books", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Runway review" });
  await goToPayment(
    visitor,
    { ...AT_SOFIA, service: "Runway review" },
    { name: "Cecilia Payne", email: "cecilia@example.com" },
  );
  await payWith(visitor, CARDS.declined);
  await expect(visitor.getByTestId("payment-refused")).toContainText("declined");
  await expect(visitor.getByTestId("hold-countdown")).toContainText("Reserved for you");

  // A reload keeps the time and says what happened before.
  await visitor.reload();
  await expect(visitor.getByTestId("payment-refused")).toContainText("declined");
  await payWith(visitor, CARDS.good);
  await confirmed(visitor);
});

test("a bank that asks its customer first is answered in between: no to nothing, yes to a booking", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Pricing talk" });
  await goToPayment(
    visitor,
    { ...AT_SOFIA, service: "Pricing talk" },
    { name: "George Boole", email: "george@example.com" },
  );
  await payWith(visitor, CARDS.asksFirst);
  await visitor.getByTestId("authentication-fail").click();
  await expect(visitor.getByTestId("payment-refused")).toBeVisible();
  await expect(visitor.getByTestId("confirmation")).toHaveCount(0);
  await visitor.getByTestId("pay").click();
  await visitor.getByTestId("authentication-complete").click();
  await confirmed(visitor);
});

test("a reload in the middle comes back to the payment, and one after it to the booking", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Board deck" });
  await goToPayment(
    visitor,
    { ...AT_SOFIA, service: "Board deck" },
    { name: "Sofia Kovalevskaya", email: "kovalevskaya@example.com" },
  );
  const when = await visitor.locator("aside dl").first().innerText();
  await visitor.reload();
  await expect(visitor.getByTestId("card-number")).toBeVisible();
  expect(await visitor.locator("aside dl").first().innerText()).toBe(when);

  // The details can be mended, and the payment goes on.
  await visitor.getByTestId("change-details").click();
  await fillDetails(visitor, { name: "Sofia V. Kovalevskaya", email: "kovalevskaya@example.com" });
  await visitor.getByTestId("book-now").click();
  await payWith(visitor, CARDS.good);
  await confirmed(visitor);
  await visitor.reload();
  await confirmed(visitor);
  await visitor.getByTestId("manage-link").click();
  await expect(visitor.getByTestId("booking")).toContainText("Sofia V. Kovalevskaya");
});

test("whoever refuses on their bank's page comes back to the form, and whoever pays there to the booking", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  // Stripe offers iDEAL in euros only.
  await offerService(member, { ...SOFIA, name: "Hiring plan" }, async (form) => {
    await form.getByLabel("Currency").selectOption("eur");
  });
  await goToPayment(
    visitor,
    { ...AT_SOFIA, service: "Hiring plan" },
    { name: "Olga Taussky", email: "olga@example.com" },
  );
  const goToBank = async () => {
    await visitor.getByTestId("method-ideal").check();
    await visitor.getByTestId("pay").click();
  };
  await goToBank();
  await visitor.getByTestId("bank-fail").click();
  await expect(visitor.getByTestId("payment-refused")).toContainText("did not go through");
  await goToBank();
  await visitor.getByTestId("bank-complete").click();
  await confirmed(visitor);
  // Nothing of Stripe's stays in an address that people copy.
  await expect(visitor).toHaveURL(/step=done$/);
});

test("word from Stripe that is late does not keep anybody waiting", async ({
  marketplace,
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Term sheet" });
  await goToPayment(
    visitor,
    { ...AT_SOFIA, service: "Term sheet" },
    { name: "Dorothy Hodgkin", email: "hodgkin@example.com" },
  );
  await orderStripe(marketplace, { do: "fault", name: "eventLate", chance: "1" });
  try {
    await payWith(visitor, CARDS.good);
    await expect(visitor.getByTestId("payment-waiting")).toBeVisible();
    await confirmed(visitor);
  } finally {
    await orderStripe(marketplace, { do: "calm" });
  }
});

test("a reservation that runs out while somebody types their card is lost gracefully, and taken again", async ({
  marketplace,
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Exit plan" });
  await goToPayment(
    visitor,
    { ...AT_SOFIA, service: "Exit plan" },
    { name: "Rita Levi", email: "rita@example.com" },
  );
  await visitor.getByTestId("card-number").fill("4242");
  await endReservation(visitor, marketplace.convexUrl);

  await expect(visitor.getByTestId("lost-time")).toContainText("has run out");
  await expect(visitor.getByTestId("nearest-slot")).toHaveCount(3);
  await expect(visitor.getByLabel("Name", { exact: true })).toHaveValue("Rita Levi");
  await visitor.getByTestId("hold-again").click();
  await visitor.getByTestId("book-now").click();
  await payWith(visitor, CARDS.good);
  await confirmed(visitor);
});

test("of a price with a deposit the rest is paid by the link, until nothing is owed", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Strategy day", price: "80" }, async (form) => {
    await form.getByLabel("Due when booking").selectOption("percent");
  });
  await goToPayment(
    visitor,
    { ...AT_SOFIA, service: "Strategy day" },
    { name: "Mary Somerville", email: "somerville@example.com" },
  );
  await expect(visitor.getByTestId("pay")).toHaveText("Pay US$20.00 deposit and book");
  await payWith(visitor, CARDS.good);
  await confirmed(visitor);
  await paymentStatus(visitor, "deposit_paid");

  await visitor.getByTestId("manage-link").click();
  await visitor.getByTestId("pay-rest").click();
  await payWith(visitor, CARDS.declined);
  await expect(visitor.getByTestId("payment-refused")).toContainText("declined");
  await payWith(visitor, CARDS.good);
  await paymentStatus(visitor, "paid");
  await expect(visitor.getByTestId("rest")).toHaveCount(0);
  await expect(visitor.getByTestId("pay-rest")).toHaveCount(0);
});

/** Everything back until months before, from then on a half. */
async function halfBack(form: Locator): Promise<void> {
  await form.getByLabel("When a customer cancels").selectOption("moderate");
  const step = (nth: number) => form.getByRole("group", { name: `Step ${nth}` });
  await step(1).getByLabel("Hours before").fill("8000");
  await step(2).getByLabel("Hours before").fill("0");
}

test("what cancelling is said to give back is what it gives back", async ({ newVisitor }) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Audit" }, halfBack);
  await goToPayment(
    visitor,
    { ...AT_SOFIA, service: "Audit" },
    { name: "Chien-Shiung Wu", email: "wu@example.com" },
  );
  await payWith(visitor, CARDS.good);
  await confirmed(visitor);
  await paymentStatus(visitor, "paid");
  await visitor.getByTestId("manage-link").click();
  await visitor.getByTestId("cancel").click();
  const foretold = visitor.getByTestId("refund-foretold");
  await expect(foretold).toContainText("You get US$10.00 back, of US$20.00.");
  await expect(foretold).toContainText("on, nothing.");
  await visitor.getByTestId("cancel-confirm").click();

  await paymentStatus(visitor, "partially_refunded");
  await expect(visitor.getByTestId("refund-done")).toContainText("US$10.00 was given back");
  await visitor.getByTestId("receipt-link").click();
  await expect(visitor.getByTestId("receipt-total")).toHaveText("US$10.00");
});

test("a device whose clock is wrong is told the amount that counts, before anything is cancelled", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Sparring" }, halfBack);
  await goToPayment(
    visitor,
    { ...AT_SOFIA, service: "Sparring" },
    { name: "Evelyn Boyd", email: "evelyn@example.com" },
  );
  await payWith(visitor, CARDS.good);
  await paymentStatus(visitor, "paid");
  const link = await visitor.getByTestId("manage-link").getAttribute("href");
  await visitor.clock.setSystemTime(Date.now() - 360 * 24 * 60 * 60_000);
  await visitor.goto(link ?? "");
  await visitor.getByTestId("cancel").click();
  const foretold = visitor.getByTestId("refund-foretold");
  await expect(foretold).toContainText("You get all of it back: US$20.00.");
  await visitor.getByTestId("cancel-confirm").click();
  await expect(visitor.getByRole("alert")).toContainText("Less comes back by now");
  await expect(foretold).toContainText("You get US$10.00 back, of US$20.00.");
  await expect(visitor.getByTestId("booking")).toHaveAttribute("data-status", "confirmed");
  await visitor.getByTestId("cancel-confirm").click();
  await paymentStatus(visitor, "partially_refunded");
});

test("whoever names the price pays what they named, and nothing at all where that is allowed", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await signInAs(member, SOFIA.persona, "/dashboard/event-types");
  await member.getByTestId("new-event-type").click();
  const form = member.getByTestId("event-type-form");
  await form.getByLabel("Name").fill("Office hour");
  await form.getByRole("radio", { name: "Your customers" }).check();
  await form.getByLabel("Currency").selectOption("usd");
  await form.getByLabel("Suggested amount").fill("30");
  await form.getByTestId("save-event-type").click();
  await expect(form).toHaveCount(0);

  const choose = async (amount: string) => {
    await visitor.goto("/demo/sofia-ramirez");
    await visitor.getByTestId("service").filter({ hasText: "Office hour" }).click();
    await visitor.getByLabel("What you want to pay").fill(amount);
    await visitor.getByTestId("slot").first().click();
    await fillDetails(visitor, { name: "Gladys West", email: "gladys@example.com" });
    await visitor.getByTestId("book-now").click();
  };
  await choose("12.50");
  await expect(visitor.getByTestId("pay")).toHaveText("Book – US$12.50");
  await payWith(visitor, CARDS.good);
  await confirmed(visitor);
  await paymentStatus(visitor, "paid");
  await visitor.getByRole("button", { name: "Book another time" }).click();

  await choose("0");
  await confirmed(visitor);
  await expect(visitor.getByTestId("payment-status")).toHaveCount(0);
});

test("a payment service that cannot be reached is waited for, and the form comes when it can", async ({
  marketplace,
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Pipeline" });
  await orderStripe(marketplace, { do: "fault", name: "errorBefore", chance: "1" });
  try {
    await visitor.goto("/demo/sofia-ramirez");
    await visitor.getByTestId("service").filter({ hasText: "Pipeline" }).click();
    await visitor.getByTestId("slot").first().click();
    await fillDetails(visitor, { name: "Annie Cannon", email: "annie@example.com" });
    await visitor.getByTestId("book-now").click();
    await expect(visitor.getByText("takes longer than usual")).toBeVisible();
  } finally {
    await orderStripe(marketplace, { do: "calm" });
  }
  await payWith(visitor, CARDS.good);
  await confirmed(visitor);
});

test("the price of a request is only reserved until the member decides", async ({ newVisitor }) => {
  const [member, accepted, declined] = [await newVisitor(), await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Mentoring" }, async (form) => {
    await form.getByRole("switch").click();
  });
  const wanted = { ...AT_SOFIA, service: "Mentoring" };
  const ask = async (page: Page, name: string) => {
    await goToPayment(page, wanted, { name, email: `${name.split(" ")[0] ?? ""}@example.com` });
    await expect(page.getByTestId("pay")).toHaveText("Reserve US$20.00 and send request");
    await payWith(page, CARDS.good);
    await expect(page.getByTestId("confirmation")).toHaveAttribute("data-status", "pending");
    await paymentStatus(page, "authorized");
    await page.getByTestId("manage-link").click();
  };
  await ask(accepted, "Vera Rubin");
  await ask(declined, "Jocelyn Bell");

  await member.getByRole("link", { name: "Bookings", exact: true }).click();
  const decide = async (name: string, decision: "approve" | "decline") => {
    await member.getByTestId("upcoming-booking").filter({ hasText: name }).click();
    await member.getByTestId(decision).click();
  };
  await decide("Vera Rubin", "approve");
  await expect(accepted.getByTestId("booking")).toHaveAttribute("data-status", "confirmed");
  await paymentStatus(accepted, "paid");
  await member.keyboard.press("Escape");
  await decide("Jocelyn Bell", "decline");
  await expect(declined.getByTestId("booking")).toHaveAttribute("data-status", "declined");
  await paymentStatus(declined, "none");
  await expect(declined.getByText("Nothing was charged.")).toBeVisible();
});

test("a signed-in customer finds the booking, its money and its receipt without the link", async ({
  newVisitor,
}) => {
  const [member, customer] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Data room" });
  await signInAs(customer, "persona-carl");
  await goToPayment(
    customer,
    { ...AT_SOFIA, service: "Data room" },
    { name: "Carl Novak", email: "carl@example.com" },
  );
  await payWith(customer, CARDS.good);
  await confirmed(customer);
  const code = await customer.getByTestId("confirmation-code").innerText();
  await customer.goto("/my-bookings");
  await customer.getByTestId("my-booking").filter({ hasText: code }).getByTestId("details").click();
  await paymentStatus(customer, "paid");
  const download = customer.waitForEvent("download");
  await customer.getByTestId("calendar-file").click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`${code}.ics`);
  expect(await readFile(await file.path(), "utf8")).toContain("BEGIN:VEVENT");
  await customer.reload();
  await customer.getByTestId("receipt-link").click();
  await expect(customer.getByTestId("receipt-total")).toHaveText("US$20.00");
});

test("a time that is being paid for is nobody else's, and is free again when given up", async ({
  newVisitor,
}) => {
  const [member, one, other] = [await newVisitor(), await newVisitor(), await newVisitor()];
  await offerService(member, { ...SOFIA, name: "Model check" });
  await other.goto("/demo/sofia-ramirez");
  await other.getByTestId("service").filter({ hasText: "Model check" }).click();
  const first = other.getByTestId("slot").first();
  const start = Number(await first.getAttribute("data-start"));
  await goToPayment(
    one,
    { ...AT_SOFIA, service: "Model check" },
    { name: "Ernest Rutherford", email: "ernest@example.com" },
  );
  await expect(slotAt(other, start)).toHaveCount(0);
  await one.getByTestId("back").click();
  await expect(slotAt(other, start)).toBeVisible();
});
