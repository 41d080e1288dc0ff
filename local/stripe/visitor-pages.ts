import { findLink, onboard, type Progress } from "./accounts.ts";
import { Form } from "./form.ts";
import { html } from "../markup.ts";
import { money, moment, page } from "./html.ts";
import { authenticateIntent } from "./intents.ts";
import { missing } from "./refusal.ts";
import type { Intent, World } from "./state.ts";

/** What somebody sees whom the product has sent to Stripe: a page, or the way back. */
export type Visit = { page: string } | { redirect: string };

/** Stripe's questions to the owner of a connected account. */
export function showOnboarding(world: World, token: string): Visit {
  const link = findLink(world, token);
  // A link that is used up or too old leads back to where a fresh one is made.
  const known = world.state.links[token];
  if (link === null && known !== undefined) return { redirect: known.refreshUrl };
  if (link === null) throw missing("onboarding link", token);
  const account = world.state.accounts[link.account];
  return {
    page: page(
      "Get paid",
      html`<header>
          <h1>Stripe's questions</h1>
          <p>
            At Stripe one would now give a name, a bank account and a proof of identity for
            <code>${link.account}</code>${account?.email == null ? "" : ` (${account.email})`}. Here
            one says how it went.
          </p>
        </header>
        <form method="post" class="stack">
          <button
            class="primary"
            name="progress"
            value="complete"
            data-testid="onboarding-complete"
          >
            All answered
          </button>
          <button name="progress" value="half" data-testid="onboarding-half">
            Answered, but the identity is not proved yet
          </button>
          <button name="progress" value="none" data-testid="onboarding-later">Go on later</button>
        </form>`,
    ),
  };
}

export function answerOnboarding(world: World, token: string, encoded: string): Visit {
  const link = findLink(world, token);
  if (link === null) return showOnboarding(world, token);
  const progress = new Form(encoded).oneOf("progress", ["complete", "half", "none"]);
  link.used = true;
  if (progress === "complete" || progress === "half") {
    onboard(world, link.account, progress satisfies Progress);
  }
  return { redirect: link.returnUrl };
}

/** The page of the customer's bank, where they agree to a payment. */
export function showBank(world: World, id: string, clientSecret: string | null): Visit {
  const intent = requireVisited(world, id, clientSecret);
  if (intent.status !== "requires_action") return { redirect: wayBack(intent) };
  return {
    page: page(
      "Your bank",
      html`<header>
          <h1>Pay ${money(intent.amount, intent.currency)}?</h1>
          <p>This page takes the place of the customer's own bank. ${intent.description}</p>
        </header>
        <form method="post" class="stack">
          <button class="primary" name="result" value="complete" data-testid="bank-complete">
            Agree to the payment
          </button>
          <button name="result" value="fail" data-testid="bank-fail">Refuse</button>
        </form>`,
    ),
  };
}

export function answerBank(
  world: World,
  id: string,
  { clientSecret, encoded }: { clientSecret: string | null; encoded: string },
): Visit {
  const intent = requireVisited(world, id, clientSecret);
  if (intent.status === "requires_action") {
    authenticateIntent(world, intent, new Form(encoded));
  }
  return { redirect: wayBack(intent) };
}

function requireVisited(world: World, id: string, clientSecret: string | null): Intent {
  const intent = world.state.intents[id];
  if (intent?.clientSecret !== clientSecret || intent.returnUrl === null) {
    throw missing("payment", id);
  }
  return intent;
}

/** Stripe tells the page it returns to which payment it comes from, and no more than that. */
function wayBack(intent: Intent): string {
  const url = new URL(intent.returnUrl ?? "");
  url.searchParams.set("payment_intent", intent.id);
  url.searchParams.set("payment_intent_client_secret", intent.clientSecret);
  const failed = intent.status === "requires_payment_method";
  url.searchParams.set("redirect_status", failed ? "failed" : "succeeded");
  return url.href;
}

export function showReceipt(world: World, chargeId: string): Visit {
  const charge = world.state.charges[chargeId];
  if (charge?.status !== "succeeded") throw missing("receipt", chargeId);
  const { captured, refunded, currency, method } = charge;
  return {
    page: page(
      "Receipt",
      html`<header>
          <h1>Receipt</h1>
          <p>${world.state.intents[charge.intentId]?.description ?? null}</p>
        </header>
        <section class="card">
          <p class="top"><strong>${money(captured, currency)}</strong> ${moment(charge.created)}</p>
          <p>
            ${method.brand ?? method.type} ${method.last4 === null ? "" : `•••• ${method.last4}`}
          </p>
          ${refunded > 0 ? html`<p>Given back: ${money(refunded, currency)}</p>` : null}
        </section>`,
    ),
  };
}
