import type { Locator, Page } from "@playwright/test";
import type { Marketplace } from "../local/marketplace.ts";
import { CARDS, goToPayment, offerService, orderStripe, payWith } from "./paying.ts";
import { expect, fillDetails, openMember, signInAs, test } from "./visitors.ts";

const JONAS = { persona: "persona-jonas", price: "20" };
const PAYMENTS = "/dashboard/payments";

/** What of the local Stripe's books these journeys read. */
interface Books {
  refunds: Record<string, { id: string; status: string; amount: number }>;
  accounts: Record<string, { id: string }>;
  intents: Record<string, { destination: string | null; fee: number | null; received: number }>;
}

async function booksOf({ stripeUrl }: Marketplace): Promise<Books> {
  return (await (await fetch(`${stripeUrl}/state`)).json()) as Books;
}

/** A visitor pays for a service of Jonas's with a good card. */
async function payJonas(visitor: Page, service: string, name: string): Promise<void> {
  const email = `${name.split(" ")[0]?.toLowerCase() ?? ""}@example.com`;
  await goToPayment(visitor, { slug: "jonas-weber", service }, { name, email });
  await payWith(visitor, CARDS.good);
  await expect(visitor.getByTestId("confirmation")).toHaveAttribute("data-status", "confirmed");
}

async function openBooking(member: Page, name: string): Promise<Locator> {
  await member.getByRole("link", { name: "Bookings", exact: true }).click();
  await member.getByTestId("upcoming-booking").filter({ hasText: name }).click();
  return member.getByTestId("booking-drawer");
}

async function giveBack(drawer: Locator, amount: string): Promise<void> {
  await drawer.getByTestId("refund").click();
  await drawer.getByLabel("Amount").fill(amount);
  await drawer.getByTestId("refund-next").click();
  await drawer.getByTestId("refund-confirm").click();
}

async function choosePayee(owner: Page, mode: RegExp): Promise<void> {
  await owner.getByRole("radio", { name: mode }).check();
  await owner.getByTestId("save-payments").click();
  await expect(owner.getByTestId("payment-settings")).toContainText("Saved.");
}

test("what the platform keeps is read back with an example, and holds from the next booking on", async ({
  newVisitor,
}) => {
  const [owner, member, visitor] = [await newVisitor(), await newVisitor(), await newVisitor()];
  await offerService(member, { ...JONAS, name: "Team health" });
  await signInAs(owner, "persona-owner", PAYMENTS);
  const settings = owner.getByTestId("payment-settings");
  await settings.getByLabel("Fee in percent").fill("100.001");
  await expect(settings.getByRole("alert")).toContainText("at most two decimals");
  await settings.getByTestId("save-payments").click();
  await settings.getByLabel("Fee in percent").fill("12.5");
  await settings.getByLabel("Fixed fee").fill("1");
  await expect(settings.getByTestId("fee-example")).toContainText("US$13.50 is the platform’s");
  await settings.getByTestId("save-payments").click();
  await expect(settings).toContainText("Saved.");
  await owner.reload();
  await expect(settings.getByLabel("Fee in percent")).toHaveValue("12.5");

  await payJonas(visitor, "Team health", "Ada Byron");
  const received = owner.getByTestId("received").filter({ hasText: "Ada Byron" });
  await expect(received).toContainText("US$20.00");
  await expect(received).toContainText("fee US$3.50");
});

test("a member gives a part back by hand, sees where it is, and is told what cancelling gives back", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...JONAS, name: "First ninety days" });
  await payJonas(visitor, "First ninety days", "Barbara Liskov");
  const drawer = await openBooking(member, "Barbara Liskov");
  await expect(drawer.getByTestId("payment-status")).toHaveText("Paid");
  await drawer.getByTestId("refund").click();
  await drawer.getByLabel("Amount").fill("20.01");
  await drawer.getByTestId("refund-next").click();
  await expect(drawer.getByRole("alert")).toContainText("more than is left");
  await drawer.getByLabel("Amount").fill("5");
  await drawer.getByTestId("refund-next").click();
  await expect(drawer).toContainText("Give US$5.00 back to Barbara Liskov?");
  await drawer.getByTestId("refund-confirm").dblclick();

  await expect(drawer.getByTestId("payment-status")).toHaveText("Partly given back");
  await expect(drawer.getByTestId("money-entries")).toContainText("Refund · given back");
  await expect(drawer.getByTestId("money")).toContainText("US$5.00 of US$20.00 was given back");
  await drawer.getByTestId("cancel").click();
  await expect(drawer.getByTestId("cancel-money")).toHaveText(
    "Barbara Liskov gets all of US$15.00 back.",
  );
  await drawer.getByTestId("cancel-confirm").click();
  await expect(drawer.getByTestId("payment-status")).toHaveText("Given back");
});

