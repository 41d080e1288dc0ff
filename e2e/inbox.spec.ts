import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, test as base, type Page } from "@playwright/test";
import { Resend } from "resend";
import { startMail, type MailServer } from "../local/mail/server.ts";
import { startSms, type SmsServer } from "../local/sms/server.ts";
import { inboxOf } from "./inbox.ts";

interface Post {
  mail: MailServer;
  sms: SmsServer;
}

/** The inbox by itself, without a marketplace that writes to it. */
const test = base.extend<{ post: Post }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures this one needs.
  post: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "inbox-"));
    const nowhere = "http://127.0.0.1:9/";
    const sms = await startSms({ dataDir: path.join(folder, "sms"), port: 0, inboundUrl: nowhere });
    const mail = await startMail({
      ...{ dataDir: path.join(folder, "mail"), port: 0, endpoint: nowhere, phones: sms },
    });
    await use({ mail, sms });
    await mail.stop();
    await sms.stop();
    await rm(folder, { recursive: true });
  },
});

const ICS = [
  ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", "METHOD:REQUEST", "BEGIN:VEVENT"],
  ...["UID:7@bookable", "SEQUENCE:2", "DTSTAMP:20261120T090000Z", "DTSTART:20261124T130000Z"],
  ...["DTEND:20261124T140000Z", "SUMMARY:Portrait\\, outdoors", "LOCATION:Rue de Rivoli 12"],
  ...["ORGANIZER;CN=Maya Chen:mailto:maya@example.com", "ATTENDEE;CN=Ada:mailto:ada@example.com"],
  ...["END:VEVENT", "END:VCALENDAR", ""],
].join("\r\n");

const HTML = `<!doctype html><html><head><title>x</title></head><body><h1>See you soon</h1>
  <a href="https://example.com/manage?a=1&amp;b=2">Manage</a>
  <script>top.document.title = "taken"; document.body.textContent = "taken"</script>
  <img src="x" onerror="top.document.title = 'taken'"></body></html>`;

async function send({ mail }: Post, more: Record<string, unknown> = {}): Promise<void> {
  const { error } = await new Resend(mail.apiKey, { baseUrl: mail.url }).emails.send({
    ...{ from: "Open Hours <hello@bookable.example>", to: "Ada Lovelace <ada@example.com>" },
    ...{ subject: "Confirmed: Portrait", html: HTML, text: "See you soon" },
    tags: [{ name: "kind", value: "confirmation" }],
    attachments: [
      { filename: "invite.ics", content: Buffer.from(ICS), contentType: "text/calendar" },
    ],
    ...more,
  });
  expect(error).toBeNull();
}

const openFirst = async (page: Page, post: Post) => {
  await page.goto(post.mail.url);
  await page.getByTestId("mail").first().click();
  await page.locator("iframe").waitFor();
};

test.use({ timezoneId: "Europe/Paris", locale: "en-GB" });

test("a mail arrives while one looks, is unread until it is opened, and opening it is noticed", async ({
  page,
  post,
}) => {
  await page.goto(post.mail.url);
  await expect(page.getByText("Nobody was sent a mail yet.")).toBeVisible();
  await send(post);
  const row = page.getByTestId("mail");
  await expect(row).toContainText("Ada Lovelace");
  await expect(row).toContainText("unread");
  await row.click();
  await expect(page.frameLocator("iframe").getByRole("heading")).toHaveText("See you soon");
  await expect(row).not.toContainText("unread");
  await expect(page.locator("#status")).toContainText("opened");
});

test("no script of a mail runs, and its links open in a tab of their own through the page that counts them", async ({
  page,
  post,
  context,
}) => {
  await send(post);
  await context.route("https://example.com/**", (route) => route.fulfill({ body: "managed" }));
  await openFirst(page, post);
  const letter = page.frameLocator("iframe");
  await expect(letter.getByRole("heading")).toHaveText("See you soon");
  expect(await page.title()).toBe("Inbox");
  const opened = context.waitForEvent("page");
  await letter.getByRole("link", { name: "Manage" }).click();
  await expect.poll(async () => (await opened).url()).toBe("https://example.com/manage?a=1&b=2");
  await expect(page.locator("#status")).toContainText("clicked");
});

