import { html, Markup } from "../markup.ts";
import { readCalendars } from "./invite.ts";
import { showCalendar } from "./invite-card.ts";
import { badge, button, initials, link, moment } from "./inbox-parts.ts";
import { kindOf, nameOf } from "./mail-list.ts";
import { bareAddress } from "./payload.ts";
import { HAPPENINGS, type Mail, type MailEvent } from "./state.ts";

interface Tab {
  name: string;
  label: string;
  show: (mail: Mail) => Markup;
}

const KIB = 1024;

/** One mail, as its reader's program shows it, and everything that a program hides. */
export function showMail(mail: Mail, query: URLSearchParams): Markup {
  const tabs = tabsOf(mail);
  const chosen = tabs.find(({ name }) => name === query.get("tab")) ?? tabs[0];
  return html`<a class="back" href="${link(query, { mail: null, tab: null })}">‹ All mail</a>
    <header class="letterhead">
      <h2>${mail.subject}</h2>
      <div class="from">
        ${initials(nameOf(mail.from))}
        <div>
          <p><strong>${nameOf(mail.from)}</strong> <span>${bareAddress(mail.from)}</span></p>
          <p>
            to ${mail.to.map((one) => bareAddress(one)).join(", ")} ·
            ${moment(mail.created, "full")}
          </p>
        </div>
      </div>
      <p class="marks" id="status">
        ${badge(mail.lastEvent)}
        ${kindOf(mail) === null ? null : html`<span class="kind">${kindOf(mail)}</span>`}
      </p>
      ${showAttachments(mail)}
    </header>
    <nav class="tabs" aria-label="Parts of the mail">
      ${tabs.map(
        ({ name, label }) =>
          html`<a
            href="${link(query, { tab: name })}"
            ${name === chosen?.name ? new Markup('aria-current="page"') : null}
            >${label}</a
          >`,
      )}
    </nav>
    <section class="part ${chosen?.name ?? ""}" id="part">${chosen?.show(mail) ?? null}</section>`;
}

function tabsOf(mail: Mail): Tab[] {
  const calendars = readCalendars(mail);
  return [
    ...(mail.html === null ? [] : [{ name: "letter", label: "Mail", show: showLetter }]),
    ...(mail.text === null
      ? []
      : [{ name: "text", label: "Text", show: ({ text }: Mail) => verbatim(text ?? "") }]),
    ...(calendars.length === 0
      ? []
      : [
          {
            ...{ name: "invite", label: "Invite" },
            show: () => html`${calendars.map(showCalendar)}`,
          },
        ]),
    { name: "headers", label: "Headers", show: showHeaders },
    { name: "source", label: "Source", show: ({ html: source }) => verbatim(source ?? "") },
    { name: "events", label: "Events", show: showEvents },
  ];
}

/** The mail runs no script, has no origin, and is not this page's. */
function showLetter({ id, subject }: Mail): Markup {
  return html`<iframe
    title="${subject}"
    src="/mails/${id}/letter"
    sandbox="allow-popups allow-popups-to-escape-sandbox"
  ></iframe>`;
}

function verbatim(text: string): Markup {
  return html`<pre>${text}</pre>`;
}

function showAttachments({ id, attachments }: Mail): Markup | null {
  if (attachments.length === 0) return null;
  const chips = attachments.map(({ filename, content }, place) => {
    const bytes = Math.floor((content.length * 3) / 4);
    const size = bytes < KIB ? `${bytes} B` : `${Math.round(bytes / KIB)} KB`;
    return html`<a class="chip" href="/mails/${id}/attachments/${place}" download="${filename}"
      >📎 ${filename} <span>${size}</span></a
    >`;
  });
  return html`<p class="chips">${chips}</p>`;
}

function showHeaders(mail: Mail): Markup {
  const headers: [string, string][] = [
    ["From", mail.from],
    ["To", mail.to.join(", ")],
    ["Cc", mail.cc.join(", ")],
    ["Bcc", mail.bcc.join(", ")],
    ["Reply-To", mail.replyTo.join(", ")],
    ["Subject", mail.subject],
    ["Date", new Date(mail.created).toUTCString()],
    ["Message-ID", mail.messageId],
    ...Object.entries(mail.headers),
  ];
  const about: [string, string][] = [
    ["id", mail.id],
    ["idempotency key", mail.idempotencyKey ?? "none"],
    ...mail.tags.map(({ name, value }): [string, string] => [`tag ${name}`, value]),
  ];
  return html`${table(headers.filter(([, value]) => value !== ""))}
    <h3>What Resend knows besides</h3>
    ${table(about)}`;
}

function table(rows: readonly (readonly [string, string])[]): Markup {
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function showEvents(mail: Mail): Markup {
  const buttons = HAPPENINGS.filter((what) => what !== "sent" && what !== "clicked").map((what) =>
    button(what.replaceAll("_", " "), { do: "happen", mail: mail.id, what }),
  );
  return html`<ul class="events">
      ${mail.events.map((event) => showEvent(mail, event))}
    </ul>
    <h3>Have something happen to it</h3>
    <div class="actions">${buttons}</div>`;
}

function showEvent(mail: Mail, { id, what, created, deliveries }: MailEvent): Markup {
  const fields = { mail: mail.id, event: id };
  const told = deliveries.map(({ status, lastStatus, attempts, dueAt }) => {
    if (status !== "waiting") return badge(status === "delivered" ? "told" : status);
    const answer = lastStatus === 0 ? "no answer" : `answered ${lastStatus ?? ""}`;
    return attempts === 0
      ? html`<span class="quiet">to be told at ${moment(dueAt, "time")}</span>`
      : html`<span class="quiet">${answer}, again at ${moment(dueAt, "time")}</span>`;
  });
  return html`<li>
    <p>${badge(what)} ${moment(created, "time")} ${told}</p>
    <div class="actions">
      ${button("Tell again", { do: "deliver", ...fields })}
      ${button("Twice", { do: "deliverTwice", ...fields })}
      ${button("Late", { do: "deliverLate", ...fields })}
    </div>
  </li>`;
}