test("what is left after a deposit can be noted as paid in person", async ({ newVisitor }) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...JONAS, name: "Org design" }, async (form) => {
    await form.locator("select[name=deposit]").selectOption("percent");
  });
  await payJonas(visitor, "Org design", "Frances Allen");
  const drawer = await openBooking(member, "Frances Allen");
  await expect(drawer.getByTestId("payment-status")).toHaveText("Deposit paid");
  await drawer.getByTestId("note-paid").click();
  await drawer.getByTestId("note-paid-confirm").click();
  await expect(drawer.getByTestId("payment-status")).toHaveText("Paid");
  await expect(drawer.getByTestId("money-entries")).toContainText("in person");
});

test("a refund that the bank sends back appears before the owner by itself, and is repaired with one press", async ({
  marketplace,
  newVisitor,
}) => {
  const [owner, member, visitor] = [await newVisitor(), await newVisitor(), await newVisitor()];
  await offerService(member, { ...JONAS, name: "Incident review" });
  await payJonas(visitor, "Incident review", "Hedy Lamarr");
  await signInAs(owner, "persona-owner", PAYMENTS);
  const mismatch = owner.getByTestId("mismatch").filter({ hasText: "Hedy Lamarr" });
  await expect(owner.getByTestId("received").filter({ hasText: "Hedy Lamarr" })).toBeVisible();
  await expect(mismatch).toHaveCount(0);

  await orderStripe(marketplace, { do: "fault", name: "refundPending", next: "1" });
  await giveBack(await openBooking(member, "Hedy Lamarr"), "7.77");
  const refundsOfIt = async () =>
    Object.values((await booksOf(marketplace)).refunds).filter(({ amount }) => amount === 777);
  await expect
    .poll(async () => (await refundsOfIt()).map(({ status }) => status))
    .toEqual(["pending"]);
  const [refund] = await refundsOfIt();
  await orderStripe(marketplace, {
    do: "settleRefund",
    refund: refund?.id ?? "",
    outcome: "failed",
  });
  await expect(mismatch).toContainText("A refund failed");
  await expect(owner.getByTestId("open-mismatches")).toBeVisible();

  await mismatch.getByTestId("repair").click();
  await expect(mismatch).toHaveCount(0);
  await expect
    .poll(async () => (await refundsOfIt()).map(({ status }) => status).toSorted())
    .toEqual(["failed", "succeeded"]);
  await expect(owner.getByTestId("received").filter({ hasText: "Hedy Lamarr" })).toContainText(
    "given back",
  );
});

test("a member who is paid by the marketplace connects with Stripe, is told what is missing, and then of each payout", async ({
  marketplace,
  newVisitor,
}) => {
  const [owner, member, visitor] = [await newVisitor(), await newVisitor(), await newVisitor()];
  await offerService(member, { ...JONAS, name: "Promotion case" });
  await expect(member.getByRole("link", { name: "Payouts" })).toHaveCount(0);
  await signInAs(owner, "persona-owner", PAYMENTS);
  await choosePayee(owner, /and on to the member/);
  try {
    await member.getByRole("link", { name: "Payouts" }).click();
    const account = member.getByTestId("stripe-account");
    await expect(account).toHaveAttribute("data-stage", "none");
    await account.getByTestId("connect-stripe").click();
    await member.getByRole("button", { name: /identity is not proved/ }).click();
    await expect(account).toHaveAttribute("data-stage", "incomplete");
    await expect(account).toContainText("A proof of who you are");
    await account.getByTestId("connect-stripe").click();
    await member.getByRole("button", { name: "All answered" }).click();
    await expect(account).toHaveAttribute("data-stage", "ready");

    await payJonas(visitor, "Promotion case", "Radia Perlman");
    const { accounts, intents } = await booksOf(marketplace);
    const [own] = Object.values(accounts);
    const paid = Object.values(intents).find(({ destination }) => destination === own?.id);
    expect(paid).toMatchObject({ received: 2_000 });
    await orderStripe(marketplace, { do: "payOut", account: own?.id ?? "" });
    await expect(member.getByTestId("last-payout")).toContainText("on its way");
  } finally {
    // The other journeys of this marketplace pay the platform.
    await choosePayee(owner, /^The platform(?!,)/);
  }
});

