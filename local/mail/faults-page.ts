import type { Faults, FaultSetting } from "../faults.ts";
import { html, type Markup } from "../markup.ts";
import type { SmsState } from "../sms/state.ts";
import { button } from "./inbox-parts.ts";
import type { MailState } from "./state.ts";

const WORDS: Record<string, string> = {
  down: "Nobody is there: the connection is refused",
  errorBefore: "A call fails with 500 before anything is done",
  errorAfter: "A call fails with 500 after the mail was taken",
  rateLimit: "A call is one too many: 429, with how long to wait",
  lostReply: "What was sent is taken, and the answer lost",
  slow: "An answer is slow",
  eventTwice: "An event comes twice",
  eventLate: "An event comes late",
  eventNever: "An event never comes",
  eventReordered: "An event changes places with its neighbours",
};

/** What can go wrong on order, for mails and for text messages. */
export function showFaults({ faults }: MailState, phones: SmsState | null): Markup {
  return html`<div class="faults">
    ${group("Mail", faults, "mail")}
    ${phones === null ? null : group("Text messages", phones.faults, "phones")}
    <div class="actions">${button("Empty the inbox and forget all faults", { do: "reset" })}</div>
  </div>`;
}

function group(title: string, faults: Faults<string>, of: string): Markup {
  const { lateMs, slowMs, settings } = faults;
  const cards = Object.entries(settings).map(([name, setting]) => showFault(name, setting, of));
  return html`<section>
    <h2>${title}</h2>
    <div class="grid">
      ${cards}
      <form method="post" action="/control" class="card">
        <p>How late and how slow, in milliseconds</p>
        <div class="actions">
          <input type="hidden" name="do" value="timing" /><input
            type="hidden"
            name="of"
            value="${of}"
          />
          <label>Late<input name="lateMs" inputmode="numeric" value="${lateMs}" /></label>
          <label>Slow<input name="slowMs" inputmode="numeric" value="${slowMs}" /></label>
          <button>Set</button>
        </div>
      </form>
    </div>
    <div class="actions">${button("All off", { do: "calm", of })}</div>
  </section>`;
}

function showFault(name: string, { chance, next }: FaultSetting, of: string): Markup {
  const isOn = chance > 0 || next > 0;
  return html`<form method="post" action="/control" class="card ${isOn ? "on" : ""}">
    <p>${WORDS[name] ?? name}</p>
    <div class="actions">
      <input type="hidden" name="do" value="fault" /><input type="hidden" name="of" value="${of}" />
      <input type="hidden" name="name" value="${name}" />
      <label>Next times<input name="next" inputmode="numeric" value="${next}" /></label>
      <label>Chance, 0 to 1<input name="chance" inputmode="decimal" value="${chance}" /></label>
      <button>Set</button>
    </div>
  </form>`;
}
