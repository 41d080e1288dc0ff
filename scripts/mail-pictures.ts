import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import type { MailBusiness } from "../convex/messages/mail/look.ts";
import { renderMail } from "../convex/messages/mail/render.tsx";
import type { Facts } from "../core/messages/facts.ts";
import { type Kind, KINDS, type Locale, LOCALES } from "../core/messages/kinds.ts";
import { sampleFacts } from "../core/messages/sample.ts";
import { wordsOf } from "../core/messages/words.ts";
import { zoneRules } from "../core/time/zones.ts";
import { CHROMIUM_ARGS, ensureChromium } from "./chromium.ts";
import { ROOT } from "./run.ts";

/**
 * `npm run mail-pictures`: every kind of mail on one sheet for each scheme and width, in all languages and some businesses' colours. A
 * machine without fonts for Korean and Japanese draws boxes for them.
 */

const FOLDER = join(ROOT, "docs/mails");
/** Of a JPEG: the least at which small letters have no halo. */
const QUALITY = 55;

const NOW = Date.UTC(2026, 10, 20, 9);
const HOUR_MS = 3_600_000;
const YEAR_MS = 366 * 24 * HOUR_MS;

const BUSINESSES: MailBusiness[] = [
  { name: "Bookable Mentors", email: "hello@mentors.example", logoUrl: null, color: null },
  { name: "Studio Nord", email: "studio@nord.example", logoUrl: null, color: "#5b3df5" },
  { name: "Atelier Soleil", email: "bonjour@soleil.example", logoUrl: null, color: "#ffcf33" },
  { name: "Redwood Physio", email: null, logoUrl: null, color: "#d6336c" },
];

const SHEETS = [
  { width: 375, scale: 0.5, columns: 8 },
  { width: 800, scale: 0.4, columns: 6 },
];

function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error("Nothing can be chosen from an empty list.");
  return found;
}

async function mailOf(kind: Kind, index: number): Promise<string> {
  const locale: Locale = at(LOCALES, index);
  const look = { locale, business: at(BUSINESSES, index) };
  return (await renderMail(wordsOf(factsOf(kind, look)), look)).html;
}

function factsOf(kind: Kind, look: { locale: Locale; business: MailBusiness }): Facts {
  const { name, email } = look.business;
  const facts = sampleFacts({
    ...{ kind, locale: look.locale, business: { name, email, phone: null }, own: null },
    ...{
      rules: zoneRules("Europe/Berlin", NOW, NOW + YEAR_MS),
      page: "https://bookable.example/b/1",
    },
    ...{ currency: "eur", now: NOW },
  });
  const [first] = facts.agenda;
  const agenda = [0, 2, 5].flatMap((hours) =>
    first
      ? [{ ...first, start: first.start + hours * HOUR_MS, end: first.end + hours * HOUR_MS }]
      : [],
  );
  const message = "I have 40 slides.\nWhich ones would you leave out?";
  return { ...facts, agenda, booking: facts.booking && { ...facts.booking, message } };
}

type Sheet = { width: number; scale: number; columns: number; scheme: "light" | "dark" };

/** All mails side by side, each in a frame of its own, so that none has another's styles. */
async function photograph(browser: Browser, mails: string[], sheet: Sheet): Promise<void> {
  const page = await browser.newPage({ colorScheme: sheet.scheme });
  await page.setContent(`<!doctype html><style>${styleOf(sheet)}</style><main></main>`);
  const main = page.locator("main");
  await main.evaluate(hang, { mails, columns: sheet.columns });
  const path = join(FOLDER, `${sheet.scheme}-${String(sheet.width)}.jpg`);
  await main.screenshot({ path, type: "jpeg", quality: QUALITY });
  await page.close();
}

function styleOf({ width, scale, scheme }: Sheet): string {
  return `
    main { display: flex; gap: 24px; padding: 24px; width: max-content; zoom: ${String(scale)};
      background: ${scheme === "dark" ? "#000" : "#dcdad3"}; }
    iframe { display: block; width: ${String(width)}px; border: 0; border-radius: 12px; margin-bottom: 24px; }`;
}

/** Runs in the page: row by row, each mail as tall as it is. */
async function hang(
  main: HTMLElement | SVGElement,
  { mails, columns }: { mails: string[]; columns: number },
): Promise<void> {
  const stacks = Array.from({ length: columns }, () =>
    main.appendChild(document.createElement("div")),
  );
  const hung = mails.map(async (html, index) => {
    const frame = document.createElement("iframe");
    frame.srcdoc = html;
    const loaded = new Promise((resolve) => {
      frame.addEventListener("load", resolve);
    });
    stacks[index % columns]?.append(frame);
    await loaded;
    frame.style.height = `${String(frame.contentDocument?.body.scrollHeight ?? 0)}px`;
  });
  await Promise.all(hung);
}

mkdirSync(FOLDER, { recursive: true });
const mails = await Promise.all(KINDS.map(mailOf));
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: [...CHROMIUM_ARGS],
});
try {
  for (const sheet of SHEETS) {
    await photograph(browser, mails, { ...sheet, scheme: "light" });
    await photograph(browser, mails, { ...sheet, scheme: "dark" });
  }
} finally {
  await browser.close();
}
