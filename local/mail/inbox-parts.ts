import { html, type Markup } from "../markup.ts";

const GOOD = ["delivered", "opened", "clicked", "received", "accepted"];
const BAD = [
  "bounced",
  "complained",
  "failed",
  "suppressed",
  "undelivered",
  "stopped",
  "declined",
  "given_up",
];

/** A status in a frame, coloured by whether it is good news. */
export function badge(status: string): Markup {
  const tone = GOOD.includes(status) ? "good" : BAD.includes(status) ? "bad" : "wait";
  return html`<span class="badge ${tone}">${status.replaceAll("_", " ")}</span>`;
}

/** An instant, which the page's script writes in the viewer's zone: `as` is "short", "full", "day", "month" or "span". */
export function moment(ms: number, as: string, end?: number): Markup {
  const iso = new Date(ms).toISOString();
  const text = `${iso.slice(0, 16).replace("T", " ")} UTC`;
  const until = end === undefined ? "" : new Date(end).toISOString();
  return html`<time datetime="${iso}" data-as="${as}" data-end="${until}">${text}</time>`;
}

/** A button that makes one thing happen. */
export function button(label: string, fields: Record<string, string>): Markup {
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return html`<form method="post" action="/control">${inputs}<button>${label}</button></form>`;
}

/** The letters and the colour by which one finds somebody in a list. */
export function initials(name: string): Markup {
  const words = name.split(/[\s.@_+-]+/).filter((word) => word !== "");
  const letters = words.slice(0, 2).map((word) => Array.from(word)[0] ?? "");
  const hue = Array.from(name).reduce(
    (sum, one) => (sum * 31 + (one.codePointAt(0) ?? 0)) % 360,
    7,
  );
  return html`<span class="initials" data-hue="${Math.floor(hue / 45)}" aria-hidden="true"
    >${letters.join("").toUpperCase()}</span
  >`;
}

/** The address of the page with these things in its query; null takes one out. */
export function link(query: URLSearchParams, changes: Record<string, string | null>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  next.delete("refused");
  const text = next.toString();
  return text === "" ? "/" : `/?${text}`;
}
