import type { Page } from "@playwright/test";
import { cell, dragBetween, openAsNewMember, save } from "./availability-editor.ts";
import { book, expect, openMember, slotsShown, test } from "./visitors.ts";

const DAY_MS = 86_400_000;
const berlinDate = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" });

/** The dates "YYYY-MM-DD" of the preview from tomorrow on: today loses times while one looks. */
async function previewDates(page: Page): Promise<string[]> {
  const dates = await page
    .getByTestId("preview-day")
    .evaluateAll((days) => days.map((day) => (day as HTMLElement).dataset.date ?? ""));
  return dates.slice(1);
}

async function previewStarts(page: Page, dates: readonly string[]): Promise<number[]> {
  const starts = await page
    .getByTestId("preview-slot")
    .evaluateAll((slots) => slots.map((slot) => Number((slot as HTMLElement).dataset.start)));
  return starts.filter((start) => dates.includes(berlinDate.format(start)));
}

/** Everything the public page offers on these dates, read as a visitor would: day by day. */
async function publicStarts(page: Page, dates: readonly string[]): Promise<number[]> {
  const starts: number[] = [];
  let month = dates[0]?.slice(0, 7) ?? "";
  const today = berlinDate.format(Date.now()).slice(0, 7);
  if (month !== today) await page.getByRole("button", { name: "Next month", exact: true }).click();
  for (const date of dates) {
    if (date.slice(0, 7) !== month) {
      month = date.slice(0, 7);
      await page.getByRole("button", { name: "Next month", exact: true }).click();
    }
    const label = new Intl.DateTimeFormat("en-GB", {
      ...{ weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
    }).format(Date.parse(date));
    const day = page.locator(`[data-testid="date"][aria-label^="${label},"]`);
    await day.waitFor();
    if ((await day.getAttribute("data-available")) !== "true") continue;
    await day.click();
    await expect
      .poll(async () => (await slotsShown(page)).map((start) => berlinDate.format(start)))
      .toContain(date);
    starts.push(...(await slotsShown(page)));
  }
  return starts;
}

test("the preview of an unsaved draft is the public page after saving", async ({ newVisitor }) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await openAsNewMember(member, "Priya Preview");
  await book(visitor, "priya-preview", {
    name: "Carla Curie",
    email: "carla@example.com",
    nth: 0,
  });

  await member.getByTestId("presets").click();
  await member.getByRole("menuitem", { name: "Weekday evenings" }).click();
  await dragBetween(member, cell(member, "Sunday", "09:00"), cell(member, "Sunday", "11:15"));
  await member.getByLabel("Break after").selectOption("10 minutes");
  await member.getByLabel("Start times every").selectOption("20 minutes");
  const dates = await previewDates(member);
  const [second = "", fifth = ""] = [dates[1], dates[4]];
  await closeDate(member, second, "Dentist");
  await addTimeOff(member, [fifth, dates[6] ?? fifth]);
  await addPattern(member);

  await expect(member.getByText("Not saved yet", { exact: true })).toBeVisible();
  const promised = await previewStarts(member, dates);
  expect(promised.length).toBeGreaterThan(30);
  expect(promised.some((start) => berlinDate.format(start) === second)).toBe(false);
  expect(promised.some((start) => berlinDate.format(start) === fifth)).toBe(false);

  await save(member);
  await openMember(visitor, "priya-preview");
  expect(await publicStarts(visitor, dates)).toEqual(promised);
  // Saving changes nothing of the preview either.
  expect(await previewStarts(member, dates)).toEqual(promised);
});

async function closeDate(page: Page, date: string, reason: string): Promise<void> {
  const label = new Intl.DateTimeFormat("en-GB", {
    ...{ weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
  }).format(Date.parse(date));
  const day = page.locator(`[data-testid="calendar-date"][aria-label^="${label},"]`);
  if ((await day.count()) === 0) await page.getByRole("button", { name: "Later month" }).click();
  await day.click();
  await page.getByRole("radio", { name: "Closed" }).check();
  await page.getByLabel("Reason").fill(reason);
  await page.getByTestId("apply-date").click();
  await expect(day).toHaveAttribute("data-state", "closed");
}

async function addTimeOff(page: Page, [first, last]: [string, string]): Promise<void> {
  await page.getByTestId("add-time-off").click();
  await page.getByLabel("First date").fill(first);
  await page.getByLabel("Last date").fill(last);
  await page.getByLabel("Reason").fill("By the sea");
  await page.getByTestId("apply-time-off").click();
  await expect(page.getByTestId("date-entry").filter({ hasText: "By the sea" })).toBeVisible();
}

/** Saturday mornings, every second week from this one. */
async function addPattern(page: Page): Promise<void> {
  await page.getByTestId("add-rule").click();
  await page.getByTestId("apply-rule").click();
  await expect(page.getByRole("dialog").getByRole("alert").first()).toBeVisible();
  await page.getByLabel("Name").fill("Market day");
  await page.getByLabel("Comes round").selectOption("every second week");
  await page.getByRole("checkbox", { name: "Saturday" }).check();
  await page.getByLabel("Recurring pattern, from").selectOption("08:00");
  await page.getByLabel("Recurring pattern, to").selectOption("10:00");
  await page.getByLabel("From", { exact: true }).fill(berlinDate.format(Date.now()));
  await page.getByTestId("apply-rule").click();
  await expect(page.getByTestId("rule")).toContainText("every second week on Saturday");
}

test("the member is told in words why a time is not available", async ({ newVisitor }) => {
  const [member, visitor] = [await newVisitor(), await newVisitor()];
  await openAsNewMember(member, "Wanda Why");
  await member.getByTestId("presets").click();
  await member.getByRole("menuitem", { name: "Around the clock" }).click();
  await dragBetween(member, cell(member, "Monday", "09:00"), cell(member, "Sunday", "09:45"));
  await member.getByLabel("Break after").selectOption("30 minutes");
  await save(member);

  await openMember(visitor, "wanda-why");
  await visitor.getByRole("button", { name: "Next month", exact: true }).click();
  await visitor.locator('[data-testid="date"][data-available="true"]').nth(2).click();
  const noon = visitor.getByTestId("slot").filter({ hasText: /^12:00/ });
  const start = Number(await noon.getAttribute("data-start"));
  await noon.click();
  await visitor.getByLabel("Name", { exact: true }).fill("Niels Abel");
  await visitor.getByLabel("E-mail").fill("abel@example.com");
  await visitor.getByTestId("book-now").click();
  const code = await visitor.getByTestId("confirmation-code").innerText();

  const why = member.getByTestId("why");
  const answer = member.getByTestId("why-answer");
  const ask = async (date: string, time: string) => {
    await why.getByLabel("Date").fill(date);
    await why.getByLabel("Time").fill(time);
  };
  const date = berlinDate.format(start);
  await ask(date, "12:00");
  await expect(answer).toContainText(`Booking ${code} is at that time`);
  await ask(date, "12:30");
  await expect(answer).toContainText("too close for the break between");
  await ask(date, "09:15");
  await expect(answer).toContainText("outside your weekly hours");
  await ask(date, "08:45");
  await expect(answer).toContainText("Your hours end at 09:00");
  await ask(date, "10:07");
  await expect(answer).toContainText("do not start at this minute");
  await ask(date, "14:00");
  await expect(answer).toContainText("can be booked");
  await ask(berlinDate.format(Date.now() - DAY_MS), "14:00");
  await expect(answer).toContainText("It is in the past");
  await ask("2027-03-28", "02:30");
  await expect(answer).toContainText("this time does not exist");
});
