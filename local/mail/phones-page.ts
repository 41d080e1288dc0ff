import { html, Markup } from "../markup.ts";
import type { SmsState, Text } from "../sms/state.ts";
import { badge, button, initials, link, moment } from "./inbox-parts.ts";

/** What carriers take as words of their own. */
const WORDS = ["STOP", "START", "HELP"];
const MICROS = 1_000_000;

/** The phones that were written to or wrote, the last one first. */
export function listPhones({ texts, stopped }: SmsState, query: URLSearchParams): Markup {
  const last = new Map<string, Text>();
  for (const text of texts) {
    last.delete(phoneOf(text));
    last.set(phoneOf(text), text);
  }
  const rows = [...last].reverse().map(
    ([phone, text]) =>
      html`<li>
        <a
          class="row"
          data-testid="phone"
          href="${link(query, { phone })}"
          ${query.get("phone") === phone ? new Markup('aria-current="true"') : null}
        >
          ${initials(`${phone.at(-2) ?? ""} ${phone.at(-1) ?? ""}`)}
          <span class="who">${phone}</span> ${moment(text.created, "short")}
          <span class="preview">${text.body}</span>
          <span class="marks">${stopped.includes(phone) ? badge("stopped") : null}</span>
        </a>
      </li>`,
  );
  return rows.length === 0
    ? html`<p class="nothing">No text messages.</p>`
    : html`<ol>
        ${rows}
      </ol>`;
}

/** What one phone holds, with what its owner can answer. */
export function showPhone({ texts, stopped }: SmsState, phone: string): Markup {
  const own = texts.filter((text) => phoneOf(text) === phone);
  const reply = { of: "phones", do: "reply", from: phone };
  return html`<a class="back" href="/?view=texts">‹ All numbers</a>
    <header class="letterhead">
      <h2>${phone}</h2>
      ${stopped.includes(phone) ? html`<p class="quiet">Answered STOP: gets nothing until START.</p>` : null}
    </header>
    <section class="part thread" id="part">
      ${own.map(showText)}
      <form class="answer" method="post" action="/control">
        ${Object.entries(reply).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <label
          ><span class="unseen">Answer</span
          ><input name="body" required autocomplete="off" placeholder="Answer from this phone"
        /></label>
        <button class="primary">Send</button>
      </form>
      <div class="actions">${WORDS.map((body) => button(`Reply ${body}`, { ...reply, body }))}</div>
    </section>`;
}

function showText(text: Text): Markup {
  const isIn = text.direction === "inbound";
  const parts = text.segments === 1 ? "1 part" : `${text.segments} parts`;
  const cost = text.costMicros === null ? null : `$${(text.costMicros / MICROS).toFixed(4)}`;
  const outcome = (status: string) =>
    button(status, { of: "phones", do: "outcome", sid: text.sid, status });
  return html`<div class="bubble ${isIn ? "mine" : ""}" data-testid="text">
    <p>${text.body}</p>
    <p class="quiet">
      ${moment(text.created, "time")} ·
      ${isIn ? "to us" : [parts, cost].filter(Boolean).join(" · ")}
      ${isIn ? null : badge(text.status)}
      ${text.errorCode === null ? null : `error ${text.errorCode}`}
    </p>
    ${isIn ? null : html`<div class="actions">${outcome("delivered")} ${outcome("undelivered")} ${outcome("failed")}</div>`}
  </div>`;
}

function phoneOf({ direction, from, to }: Text): string {
  return direction === "inbound" ? from : to;
}
