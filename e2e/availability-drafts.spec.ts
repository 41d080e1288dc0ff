import type { Page, WebSocketRoute } from "@playwright/test";
import { cell, dragBetween, openAsNewMember, save, weekGrid } from "./availability-editor.ts";
import { expect, test } from "./visitors.ts";

test("unsaved changes outlive a reload, say so, and can be discarded", async ({ newVisitor }) => {
  const page = await newVisitor();
  await openAsNewMember(page, "Rita Reload");
  await dragBetween(page, cell(page, "Sunday", "10:00"), cell(page, "Sunday", "11:45"));
  await expect(page.getByTestId("save-status")).toContainText("not saved yet");

  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByTestId("restored")).toBeVisible();
  await expect(cell(page, "Sunday", "11:45")).toHaveAttribute("aria-selected", "true");

  await page.getByTestId("discard").click();
  await expect(cell(page, "Sunday", "11:45")).toHaveAttribute("aria-selected", "false");
  await page.reload();
  await weekGrid(page).waitFor();
  await expect(page.getByTestId("restored")).toHaveCount(0);
});

test("leaving the page with unsaved changes asks first", async ({ newVisitor }) => {
  const page = await newVisitor();
  await openAsNewMember(page, "Lena Leave");
  await dragBetween(page, cell(page, "Sunday", "10:00"), cell(page, "Sunday", "11:45"));
  await page.getByRole("link", { name: "Services" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stay here" }).click();
  await expect(cell(page, "Sunday", "11:45")).toHaveAttribute("aria-selected", "true");
});

test("two tabs do not overwrite each other: the second keeps its own on top or takes the other's", async ({
  newVisitor,
}) => {
  const one = await newVisitor();
  await openAsNewMember(one, "Tom Tabs");
  const other = await one.context().newPage();
  // Both tabs are the same person: sign-in belongs to a tab, and so it is done once more.
  await other.goto("/");
  await other.getByTestId("sign-in").click();
  await other.getByRole("button", { name: /Tom Tabs/ }).click();
  await other.getByTestId("sign-out").waitFor();
  await other.goto("/dashboard/availability");
  await weekGrid(other).waitFor();

  await dragBetween(one, cell(one, "Saturday", "10:00"), cell(one, "Saturday", "11:45"));
  await dragBetween(other, cell(other, "Sunday", "14:00"), cell(other, "Sunday", "15:45"));
  await save(other);

  await expect(one.getByTestId("stale")).toBeVisible();
  await expect(one.getByTestId("save")).toHaveAttribute("aria-disabled", "true");
  await one.getByTestId("keep-mine").click();
  await save(one);
  for (const page of [one, other]) {
    await expect(cell(page, "Saturday", "10:00")).toHaveAttribute("aria-selected", "true");
    await expect(cell(page, "Sunday", "14:00")).toHaveAttribute("aria-selected", "true");
  }

  await dragBetween(one, cell(one, "Saturday", "10:00"), cell(one, "Saturday", "11:45"));
  await dragBetween(other, cell(other, "Sunday", "14:00"), cell(other, "Sunday", "15:45"));
  await save(other);
  await one.getByTestId("load-theirs").click();
  await expect(cell(one, "Saturday", "10:00")).toHaveAttribute("aria-selected", "true");
  await expect(cell(one, "Sunday", "14:00")).toHaveAttribute("aria-selected", "false");
  await expect(one.getByTestId("save-status")).toContainText("All changes saved");
});

test("without a connection the changes stay, and what was being saved is saved when it is back", async ({
  newVisitor,
}) => {
  const page = await newVisitor();
  const line = await lineToServer(page);
  await openAsNewMember(page, "Olga Offline");
  line.cut();
  await dragBetween(page, cell(page, "Sunday", "10:00"), cell(page, "Sunday", "11:45"));
  const status = page.getByTestId("save-status");
  await expect(status).toContainText("kept in this browser");
  await page.getByTestId("save").click();
  await expect(status).toContainText("saved as soon as the connection is back");

  line.mend();
  await expect(status).toContainText("Saved", { timeout: 30_000 });
  await page.reload();
  await expect(cell(page, "Sunday", "11:45")).toHaveAttribute("aria-selected", "true");
});

/** The page's connection, to be cut and mended. Call it before the page is opened. */
async function lineToServer(page: Page): Promise<{ cut: () => void; mend: () => void }> {
  let isCut = false;
  const sockets: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/api\/.*\/sync/, (socket) => {
    if (isCut) {
      void socket.close();
      return;
    }
    socket.connectToServer();
    sockets.push(socket);
  });
  return {
    cut: () => {
      isCut = true;
      for (const socket of sockets.splice(0)) void socket.close();
    },
    mend: () => {
      isCut = false;
    },
  };
}
