import { html, type Markup } from "../markup.ts";

const GOOD = ["succeeded", "enabled", "paid", "won", "delivered"];
const BAD = [
  "failed",
  "canceled",
  "lost",
  "disconnected",
  "given_up",
  "restricted",
  "needs_response",
];

/** A status in a frame, coloured by whether it is good news. */
export function badge(status: string): Markup {
  const tone = GOOD.includes(status) ? "good" : BAD.includes(status) ? "bad" : "wait";
  return html`<span class="badge ${tone}">${status.replaceAll("_", " ")}</span>`;
}

/** A button that makes one thing happen. */
export function button(label: string, fields: Record<string, string>): Markup {
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return html`<form method="post" action="/control">${inputs}<button>${label}</button></form>`;
}

/** A heading with its cards, or with the sentence for when there are none. */
export function section(
  title: string,
  cards: Markup[],
  { none, layout = "" }: { none: string; layout?: string },
): Markup {
  const body = cards.length === 0 ? html`<p class="quiet">${none}</p>` : cards;
  return html`<section>
    <h2>${title} <span>${cards.length === 0 ? null : cards.length}</span></h2>
    <div class="${layout}">${body}</div>
  </section>`;
}
