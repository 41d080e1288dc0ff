import type { CDPSession, Page } from "@playwright/test";
import { cell, centreOf, openAsNewMember, weekGrid, windowsOf } from "./availability-editor.ts";
import { expect, test } from "./visitors.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

type Point = { x: number; y: number };

/** A finger that goes from one point to another, after resting for a while. */
async function dragFinger(
  page: Page,
  finger: CDPSession,
  { from, to, restMs }: { from: Point; to: Point; restMs: number },
): Promise<void> {
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: Point[]) =>
    finger.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [from]);
  await page.waitForTimeout(restMs);
  for (let step = 1; step <= 10; step += 1) {
    const along = (a: number, b: number) => a + ((b - a) * step) / 10;
    await touch("touchMove", [{ x: along(from.x, to.x), y: along(from.y, to.y) }]);
  }
  await touch("touchEnd", []);
}

test("a finger scrolls the week when it swipes, and paints after resting or in paint mode", async ({
  newVisitor,
}) => {
  const page = await newVisitor(PHONE);
  await openAsNewMember(page, "Tess Touch");
  await page.getByRole("button", { name: "Clear all" }).tap();
  const finger = await page.context().newCDPSession(page);
  const scroller = weekGrid(page).getByRole("rowgroup");
  await scroller.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const scrollTop = () => scroller.evaluate((element) => element.scrollTop);

  const before = await scrollTop();
  const [ten, noon] = [
    await centreOf(cell(page, "Thursday", "10:00")),
    await centreOf(cell(page, "Thursday", "11:45")),
  ];
  await dragFinger(page, finger, { from: noon, to: ten, restMs: 0 });
  await expect.poll(scrollTop).toBeGreaterThan(before + 50);
  expect(await windowsOf(page, "Thursday")).toEqual([]);

  await scroller.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const rested = await scrollTop();
  const stroke = async () => ({
    from: await centreOf(cell(page, "Thursday", "10:00")),
    to: await centreOf(cell(page, "Thursday", "11:45")),
  });
  await dragFinger(page, finger, { ...(await stroke()), restMs: 500 });
  await expect(page.getByTestId("week-status")).toHaveText("Thursday 10:00 to 12:00 open");
  expect(await scrollTop()).toBe(rested);

  await page.getByTestId("paint-mode").tap();
  await dragFinger(page, finger, { ...(await stroke()), restMs: 0 });
  await expect(page.getByTestId("week-status")).toHaveText("Thursday 10:00 to 12:00 closed");
  expect(await scrollTop()).toBe(rested);
});

test("the whole editor fits a phone without scrolling sideways", async ({ newVisitor }) => {
  const page = await newVisitor(PHONE);
  await openAsNewMember(page, "Petra Pocket");
  const excess = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  expect(await excess()).toBe(0);
  await page.getByTestId("view-list").tap();
  expect(await excess()).toBe(0);
});
