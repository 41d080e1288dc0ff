import type { FaultSetting } from "../faults.ts";
import { html, Markup } from "../markup.ts";
import type { SmsState } from "../sms/state.ts";
import { link } from "./inbox-parts.ts";
import { STYLE } from "./inbox-style.ts";
import { showFaults } from "./faults-page.ts";
import { listMails } from "./mail-list.ts";
import { bareAddress } from "./payload.ts";
import { listPhones, showPhone } from "./phones-page.ts";
import { showMail } from "./reader.ts";
import type { Mail, MailState } from "./state.ts";

export interface View {
  state: MailState;
  /** The text messages, where there are any to show. */
  phones: SmsState | null;
  /** What the address asks for: `view`, `to`, `mail`, `tab`, `phone`, and `refused` for why a button did not work. */
  query: URLSearchParams;
}

/** The page on which one reads what everybody was sent. */
export function inbox(view: View): string {
  const { query } = view;
  const { list, reader } = panes(view);
  const refused = query.get("refused");
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Inbox</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Markup(STYLE)}
        </style>
        <script src="/inbox.js" defer></script>
      </head>
      <body>
        ${showBar(view)} ${refused === null ? null : html`<p role="alert">${refused}</p>`}
        <main class="${reader === null ? "" : "reading"} ${list === null ? "single" : ""}">
          ${list === null ? null : html`<nav id="list" aria-label="Messages">${list}</nav>`}
          <article id="reader">${reader ?? nothingChosen(view)}</article>
        </main>
      </body>
    </html>`.text;
}

function panes(view: View): { list: Markup | null; reader: Markup | null } {
  const { state, phones, query } = view;
  if (query.get("view") === "faults") return { list: null, reader: showFaults(state, phones) };
  if (query.get("view") === "texts" && phones !== null) {
    const phone = query.get("phone");
    return {
      list: listPhones(phones, query),
      reader: phone === null ? null : showPhone(phones, phone),
    };
  }
  const mail = state.mails.get(query.get("mail") ?? "");
  return {
    list: listMails(shownMails(view), query),
    reader: mail === undefined ? null : showMail(mail, query),
  };
}

/** Newest first, of one recipient where that is asked for. */
function shownMails({ state, query }: View): Mail[] {
  const to = query.get("to") ?? "";
  return [...state.mails.values()]
    .filter((mail) => to === "" || mail.to.some((one) => bareAddress(one) === to))
    .reverse();
}

function showBar({ state, phones, query }: View): Markup {
  const view = query.get("view") ?? "mail";
  const unread = [...state.mails.values()].filter(({ openedAt }) => openedAt === null).length;
  const place = (name: string, label: string, count: number | null) =>
    html`<a
      href="${link(new URLSearchParams(), name === "mail" ? {} : { view: name })}"
      ${view === name ? new Markup('aria-current="page"') : null}
      >${label}${count === null || count === 0 ? null : html`<span class="count">${count}</span>`}</a
    >`;
  return html`<header id="bar">
    <h1>Inbox</h1>
    <nav aria-label="Views">
      ${place("mail", "Mail", unread)}
      ${phones === null ? null : place("texts", "Texts", phones.texts.length)}
      ${place("faults", "Faults", countFaults(state, phones))}
    </nav>
    ${view === "mail" ? showRecipients(state, query) : null}
  </header>`;
}

function countFaults(state: MailState, phones: SmsState | null): number {
  const settings = [state.faults, ...(phones === null ? [] : [phones.faults])].flatMap((faults) =>
    Object.values<FaultSetting>(faults.settings),
  );
  return settings.filter(({ chance, next }) => chance > 0 || next > 0).length;
}

function showRecipients({ mails }: MailState, query: URLSearchParams): Markup {
  const all = new Set([...mails.values()].flatMap(({ to }) => to.map(bareAddress)));
  const chosen = query.get("to") ?? "";
  const options = [...all]
    .sort()
    .map((address) =>
      address === chosen
        ? html`<option selected>${address}</option>`
        : html`<option>${address}</option>`,
    );
  return html`<form class="recipients" method="get" action="/">
    <label
      ><span class="unseen">Recipient</span
      ><select name="to">
        <option value="">Everybody</option>
        ${options}
      </select></label
    >
    <noscript><button>Show</button></noscript>
  </form>`;
}

function nothingChosen({ state, phones, query }: View): Markup {
  const isTexts = query.get("view") === "texts";
  const isEmpty = isTexts ? phones?.texts.length === 0 : state.mails.size === 0;
  const sentence = isEmpty
    ? isTexts
      ? "Nobody was sent a text message yet."
      : "Nobody was sent a mail yet. Book something, and it arrives here."
    : isTexts
      ? "Choose a number."
      : "Choose a mail.";
  return html`<p class="nothing">${sentence}</p>`;
}
