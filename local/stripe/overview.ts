import { listBalances } from "./balances.ts";
import { html, Markup } from "../markup.ts";
import { money, moment, page } from "./html.ts";
import {
  FAULTS,
  type Account,
  type FaultName,
  type Intent,
  type PaymentMethod,
  type World,
} from "./state.ts";
import { showEvents } from "./overview-events.ts";
import { badge, button, section } from "./overview-parts.ts";

/** How many of each kind are shown, the newest first. */
const SHOWN = 50;

const FAULT_WORDS: Record<FaultName, string> = {
  decline: "A payment is declined, whatever the card",
  errorBefore: "A call fails with 500 before anything is done",
  errorAfter: "A call fails with 500 after it was carried out",
  lostReply: "A call is carried out, and its answer lost",
  slow: "An answer is slow",
  refundError: "A refund is refused: the balance is too small",
  refundPending: "A refund stays pending",
  eventTwice: "An event comes twice",
  eventLate: "An event comes late",
  eventReordered: "An event changes places with its neighbours",
};

/** The page on which one sees what this Stripe holds, and makes things happen. */
export function overview(world: World, refusal: string | null): string {
  return page(
    "Local Stripe",
    html`<header>
        <h1>Local Stripe</h1>
        <p>
          What Stripe would hold for this marketplace. No money is real; everything here is kept in
          the data folder. Times are UTC.
        </p>
        ${refusal === null ? null : html`<p role="alert">${refusal}</p>`}
      </header>
      <div id="holdings">${showMoney(world)} ${showIntents(world)} ${showAccounts(world)}</div>
      ${showFaults(world)}
      <div id="events">${showEvents(world, SHOWN)}</div>
      ${new Markup(`<script>${KEEP_CURRENT}</script>`)}`,
    { wide: true },
  );
}

/** Shows what has changed, as long as nobody is typing. */
const KEEP_CURRENT = `
setInterval(async () => {
  if (document.hidden) return;
  const text = await fetch(location.pathname).then((answer) => answer.text(), () => null);
  if (text === null) return;
  const fresh = new DOMParser().parseFromString(text, "text/html");
  for (const id of ["holdings", "events"]) {
    const [shown, current] = [document.getElementById(id), fresh.getElementById(id)];
    if (shown.contains(document.activeElement) || shown.innerHTML === current.innerHTML) continue;
    shown.replaceChildren(...current.childNodes);
  }
}, 1500);`;

function showMoney({ state }: World): Markup {
  const balances = listBalances(state).map(
    ({ account, currency, amount }) =>
      html`<div class="card">
        <p class="top">
          <strong>${money(amount, currency)}</strong>
          ${account === null ? "the platform" : html`<code>${account}</code>`}
        </p>
      </div>`,
  );
  return section("Where money lies", balances, { none: "Nothing was paid yet.", layout: "grid" });
}

function showIntents(world: World): Markup {
  const intents = Object.values(world.state.intents).slice(-SHOWN).reverse();
  const cards = intents.map((intent) => showIntent(world, intent));
  return section("Payments", cards, {
    none: "A booking that costs something makes the first one.",
  });
}

function showIntent(world: World, intent: Intent): Markup {
  const { state } = world;
  const charge = state.charges[intent.chargeId ?? ""];
  const transfer = state.transfers[charge?.transferId ?? ""];
  const fee = state.fees[charge?.feeId ?? ""];
  const refunds = Object.values(state.refunds).filter(({ intentId }) => intentId === intent.id);
  const disputes = Object.values(state.disputes).filter(({ intentId }) => intentId === intent.id);
  const { currency } = intent;
  return html`<div class="card">
    <p class="top">
      <strong>${money(intent.amount, currency)}</strong> ${badge(intent.status)}
      <span>${intent.description}</span> ${moment(intent.created)} <code>${intent.id}</code>
    </p>
    <p class="quiet">
      ${intent.lastError?.message ?? describeMethod(charge?.method ?? intent.method)}
      ${intent.received > 0 ? `Received ${money(intent.received, currency)}.` : null}
      ${transfer === undefined ? null : `Passed on ${money(transfer.amount - transfer.reversed, currency)} to ${transfer.destination}.`}
      ${fee === undefined ? null : `Fee ${money(fee.amount - fee.returned, currency)}.`}
      ${intent.account === null ? null : html`On <code>${intent.account}</code>.`}
    </p>
    ${refunds.map(
      (one) =>
        html`<div class="top">
          Refund ${money(one.amount, currency)} ${badge(one.status)} <code>${one.id}</code>
          ${one.status === "failed" ? null : button("Arrived", { do: "settleRefund", refund: one.id, outcome: "arrived" })}
          ${one.status === "failed" ? null : button("Came back", { do: "settleRefund", refund: one.id, outcome: "failed" })}
        </div>`,
    )}
    ${disputes.map(
      (one) =>
        html`<div class="top">
          Dispute ${money(one.amount, currency)} ${badge(one.status)} <code>${one.id}</code>
          ${one.status === "needs_response" ? button("Won", { do: "closeDispute", dispute: one.id, outcome: "won" }) : null}
          ${one.status === "needs_response" ? button("Lost", { do: "closeDispute", dispute: one.id, outcome: "lost" }) : null}
        </div>`,
    )}
    <div class="actions">${intentActions(intent, charge)}</div>
  </div>`;
}

