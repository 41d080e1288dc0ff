import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { setVariables } from "../local/functions.ts";
import { confirmBooking, expect, fillDetails, openMember, test } from "./visitors.ts";

/** In place of Cloudflare's script: a button that hands over the token its label names. */
const SCRIPT = `
  window.turnstile = {
    render(place, { callback }) {
      for (const token of ["robot", "person"]) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = token;
        button.onclick = () => callback(token);
        place.append(button);
      }
      return "widget";
    },
    reset() { document.body.dataset.reset = "yes"; },
    remove() {},
  };`;

/** Cloudflare's other half, which says who passed. */
async function answerAsCloudflare(): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const form = new URLSearchParams(body);
      const success = form.get("secret") === "secret" && form.get("response") === "person";
      response.end(JSON.stringify({ success }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}

async function begin(page: Page): Promise<void> {
  await openMember(page, "maya-chen");
  await page.getByTestId("slot").first().click();
  await fillDetails(page, { name: "Ada Lovelace", email: "ada@example.com" });
}

test("where a business wants people only, a booking waits for the check and then goes through", async ({
  marketplace,
  newVisitor,
}) => {
  const deployment = { url: marketplace.convexUrl, adminKey: marketplace.adminKey };
  const cloudflare = await answerAsCloudflare();
  await setVariables(deployment, {
    TURNSTILE_SECRET_KEY: "secret",
    TURNSTILE_URL: cloudflare.url,
  });
  try {
    const page = await newVisitor();
    await page.route("https://challenges.cloudflare.com/**", (route) =>
      route.fulfill({ contentType: "text/javascript", body: SCRIPT }),
    );
    await begin(page);
    await page.getByTestId("book-now").click();
    await expect(page.getByText("Complete the check that you are a person")).toBeVisible();

    await page.getByRole("button", { name: "robot" }).click();
    await expect(page.getByText("Try the check once more")).toBeVisible();
    await expect(page.locator("body")).toHaveAttribute("data-reset", "yes");

    await page.getByRole("button", { name: "person" }).click();
    await expect(page.getByRole("button", { name: "person" })).toHaveCount(0);
    expect(await confirmBooking(page)).toMatch(/^[A-Z0-9]{8}$/);
  } finally {
    await setVariables(deployment, { TURNSTILE_SECRET_KEY: "", TURNSTILE_URL: "" });
    cloudflare.stop();
  }
});

test("a check that cannot be loaded says so", async ({ marketplace, newVisitor }) => {
  const deployment = { url: marketplace.convexUrl, adminKey: marketplace.adminKey };
  await setVariables(deployment, { TURNSTILE_SECRET_KEY: "secret" });
  try {
    const page = await newVisitor();
    await page.route("https://challenges.cloudflare.com/**", (route) => route.abort());
    await begin(page);
    await expect(page.getByText("The check could not be loaded")).toBeVisible();
  } finally {
    await setVariables(deployment, { TURNSTILE_SECRET_KEY: "" });
  }
});
