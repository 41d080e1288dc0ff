import { STYLE } from "./look.ts";

/** What the Payment Element shows. Fields have no names: nothing of a card may travel with the page's own form. */
export const FORM = `
<style>${STYLE}</style>
<fieldset>
  <legend>How to pay</legend>
  <div class="methods">
    ${choice("card", "Card")}
    ${choice("wallet", "Google Pay")}
    ${choice("ideal", "iDEAL")}
    ${choice("sepa_debit", "Bank debit")}
  </div>
</fieldset>
<div class="panel" data-for="card">
  ${field({ id: "card-number", label: "Card number", placeholder: "1234 1234 1234 1234", autocomplete: "cc-number", className: "wide" })}
  ${field({ id: "card-expiry", label: "Expiry date", placeholder: "MM / YY", autocomplete: "cc-exp" })}
  ${field({ id: "card-cvc", label: "Security code", placeholder: "CVC", autocomplete: "cc-csc" })}
  <details class="hint wide">
    <summary>Test cards</summary>
    <dl>
      <dt>4242 4242 4242 4242</dt><dd>is paid</dd>
      <dt>4000 0000 0000 0002</dt><dd>is declined</dd>
      <dt>4000 0000 0000 9995</dt><dd>has insufficient funds</dd>
      <dt>4000 0027 6000 3184</dt><dd>asks its holder first</dd>
    </dl>
    Any date to come, any three digits.
  </details>
</div>
<div class="panel" data-for="wallet" hidden>
  <p class="hint wide">The wallet pays with a card that is always accepted.</p>
</div>
<div class="panel" data-for="ideal" hidden>
  <p class="hint wide">You go on to your bank's page, and come back here.</p>
</div>
<div class="panel" data-for="sepa_debit" hidden>
  ${field({ id: "debit-iban", label: "IBAN", placeholder: "DE89 3704 0044 0532 0130 00", autocomplete: "off", className: "wide" })}
  <p class="hint wide">DE89 3704 0044 0532 0130 00 is paid after three minutes, DE62 3704 0044 0532 0130 01 is refused.</p>
</div>`;

function choice(value: string, label: string): string {
  const checked = value === "card" ? "checked" : "";
  return `<label class="method">
    <input type="radio" name="local-stripe-method" value="${value}" data-testid="method-${value}" ${checked}>
    ${label}
  </label>`;
}

function field(a: {
  id: string;
  label: string;
  placeholder: string;
  autocomplete: string;
  className?: string;
}): string {
  const mode = a.id.startsWith("card") ? "numeric" : "text";
  return `<label class="field ${a.className ?? ""}">
    ${a.label}
    <input data-testid="${a.id}" inputmode="${mode}" placeholder="${a.placeholder}" autocomplete="${a.autocomplete}"
      aria-describedby="local-stripe-${a.id}-problem">
    <span class="problem" id="local-stripe-${a.id}-problem" data-problem="${a.id}"></span>
  </label>`;
}

/** Card numbers in groups of four, as they stand on the card. */
export function groupDigits(text: string): string {
  return text
    .replaceAll(/\D/g, "")
    .slice(0, 19)
    .replaceAll(/(\d{4})(?=\d)/g, "$1 ");
}

/** "1230" becomes "12 / 30". */
export function formatExpiry(text: string): string {
  const digits = text.replaceAll(/\D/g, "").slice(0, 4);
  return digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
}
