import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { Locator, Page } from "@playwright/test";
import { ConvexHttpClient } from "convex/browser";
import { api } from "../convex/_generated/api.js";
import type { Marketplace } from "../local/marketplace.ts";
import { book, expect, openMember, signInAs, test } from "./visitors.ts";

const DAY_MS = 86_400_000;
const DEMO = { tenantSlug: "demo" };

const dateIn = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Members of this test alone, "Member <from>" and following, so that other tests keep theirs as they are. */
async function addMembers(marketplace: Marketplace, from: number, to: number): Promise<void> {
  const command = path.resolve("node_modules/convex/bin/main.js");
  const deployment = ["--url", marketplace.convexUrl, "--admin-key", marketplace.adminKey];
  const call = [command, "run", "demo/jobs:addCrowd", JSON.stringify({ from, to }), ...deployment];
  await promisify(execFile)(process.execPath, call);
}

/** Calls the backend as the person who signs in on this page from now on, with the token the page itself sends. */
async function callerOf(
  page: Page,
  marketplace: Marketplace,
  signIn: () => Promise<void>,
): Promise<ConvexHttpClient> {
  const token = new Promise<string>((resolve) => {
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => {
        const sent = JSON.parse(String(payload)) as { type: string; value?: string };
        if (sent.type === "Authenticate" && sent.value !== undefined) resolve(sent.value);
      });
    });
  });
  await signIn();
  const client = new ConvexHttpClient(marketplace.convexUrl);
  client.setAuth(await token);
  return client;
}

/** Whether each day of the month on screen can be booked, by date. */
async function daysShown(page: Page): Promise<{ date: string; isFree: boolean }[]> {
  return await page.getByTestId("date").evaluateAll((buttons) =>
    buttons.map((button) => {
      const words = /\d+ \w+ \d{4}/.exec(button.getAttribute("aria-label") ?? "")?.[0] ?? "";
      const date = new Date(`${words} UTC`).toISOString().slice(0, 10);
      return { date, isFree: (button as HTMLElement).dataset.available === "true" };
    }),
  );
}

async function chooseFound(owner: Page, search: string, count: number): Promise<void> {
  await owner.getByLabel("Search members").fill(search);
  await expect(owner.getByText(`${String(count)} members found`)).toBeVisible();
  await owner.getByTestId("choose-all").check();
  await expect(owner.getByTestId("chosen")).toContainText(`${String(count)} chosen`);
  await owner.getByTestId("change-hours").click();
}

async function planTimeOff(owner: Page, firstDate: string, lastDate: string): Promise<void> {
  await owner.getByLabel("First date").fill(firstDate);
  await owner.getByLabel("Last date").fill(lastDate);
  await owner.getByLabel("Reason").fill("Winter break");
  await owner.getByTestId("preview").click();
}

const newest = (owner: Page) => owner.getByTestId("bulk-change").first();

test("the owner sees the one booking that time off would leave outside, applies it to three members, and their pages show no times on those days", async ({
  marketplace,
  newVisitor,
}) => {
  await addMembers(marketplace, 2001, 2004);
  const [owner, customer, visitor] = [await newVisitor(), await newVisitor(), await newVisitor()];
  const code = await book(customer, "member-2002", { name: "Ada", email: "ada@example.com" });
  await openMember(visitor, "member-2003");
  await signInAs(owner, "persona-owner", "/dashboard/members");
  await chooseFound(owner, "member 200", 3);
  const [first, last] = [dateIn(-1), dateIn(20)];
  await planTimeOff(owner, first, last);

  await expect(owner.getByTestId("preview-status")).toContainText("1 booking would fall outside");
  const outside = owner.getByTestId("outside-booking");
  await expect(outside).toHaveCount(1);
  await expect(outside).toHaveAttribute("data-code", code);
  await expect(owner.getByTestId("outside-member")).toContainText("Member 2002");
  // Looking changed nothing: the page of the visitor still has times on those days.
  const isShut = ({ date }: { date: string }) => date >= first && date <= last;
  const freeAmong = async () =>
    (await daysShown(visitor)).filter((day) => day.isFree && isShut(day));
  expect((await freeAmong()).length).toBeGreaterThan(0);

  await owner.getByTestId("apply").click();
  await expect(newest(owner)).toHaveAttribute("data-finished", "true");
  await expect(newest(owner)).toContainText("3 of 3");
  await expect(owner.getByTestId("change-status")).toContainText("Finished for 3 members");
  await owner.reload();
  await expect(newest(owner)).toContainText("3 of 3");

  // The page that was open all the time closes by itself; the others say the same.
  await expect.poll(freeAmong).toEqual([]);
  for (const slug of ["member-2001", "member-2002", "member-2003"]) {
    await visitor.goto(`/demo/${slug}`);
    for (let month = 0; month < 2; month += 1) {
      await visitor.getByRole("button", { name: "Next month", exact: true }).click();
      // Later days are free, so the calendar is there and has been read.
      await visitor.locator('[data-testid="date"][data-available="true"]').last().waitFor();
      expect(await freeAmong()).toEqual([]);
    }
  }
});

