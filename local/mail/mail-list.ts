import { html, Markup } from "../markup.ts";
import { badge, initials, link, moment } from "./inbox-parts.ts";
import type { Mail } from "./state.ts";

/** How many are listed; the rest is found by recipient. */
const SHOWN = 200;
const PREVIEW_LETTERS = 110;

/** What ended a mail's way badly is shown in the list; all else is only in the mail. */
const TROUBLE = ["bounced", "complained", "failed", "suppressed", "delivery_delayed"];

export function listMails(mails: readonly Mail[], query: URLSearchParams): Markup {
  const rows = mails.slice(0, SHOWN).map((mail) => showRow(mail, query));
  return rows.length === 0
    ? html`<p class="nothing">No mail${query.get("to") === null ? "" : " for this address"}.</p>`
    : html`<ol>
          ${rows}
        </ol>
        ${mails.length > SHOWN ? html`<p class="nothing">The newest ${SHOWN} of ${mails.length}. Choose a recipient for older ones.</p>` : null}`;
}

function showRow(mail: Mail, query: URLSearchParams): Markup {
  const isChosen = query.get("mail") === mail.id;
  const to = mail.to[0] ?? "";
  const kind = kindOf(mail);
  return html`<li>
    <a
      class="row ${mail.openedAt === null ? "unread" : ""}"
      data-testid="mail"
      href="${link(query, { mail: mail.id, tab: null, view: null })}"
      ${isChosen ? new Markup('aria-current="true"') : null}
    >
      ${initials(nameOf(to))}
      <span class="who">${nameOf(to)}${mail.to.length > 1 ? ` +${mail.to.length - 1}` : null}</span>
      ${moment(mail.created, "short")}
      <span class="subject">${mail.subject}</span>
      <span class="preview">${previewOf(mail)}</span>
      <span class="marks">
        ${kind === null ? null : html`<span class="kind">${kind}</span>`}
        ${TROUBLE.includes(mail.lastEvent) ? badge(mail.lastEvent) : null}
        ${mail.attachments.length === 0 ? null : html`<span title="Attachments">📎 ${mail.attachments.length}</span>`}
        ${mail.openedAt === null ? html`<span class="unseen">unread</span>` : null}
      </span>
    </a>
  </li>`;
}

/** What a mail is about, where its sender says so in a tag called "kind". */
export function kindOf({ tags }: Mail): string | null {
  return tags.find(({ name }) => name === "kind")?.value.replaceAll("_", " ") ?? null;
}

/** The name in "Name <address>", or the address where there is none. */
export function nameOf(written: string): string {
  const name = /^(.*)<[^<>]*>\s*$/.exec(written)?.[1]?.trim() ?? "";
  return name === "" ? written.replace(/^<|>$/g, "") : name.replace(/^"(.*)"$/, "$1");
}

function previewOf({ text, html: body }: Mail): string {
  const plain = text ?? (body ?? "").replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/gi, " ");
  return plain.replaceAll(/\s+/g, " ").trim().slice(0, PREVIEW_LETTERS);
}