function describeMethod(method: PaymentMethod | null): string {
  if (method === null) return "Nobody has tried to pay.";
  return `By ${[method.wallet, method.brand ?? method.type, method.last4].join(" ").trim()}.`;
}

function intentActions(
  intent: Intent,
  charge: { id: string; disputed: boolean } | undefined,
): Markup[] {
  if (intent.status === "requires_capture") {
    return [button("Let the authorisation lapse", { do: "lapse", intent: intent.id })];
  }
  if (intent.status === "processing") {
    const debit = { do: "settleDebit", intent: intent.id };
    return [
      button("The bank pays", { ...debit, outcome: "paid" }),
      button("The bank refuses", { ...debit, outcome: "failed" }),
    ];
  }
  if (intent.status !== "succeeded") return [];
  const refund = html`<form method="post" action="/control">
    <input type="hidden" name="do" value="refund" /><input
      type="hidden"
      name="intent"
      value="${intent.id}"
    />
    <label>Minor units<input name="amount" inputmode="numeric" placeholder="all" /></label>
    <button>Refund by hand</button>
  </form>`;
  const isDisputable = charge !== undefined && !charge.disputed;
  return isDisputable
    ? [refund, button("Open a dispute", { do: "dispute", charge: charge.id })]
    : [refund];
}

function showAccounts(world: World): Markup {
  const accounts = Object.values(world.state.accounts).reverse();
  const cards = accounts.map((account) => showAccount(world, account));
  return section("Connected accounts", cards, {
    none: "Nobody has connected an account to be paid.",
  });
}

function showAccount({ state }: World, account: Account): Markup {
  const { id } = account;
  const payouts = Object.values(state.payouts).filter((one) => one.account === id);
  return html`<div class="card">
    <p class="top">
      <strong>${account.email ?? id}</strong> ${accountBadge(account)} <code>${id}</code>
    </p>
    ${account.due.length === 0 ? null : html`<p class="quiet">Still wanted: ${account.due.join(", ")}</p>`}
    ${payouts.map(
      (one) =>
        html`<div class="top">
          Payout ${money(one.amount, one.currency)} ${badge(one.status)} <code>${one.id}</code>
          ${one.status === "pending" ? button("Paid", { do: "settlePayout", payout: one.id, outcome: "paid" }) : null}
          ${one.status === "pending" ? button("Came back", { do: "settlePayout", payout: one.id, outcome: "failed" }) : null}
        </div>`,
    )}
    <div class="actions">
      ${button("Complete the questions", { do: "onboard", account: id, progress: "complete" })}
      ${button("Hold it back", { do: "restrict", account: id })}
      ${button("Pay out", { do: "payOut", account: id })}
      ${button("Disconnect", { do: "disconnect", account: id })}
    </div>
  </div>`;
}

function accountBadge({ disconnected, chargesEnabled, detailsSubmitted }: Account): Markup {
  if (disconnected) return badge("disconnected");
  if (chargesEnabled) return badge("enabled");
  return badge(detailsSubmitted ? "restricted" : "not answered yet");
}

function showFaults({ state: { faults } }: World): Markup {
  const cards = FAULTS.map((name) => {
    const { chance, next } = faults.settings[name];
    const isOn = chance > 0 || next > 0;
    return html`<form method="post" action="/control" class="card">
      <p class="${isOn ? "bad" : ""}">${FAULT_WORDS[name]}</p>
      <div class="actions">
        <input type="hidden" name="do" value="fault" /><input
          type="hidden"
          name="name"
          value="${name}"
        />
        <label>Next times<input name="next" inputmode="numeric" value="${next}" /></label>
        <label>Chance, 0 to 1<input name="chance" inputmode="decimal" value="${chance}" /></label>
        <button>Set</button>
      </div>
    </form>`;
  });
  const timing = html`<form method="post" action="/control" class="card">
    <p>How late and how slow, in milliseconds</p>
    <div class="actions">
      <input type="hidden" name="do" value="timing" />
      <label>Late<input name="lateMs" inputmode="numeric" value="${faults.lateMs}" /></label>
      <label>Slow<input name="slowMs" inputmode="numeric" value="${faults.slowMs}" /></label>
      <button>Set</button>
    </div>
  </form>`;
  return html`<section>
    <h2>Faults</h2>
    <div class="grid">${cards} ${timing}</div>
    <div class="actions">${button("All off", { do: "calm" })}</div>
  </section>`;
}