test("a change of sixty members that a restart interrupts reaches each of them", async ({
  marketplace,
  newVisitor,
}) => {
  test.setTimeout(180_000);
  await addMembers(marketplace, 2100, 2160);
  const owner = await newVisitor();
  await signInAs(owner, "persona-owner", "/dashboard/members");
  await chooseFound(owner, "member 21", 60);
  await owner.getByText("Weekly hours", { exact: true }).click();
  await owner.getByRole("button", { name: "Clear all" }).click();
  await owner.getByTestId("preview").click();
  await expect(owner.getByText("60 members are concerned.")).toBeVisible();
  await owner.getByTestId("apply").click();
  const progress = newest(owner).getByRole("progressbar");
  const done = (await progress.getAttribute("aria-valuenow")) ?? "";
  test.info().annotations.push({ type: "members changed before the restart", description: done });
  await marketplace.restartBackend();

  await expect(newest(owner)).toHaveAttribute("data-finished", "true", { timeout: 60_000 });
  await expect(newest(owner)).toContainText("60 of 60");
  await expect(newest(owner).getByTestId("failure")).toHaveCount(0);
  const client = new ConvexHttpClient(marketplace.convexUrl);
  const month = dateIn(31).slice(0, 7);
  for (let n = 2100; n < 2160; n += 1) {
    const member = await client.query(api.members.get, { ...DEMO, slug: `member-${String(n)}` });
    const [service] = member
      ? await client.query(api.eventTypes.list, { memberId: member.id })
      : [];
    if (!service) throw new Error(`Member ${String(n)} has no service.`);
    const offer = await client.query(api.availability.month, { eventTypeId: service.id, month });
    expect(offer?.starts, member?.name).toEqual([]);
  }
});

test("a member who could not be changed is named with the reason, and can be chosen again", async ({
  marketplace,
  newVisitor,
}) => {
  await addMembers(marketplace, 2301, 2303);
  const owner = await newVisitor();
  const caller = await callerOf(owner, marketplace, () =>
    signInAs(owner, "persona-owner", "/dashboard/members"),
  );
  const full = await caller.query(api.members.get, { ...DEMO, slug: "member-2302" });
  if (!full) throw new Error("no member");
  const off = { memberId: full.id, firstDate: dateIn(300), lastDate: dateIn(301), reason: "" };
  for (let n = 0; n < 200; n += 1) await caller.mutation(api.availability.addTimeOff, off);

  await chooseFound(owner, "member 230", 2);
  await planTimeOff(owner, dateIn(40), dateIn(41));
  await owner.getByTestId("apply").click();
  await expect(newest(owner)).toHaveAttribute("data-finished", "true");
  const failure = newest(owner).getByTestId("failure");
  await expect(failure).toHaveCount(1);
  await expect(failure).toContainText("Member 2302 has as many dates or stretches of time off");
  await expect(owner.getByTestId("change-status")).toContainText("1 member could not be changed");
  await owner.getByRole("button", { name: "Choose this member again" }).click();
  await expect(owner.getByTestId("chosen")).toContainText("1 chosen");
  await owner.getByLabel("Search members").fill("2302");
  await expect(owner.getByRole("checkbox", { name: "Member 2302" })).toBeChecked();
});