test("a request that is declined takes nothing, and its customer reads why", async ({
  newVisitor,
}) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await offerService(member, { ...JONAS, name: "Board seat" }, async (form) => {
    await form.getByRole("switch").click();
  });
  const contact = { name: "Mary Somerville", email: "mary@example.com" };
  await goToPayment(visitor, { slug: "jonas-weber", service: "Board seat" }, contact);
  await payWith(visitor, CARDS.good);
  await expect(visitor.getByTestId("confirmation")).toHaveAttribute("data-status", "pending");
  await visitor.getByTestId("manage-link").click();
  const drawer = await openBooking(member, "Mary Somerville");
  await expect(drawer).toContainText("If you approve, US$20.00 is taken");
  await drawer.getByLabel(/Why, should you decline/).fill("Fully booked this quarter");
  await drawer.getByTestId("decline").click();
  const booking = visitor.getByTestId("booking");
  await expect(booking).toHaveAttribute("data-status", "declined");
  await expect(booking).toContainText("Fully booked this quarter");
  await expect(drawer.getByTestId("money-entries")).toContainText("not taken");
});

test("whoever is blocked cannot book until they are let in again", async ({ newVisitor }) => {
  const [owner, visitor] = [await newVisitor(), await newVisitor()];
  await signInAs(owner, "persona-owner", "/dashboard/limits");
  const form = owner.getByTestId("block-form");
  await form.getByLabel("E-mail address", { exact: true }).fill("mallory");
  await form.getByTestId("add-block").click();
  await expect(form.getByRole("alert")).toContainText("does not look right");
  await form.getByLabel("E-mail address", { exact: true }).fill("Mallory+spam@example.com");
  await form.getByLabel("Reason").fill("Never came");
  await form.getByTestId("add-block").click();
  const blocked = owner.getByTestId("block").filter({ hasText: "mallory@example.com" });
  await expect(blocked).toContainText("Never came");

  await openMember(visitor, "aiko-tanaka");
  await visitor.getByTestId("slot").first().click();
  await fillDetails(visitor, { name: "Mallory", email: "mallory@example.com" });
  await visitor.getByTestId("book-now").click();
  await expect(visitor.getByRole("alert")).toContainText("cannot be taken online");
  await blocked.getByRole("button").click();
  await expect(blocked).toHaveCount(0);
  await visitor.getByTestId("book-now").click();
  await expect(visitor.getByTestId("confirmation")).toHaveAttribute("data-status", "confirmed");
});

test("limits are whole numbers or none, and stay as they were saved", async ({ newVisitor }) => {
  const owner = await newVisitor();
  await signInAs(owner, "persona-owner", "/dashboard/limits");
  const form = owner.getByTestId("limits");
  const holds = form.getByLabel(/Times reserved/);
  await holds.fill("501");
  await expect(form.getByRole("alert")).toContainText("from 1 to 500");
  await holds.fill("400");
  await form.getByTestId("save-limits").click();
  await expect(form).toContainText("Saved.");
  await owner.reload();
  await expect(holds).toHaveValue("400");
  await holds.fill("");
  await form.getByTestId("save-limits").click();
  await expect(form).toContainText("Saved.");
  await owner.reload();
  await expect(holds).toHaveAttribute("placeholder", "No limit");
});

test("the owner comes from a payment to its booking and gives it to another member, who has it at once", async ({
  newVisitor,
}) => {
  const [owner, member, other] = [await newVisitor(), await newVisitor(), await newVisitor()];
  const visitor = await newVisitor();
  await offerService(member, { ...JONAS, name: "Hiring loop" });
  await payJonas(visitor, "Hiring loop", "Margaret Hamilton");
  const former = await openBooking(member, "Margaret Hamilton");
  await expect(former.getByTestId("reassign")).toHaveCount(0);
  await signInAs(other, "persona-maya", "/dashboard");
  await signInAs(owner, "persona-owner", PAYMENTS);
  const received = owner.getByTestId("received").filter({ hasText: "Margaret Hamilton" });
  await received.getByRole("link").click();
  const drawer = owner.getByTestId("booking-drawer");
  await drawer.getByTestId("reassign").click();
  await drawer.getByLabel("Member").selectOption("Maya Chen");
  await drawer.getByTestId("reassign-confirm").click();

  await expect(drawer).toHaveCount(0);
  await expect(member.getByRole("alert")).toContainText("given to another member");
  const given = other.getByTestId("upcoming-booking").filter({ hasText: "Margaret Hamilton" });
  await expect(given).toContainText("Paid");
});
