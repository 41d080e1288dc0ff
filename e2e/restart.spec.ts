import { book, expect, signInAs, test } from "./visitors.ts";

test("after a restart of the server both pages recover, the booking is there, and the next one arrives", async ({
  marketplace,
  newVisitor,
}) => {
  const [member, customer] = [await newVisitor(), await newVisitor()];
  await signInAs(member, "persona-sofia", "/dashboard");
  const code = await book(customer, "sofia-ramirez", {
    name: "Emmy Noether",
    email: "emmy@example.com",
  });
  const row = (wanted: string) =>
    member.locator(`[data-testid="upcoming-booking"][data-code="${wanted}"]`);
  await expect(row(code)).toBeVisible();

  await marketplace.restartBackend();
  await expect(member.getByTestId("offline")).toHaveCount(0, { timeout: 30_000 });
  await expect(customer.getByTestId("confirmation-code")).toHaveText(code);
  await expect(row(code)).toBeVisible();

  // The pages that were open all the time, not fresh ones.
  await customer.getByRole("button", { name: "Book another time" }).click();
  await customer.getByTestId("slot").first().click();
  await customer.getByTestId("book-now").click();
  const next = await customer.getByTestId("confirmation-code").innerText();
  expect(next).not.toBe(code);
  await expect(row(next)).toBeVisible();
});

test("while the server is away the page says so, and takes it back", async ({ newVisitor }) => {
  const page = await newVisitor();
  let isDown = false;
  const sockets = new Set<() => void>();
  await page.routeWebSocket(/\/api\/.*\/sync/, (socket) => {
    const hangUp = () => void socket.close();
    if (isDown) {
      hangUp();
      return;
    }
    sockets.add(hangUp);
    socket.connectToServer();
  });
  await page.goto("/");
  await page.getByTestId("member").first().waitFor();
  isDown = true;
  for (const hangUp of sockets) hangUp();
  await expect(page.getByTestId("offline")).toContainText("Connection lost");
  await expect(page.getByTestId("member").first()).toBeVisible();
  isDown = false;
  await expect(page.getByTestId("offline")).toHaveCount(0, { timeout: 30_000 });
});
