import { html, type Markup } from "../markup.ts";
import { badge, moment } from "./inbox-parts.ts";
import type { CalendarFile, Guest, Invite } from "./invite.ts";

const METHODS: Record<string, string> = {
  REQUEST: "Invitation",
  CANCEL: "Cancelled",
  PUBLISH: "Event",
  REPLY: "Answer",
};

/** A calendar file as a mail program shows it, and as it is. */
export function showCalendar({ filename, raw, invites, trouble }: CalendarFile): Markup {
  return html`${invites.map(showInvite)}
    ${trouble === null ? null : html`<p role="alert">${filename} cannot be read: ${trouble}</p>`}
    <details>
      <summary>${filename} as it is</summary>
      <pre>${raw}</pre>
    </details>`;
}

function showInvite(invite: Invite): Markup {
  const { method, start, end, isAllDay, place, organizer, attendees, description } = invite;
  const isOff = method === "CANCEL" || invite.status === "CANCELLED";
  return html`<div class="occasion ${isOff ? "off" : ""}" data-testid="invite">
    <div class="leaf">${moment(start, "month")} ${moment(start, "day")}</div>
    <div>
      <p class="method">${METHODS[method ?? ""] ?? method ?? "No METHOD"} <code>${method}</code></p>
      <h3>${invite.title}</h3>
      <p class="when">${isAllDay ? moment(start, "date") : moment(start, "span", end)}</p>
      <dl>
        ${row("Where", place === "" ? null : html`${place}`)}
        ${row("By", organizer === null ? null : showGuest(organizer))}
        ${row("With", attendees.length === 0 ? null : html`${attendees.map(showGuest)}`)}
        ${row("Notes", description === "" ? null : html`<span class="notes">${description}</span>`)}
        ${row("Sequence", html`${invite.sequence}`)} ${row("UID", html`<code>${invite.uid}</code>`)}
      </dl>
    </div>
  </div>`;
}

function row(label: string, value: Markup | null): Markup | null {
  return value === null
    ? null
    : html`<dt>${label}</dt>
        <dd>${value}</dd>`;
}

function showGuest({ name, address, answer }: Guest): Markup {
  return html`<span class="guest"
    >${name} ${name === address ? null : html`<span class="quiet">${address}</span>`}
    ${answer === null ? null : badge(answer.toLowerCase().replaceAll("-", " "))}</span
  >`;
}
