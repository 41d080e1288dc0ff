import {
  cell,
  dragBetween,
  openAsNewMember,
  save,
  showBoth,
  weekGrid,
  windowsOf,
} from "./availability-editor.ts";
import { expect, test } from "./visitors.ts";

test("dragging paints and erases, step by step, with several windows a day", async ({
  newVisitor,
}) => {
  const page = await newVisitor();
  await openAsNewMember(page, "Dora Drag");
  await page.getByRole("button", { name: "Clear all" }).click();

  await dragBetween(page, cell(page, "Tuesday", "09:00"), cell(page, "Tuesday", "12:15"));
  await expect(page.getByTestId("week-status")).toHaveText("Tuesday 09:00 to 12:30 open");
  await dragBetween(page, cell(page, "Wednesday", "14:45"), cell(page, "Tuesday", "13:30"));
  await expect(page.getByTestId("week-status")).toHaveText(
    "Tuesday to Wednesday 13:30 to 15:00 open",
  );
  expect(await windowsOf(page, "Tuesday")).toEqual(["09:00–12:30", "13:30–15:00"]);
  expect(await windowsOf(page, "Wednesday")).toEqual(["13:30–15:00"]);

  await dragBetween(page, cell(page, "Tuesday", "10:00"), cell(page, "Tuesday", "10:45"));
  expect(await windowsOf(page, "Tuesday")).toEqual(["09:00–10:00", "11:00–12:30", "13:30–15:00"]);

  await page.getByTestId("undo").click();
  expect(await windowsOf(page, "Tuesday")).toEqual(["09:00–12:30", "13:30–15:00"]);
  await page.keyboard.press("Control+z");
  expect(await windowsOf(page, "Wednesday")).toEqual([]);
  await page.getByTestId("redo").click();
  expect(await windowsOf(page, "Wednesday")).toEqual(["13:30–15:00"]);

  await save(page);
  await page.reload();
  await weekGrid(page).waitFor();
  expect(await windowsOf(page, "Tuesday")).toEqual(["09:00–12:30", "13:30–15:00"]);
});

test("a stroke to the lower edge scrolls along and reaches the end of the day, and Escape gives one up", async ({
  newVisitor,
}) => {
  const page = await newVisitor();
  await openAsNewMember(page, "Eddie Edge");
  await page.getByRole("button", { name: "Clear all" }).click();

  await showBoth(cell(page, "Sunday", "16:00"), cell(page, "Sunday", "17:00"));
  await cell(page, "Sunday", "16:00").hover();
  await page.mouse.down();
  const scroller = await weekGrid(page).getByRole("rowgroup").boundingBox();
  const start = await cell(page, "Sunday", "16:00").boundingBox();
  if (!scroller || !start) throw new Error("The grid is not on the page.");
  await page.mouse.move(start.x + 5, scroller.y + scroller.height - 4, { steps: 5 });
  await expect(page.getByTestId("stroke")).toContainText("24:00");
  await page.mouse.up();
  expect(await windowsOf(page, "Sunday")).toEqual(["16:00–24:00"]);

  await cell(page, "Monday", "09:00").hover();
  await page.mouse.down();
  await page.mouse.move(start.x, scroller.y + 200, { steps: 5 });
  await expect(page.getByTestId("stroke")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("stroke")).toHaveCount(0);
  await page.mouse.up();
  expect(await windowsOf(page, "Monday")).toEqual([]);
});

test("the keyboard alone paints, erases and extends over days, and hears what it did", async ({
  newVisitor,
}) => {
  const page = await newVisitor();
  await openAsNewMember(page, "Kay Keys");
  await page.getByRole("button", { name: "Clear all" }).click();
  const status = page.getByTestId("week-status");

  await cell(page, "Monday", "08:00").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+ArrowDown");
  await expect(cell(page, "Tuesday", "09:00")).toBeFocused();
  for (let step = 0; step < 13; step += 1) await page.keyboard.press("Shift+ArrowDown");
  await expect(status).toHaveText("Selected: Tuesday 09:00 to 12:30");
  await page.keyboard.press("Enter");
  await expect(status).toHaveText("Tuesday 09:00 to 12:30 open");
  await expect(cell(page, "Tuesday", "12:15")).toHaveAttribute("aria-selected", "true");
  await expect(cell(page, "Tuesday", "12:30")).toHaveAttribute("aria-selected", "false");

  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Space");
  await expect(status).toHaveText("Tuesday to Wednesday 12:15 to 12:30 closed");
  expect(await windowsOf(page, "Tuesday")).toEqual(["09:00–12:15"]);

  await cell(page, "Tuesday", "09:00").focus();
  await page.keyboard.press("Delete");
  await expect(status).toHaveText("Tuesday 09:00 to 09:15 closed");
  // One cell of the grid is in the tab order, so that Tab leaves it again.
  await expect(weekGrid(page).locator('[tabindex="0"]')).toHaveCount(1);
});

test("presets, Monday to Tuesday–Friday, copying a day and clearing all are one step each", async ({
  newVisitor,
}) => {
  const page = await newVisitor();
  await openAsNewMember(page, "Paula Preset");
  await page.getByTestId("presets").click();
  await page.getByRole("menuitem", { name: "9–12 and 1–5 weekdays" }).click();
  expect(await windowsOf(page, "Friday")).toEqual(["09:00–12:00", "13:00–17:00"]);

  await dragBetween(page, cell(page, "Monday", "13:00"), cell(page, "Monday", "16:45"));
  await page.getByRole("button", { name: "Monday to Tue–Fri" }).click();
  expect(await windowsOf(page, "Friday")).toEqual(["09:00–12:00"]);

  await page.getByTestId("copy-day").click();
  await page.getByLabel("Copy the hours of").selectOption("Friday");
  await page.getByRole("checkbox", { name: "Saturday" }).check();
  await page.getByRole("checkbox", { name: "Sunday" }).check();
  await page.getByTestId("copy-apply").click();
  expect(await windowsOf(page, "Sunday")).toEqual(["09:00–12:00"]);

  await page.getByRole("button", { name: "Clear all" }).click();
  expect(await windowsOf(page, "Monday")).toEqual([]);
  await page.getByTestId("undo").click();
  expect(await windowsOf(page, "Sunday")).toEqual(["09:00–12:00"]);
});

test("the list changes the same week, and says which windows overlap before anything is saved", async ({
  newVisitor,
}) => {
  const page = await newVisitor();
  await openAsNewMember(page, "Lisa List");
  await page.getByTestId("view-list").click();
  await page.getByRole("switch", { name: "Open on Saturday" }).click();
  const saturday = page.getByTestId("day-saturday");
  await saturday.getByLabel("Saturday, to").selectOption("12:00");
  await saturday.getByRole("button", { name: "Saturday, add window" }).click();
  await expect(saturday.getByTestId("window")).toHaveCount(2);
  await saturday.getByLabel("Saturday, from").nth(1).selectOption("11:00");
  await expect(saturday.getByRole("alert")).toContainText("overlap");
  await expect(page.getByTestId("save-status")).toContainText("put right");
  await expect(page.getByTestId("save")).toHaveAttribute("aria-disabled", "true");

  await saturday.getByLabel("Saturday, to").nth(1).selectOption("24:00");
  await saturday.getByLabel("Saturday, from").nth(1).selectOption("20:00");
  await save(page);
  await page.getByTestId("view-grid").click();
  await expect(cell(page, "Saturday", "23:45")).toHaveAttribute("aria-selected", "true");
  await expect(cell(page, "Saturday", "12:00")).toHaveAttribute("aria-selected", "false");
});