test("an invite is read out in the viewer's zone, and every other part can be looked at", async ({
  page,
  post,
}) => {
  await send(post, { headers: { "List-Unsubscribe": "<https://example.com/u>" } });
  await openFirst(page, post);
  await page.getByRole("link", { name: "Invite", exact: true }).click();
  const invite = page.getByTestId("invite");
  for (const fact of ["Invitation", "REQUEST", "Portrait, outdoors", "Rue de Rivoli 12"]) {
    await expect(invite).toContainText(fact);
  }
  await expect(invite).toContainText("Tuesday, 24 November 2026, 14:00–15:00 CET");
  await expect(invite).toContainText("Maya Chen maya@example.com");
  await expect(invite).toContainText("7@bookable");
  await page.getByRole("link", { name: "Headers" }).click();
  await expect(page.getByText("<https://example.com/u>")).toBeVisible();
  await page.getByRole("link", { name: "Source" }).click();
  await expect(page.locator("pre")).toContainText('<script>top.document.title = "taken"');
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "invite.ics" }).click();
  expect((await download).suggestedFilename()).toBe("invite.ics");
});

test("one recipient's mails can be read alone, by people and by tests", async ({ page, post }) => {
  await send(post);
  await send(post, { to: "grace@example.com", subject: "Moved" });
  await page.goto(post.mail.url);
  await page.getByRole("combobox").selectOption("grace@example.com");
  await expect(page.getByTestId("mail")).toHaveCount(1);
  await expect(page.getByTestId("mail")).toContainText("Moved");

  const inbox = inboxOf({ inboxUrl: post.mail.url }, "ada@example.com");
  expect(await inbox.mails()).toHaveLength(1);
  expect(await inbox.mail(/^Confirmed/)).toMatchObject({
    ...{ kind: "confirmation", links: ["https://example.com/manage?a=1&b=2"] },
    attachments: [{ filename: "invite.ics", text: ICS }],
  });
});

test("a text message is read and answered on its phone", async ({ page, post }) => {
  const { accountSid, authToken, url, from } = post.sms;
  await fetch(`${url}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    body: new URLSearchParams({ To: "+15551230001", From: from, Body: "Tomorrow at <b>14:00</b>" }),
  });
  await page.goto(`${post.mail.url}/?view=texts`);
  await page.getByTestId("phone").click();
  await expect(page.getByTestId("text")).toContainText("Tomorrow at <b>14:00</b>");
  await expect(page.getByTestId("text")).toContainText("delivered");
  await page.getByRole("button", { name: "Reply STOP" }).click();
  await expect(page.getByTestId("text")).toHaveCount(2);
  await expect(page.getByText("gets nothing until START")).toBeVisible();
});

test("a fault that is ordered on the page strikes, and is counted until it has", async ({
  page,
  post,
}) => {
  await page.goto(`${post.mail.url}/?view=faults`);
  const fault = page.locator("form").filter({ hasText: "500 before anything is done" }).first();
  await fault.getByLabel("Next times").fill("1");
  await fault.getByRole("button").click();
  await expect(page.getByRole("link", { name: "Faults" })).toContainText("1");
  const failed = await new Resend(post.mail.apiKey, { baseUrl: post.mail.url }).emails.send({
    ...{ from: "a@example.com", to: "b@example.com", subject: "x", text: "x" },
  });
  expect(failed.error?.statusCode).toBe(500);
});

test("on a phone the list and the mail each fit the screen", async ({ browser, post }) => {
  await send(post, { subject: `Confirmed: ${"a rather long name of a session ".repeat(4)}` });
  const page = await browser.newPage({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
  });
  const excess = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  await page.goto(post.mail.url);
  await page.getByTestId("mail").waitFor();
  expect(await excess()).toBe(0);
  await page.getByTestId("mail").tap();
  await page.locator("iframe").waitFor();
  await expect(page.getByTestId("mail")).toBeHidden();
  expect(await excess()).toBe(0);
  await page.getByRole("link", { name: "Invite", exact: true }).tap();
  await page.getByTestId("invite").waitFor();
  expect(await excess()).toBe(0);
  await page.getByRole("link", { name: "All mail" }).tap();
  await expect(page.getByTestId("mail")).toBeVisible();
  await page.close();
});