test("a booking whose member moved to another zone is listed with its old and new time, until the member is back", async ({
  marketplace,
  newVisitor,
}) => {
  const [owner, member, customer] = [await newVisitor(), await newVisitor(), await newVisitor()];
  const contact = { name: "Grace", email: "grace@example.com", nth: 1 };
  const code = await book(customer, "aiko-tanaka", contact);
  const caller = await callerOf(member, marketplace, () =>
    signInAs(member, "persona-aiko", "/dashboard"),
  );
  const moveTo = async (timezone: string) => {
    const stored = await caller.query(api.members.settings, DEMO);
    if (!stored) throw new Error("no settings");
    const { id: _id, revision, ...settings } = stored;
    await caller.mutation(api.members.save, {
      ...{ ...DEMO, revision },
      settings: { ...settings, timezone },
    });
  };
  await signInAs(owner, "persona-owner", "/dashboard/members");
  const moved = owner.locator(`[data-testid="moved-booking"][data-code="${code}"]`);
  await expect(owner.getByText("Bookings whose time of day moved")).toBeVisible();
  await expect(moved).toHaveCount(0);

  await moveTo("Asia/Kolkata");
  await expect(moved).toContainText("Aiko Tanaka");
  await expect(moved).toContainText("GMT+5:30");
  const [was, now] = (await moved.innerText()).match(/\d\d:\d\d/g) ?? [];
  expect(now).toBeDefined();
  expect(now).not.toBe(was);
  await moveTo("Asia/Tokyo");
  await expect(moved).toHaveCount(0);
});

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The Tab key does not get there.");
}

test("on a phone and with the keyboard alone: choose, close a date, look, apply", async ({
  marketplace,
  newVisitor,
}) => {
  await addMembers(marketplace, 2401, 2402);
  const owner = await newVisitor({ viewport: { width: 390, height: 844 } });
  await signInAs(owner, "persona-owner", "/dashboard/members");
  await owner.getByTestId("roster-member").first().waitFor();
  await tabTo(owner, owner.getByLabel("Search members"));
  await owner.keyboard.type("member 2401");
  await tabTo(owner, owner.getByRole("checkbox", { name: "Member 2401" }));
  await owner.keyboard.press("Space");
  await tabTo(owner, owner.getByTestId("change-hours"));
  await owner.keyboard.press("Enter");

  // Each step begins at its heading.
  await expect(owner.getByRole("heading", { level: 1 })).toBeFocused();
  await tabTo(owner, owner.getByRole("radio", { name: /Time off/ }));
  await owner.keyboard.press("ArrowDown");
  await expect(owner.getByRole("radio", { name: /One date/ })).toBeChecked();
  await tabTo(owner, owner.getByTestId("preview"));
  await owner.keyboard.press("Enter");
  await expect(owner.getByRole("alert")).toContainText("Please fill this in");
  await owner.getByLabel("Date", { exact: true }).fill(dateIn(9));
  await tabTo(owner, owner.getByTestId("preview"));
  await owner.keyboard.press("Enter");
  await expect(owner.getByTestId("preview-status")).toContainText("No booking would fall outside");
  await tabTo(owner, owner.getByTestId("apply"));
  await owner.keyboard.press("Enter");
  await expect(owner.getByRole("heading", { name: "Recent changes" })).toBeFocused();
  await expect(newest(owner)).toContainText("closed");
  await expect(newest(owner)).toHaveAttribute("data-finished", "true");
  const width = await owner.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});

test("the owner gets there from any page; members and customers see no way, and on the address a plain refusal", async ({
  newVisitor,
}) => {
  const [member, customer, guest] = [await newVisitor(), await newVisitor(), await newVisitor()];
  const owner = await newVisitor();
  await signInAs(owner, "persona-owner", "/");
  await owner.getByRole("link", { name: "Dashboard" }).click();
  await expect(owner.getByRole("heading", { name: "Members", level: 1 })).toBeVisible();

  await signInAs(member, "persona-maya", "/dashboard");
  await expect(member.getByRole("link", { name: "Availability" })).toBeVisible();
  await expect(member.getByRole("link", { name: "Members" })).toHaveCount(0);
  await member.goto("/dashboard/members");
  await expect(member.getByTestId("owner-only")).toContainText("This page is for the owner");

  await signInAs(customer, "persona-carl", "/dashboard/members");
  await expect(customer.getByTestId("owner-only")).toBeVisible();
  await expect(customer.getByTestId("roster-member")).toHaveCount(0);

  await guest.goto("/dashboard/members");
  await expect(guest.getByText("Sign in to see this page")).toBeVisible();
});

test("leaving a change that was begun asks first", async ({ newVisitor }) => {
  const owner = await newVisitor();
  await signInAs(owner, "persona-owner", "/dashboard/members");
  await owner.getByTestId("roster-member").first().click();
  await owner.getByTestId("change-hours").click();
  await owner.getByLabel("Reason").fill("Half a sen");
  await owner.getByRole("link", { name: "My bookings" }).click();
  await expect(owner.getByRole("dialog")).toContainText("Leave without saving?");
  await owner.getByRole("button", { name: "Stay here" }).click();
  await expect(owner.getByLabel("Reason")).toHaveValue("Half a sen");
});
