import type { Locator, Page } from "@playwright/test";
import { expect } from "./visitors.ts";

/** A member of their own, in Berlin, on their availability page, open Monday to Friday from nine to five. */
export async function openAsNewMember(page: Page, name: string): Promise<void> {
  await page.goto("/");
  await page.getByTestId("sign-in").click();
  await page.getByLabel("Name").fill(name);
  const address = name.toLowerCase().replaceAll(" ", ".");
  await page.getByLabel("E-mail").fill(`${address}@example.com`);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByTestId("sign-out").waitFor();
  await page.goto("/dashboard");
  await page.getByTestId("publish").click();
  await page.getByRole("link", { name: "Availability" }).click();
  await weekGrid(page).waitFor();
}

export function weekGrid(page: Page): Locator {
  return page.getByRole("grid", { name: "Weekly hours" });
}

/** A quarter of an hour of the week, such as `cell(page, "Tuesday", "09:00")`. */
export function cell(page: Page, day: string, from: string): Locator {
  return weekGrid(page).getByRole("gridcell", { name: new RegExp(`^${day} ${from} to `) });
}

/** The windows of a day as the list view has them: "09:00–12:30", one after the other. */
export async function windowsOf(page: Page, day: string): Promise<string[]> {
  await page.getByTestId("view-list").click();
  const row = page.getByTestId(`day-${day.toLowerCase()}`);
  await row.waitFor();
  const windows = await row.getByTestId("window").all();
  const read = await Promise.all(
    windows.map(async (window) => {
      const [from, to] = await window.getByRole("combobox").all();
      return `${(await from?.inputValue()) ?? ""}–${(await to?.inputValue()) ?? ""}`;
    }),
  );
  await page.getByTestId("view-grid").click();
  return read;
}

/** Saves and waits until it is said to be saved. */
export async function save(page: Page): Promise<void> {
  await page.getByTestId("save").click();
  await expect(page.getByTestId("save-status")).toContainText("Saved");
}

/** Drags the mouse from one cell to another, both of which the grid can show at once. */
export async function dragBetween(page: Page, from: Locator, to: Locator): Promise<void> {
  await showBoth(from, to);
  const [start, end] = [await centreOf(from), await centreOf(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

/** Scrolls the grid into the middle of the page and the two cells into the middle of the grid. */
export async function showBoth(one: Locator, other: Locator): Promise<void> {
  await one.evaluate(
    (cell, second) => {
      const scroller = cell.closest("[role=rowgroup]");
      if (!scroller) throw new Error("This is no cell of the grid.");
      scroller.scrollIntoView({ block: "center", behavior: "instant" });
      const middle = (cell.getBoundingClientRect().top + second.getBoundingClientRect().bottom) / 2;
      const box = scroller.getBoundingClientRect();
      scroller.scrollTop += middle - (box.top + box.bottom) / 2;
    },
    await other.elementHandle(),
  );
}

export async function centreOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error("This element is not on the page.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
