import { html, Markup } from "../markup.ts";
import { STYLE } from "./page-style.ts";

/** A whole page. `wide` is for tables, otherwise it is one column. */
export function page(title: string, body: Markup, { wide = false } = {}): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <main class="${wide ? "wide" : "narrow"}">${body}</main>
      </body>
    </html>`.text;
}

/** An amount of minor units as people write it. */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  // Stripe counts these two in hundredths, although nobody else does.
  const isHundredths = currency === "isk" || currency === "ugx";
  const digits = isHundredths ? 2 : (format.resolvedOptions().maximumFractionDigits ?? 2);
  return format.format(amount / 10 ** digits);
}

export function moment(ms: number): Markup {
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")}</time>`;
}
