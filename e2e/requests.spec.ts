import type { Page } from "@playwright/test";
import { confirmBooking, expect, fillDetails, signInAs, test } from "./visitors.ts";

/** Sofía offers something she wants to approve each time. */
async function offerOnApproval(member: Page, name: string): Promise<void> {
  await signInAs(member, "persona-sofia", "/dashboard/event-types");
  await member.getByTestId("new-event-type").click();
  const form = member.getByTestId("event-type-form");
  await form.getByLabel("Name").fill(name);
  await form.getByRole("switch").click();
  await form.getByTestId("save-event-type").click();
  await expect(form).toHaveCount(0);
}

async function request(customer: Page, service: string, name: string): Promise<void> {
  await customer.goto("/demo/sofia-ramirez");
  await customer.getByTestId("service").filter({ hasText: service }).click();
  await customer.getByTestId("slot").first().click();
  await fillDetails(customer, { name, email: `${name.split(" ")[0] ?? ""}@example.com` });
  await confirmBooking(customer);
}

test("a request waits until the member says yes, and both pages show it at once", async ({
  newVisitor,
}) => {
  const [member, customer] = [await newVisitor(), await newVisitor()];
  await offerOnApproval(member, "Due diligence");
  await request(customer, "Due diligence", "Maria Mitchell");
  await expect(customer.getByTestId("confirmation")).toHaveAttribute("data-status", "pending");
  await expect(member.getByTestId("arrival")).toContainText("New request: Maria Mitchell");

  await member.getByRole("link", { name: "Bookings", exact: true }).click();
  await member.getByTestId("upcoming-booking").filter({ hasText: "Maria Mitchell" }).click();
  await member.getByTestId("approve").click();
  await expect(member.getByTestId("booking-drawer").getByTestId("booking-status")).toHaveText(
    "Confirmed",
  );
  await expect(customer.getByTestId("confirmation")).toHaveAttribute("data-status", "confirmed");
});

test("a request that the member declines says so to the customer and frees the time", async ({
  newVisitor,
}) => {
  const [member, customer] = [await newVisitor(), await newVisitor()];
  await offerOnApproval(member, "Board coaching");
  await request(customer, "Board coaching", "Lise Meitner");
  await customer.getByTestId("manage-link").click();
  await member.getByRole("link", { name: "Bookings", exact: true }).click();
  await member.getByTestId("upcoming-booking").filter({ hasText: "Lise Meitner" }).click();
  await member.getByTestId("decline").click();
  await expect(customer.getByTestId("booking")).toHaveAttribute("data-status", "declined");
});
