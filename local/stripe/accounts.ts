import { emit } from "./events.ts";
import type { Form } from "./form.ts";
import { badParameter, Refusal } from "./refusal.ts";
import { renderAccount } from "./render.ts";
import type { Account, AccountLink, Json, World } from "./state.ts";

const LINK_MS = 5 * 60_000;

const ALL_DUE = [
  "business_profile.url",
  "external_account",
  "individual.first_name",
  "tos_acceptance.date",
];
const IDENTITY_DUE = ["individual.verification.document"];

/** How far a person comes in the onboarding: to the end, or only to where their identity is still to be proved. */
export type Progress = "complete" | "half";

export function createAccount(world: World, form: Form): Account {
  const type = form.oneOf("type", ["express", "standard"]);
  const email = form.text("email");
  const metadata = form.group("metadata");
  form.leaves("capabilities", "requested");
  form.text("country");
  form.finish();
  if (type === null) throw badParameter("type", "Say which type of account: express or standard.");
  const account: Account = {
    ...{ id: `acct_${world.draw()}`, created: world.now(), email, metadata, due: ALL_DUE },
    ...{ chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false },
    disconnected: false,
  };
  world.state.accounts[account.id] = account;
  return account;
}

/** An account that this platform may act for. */
export function requireConnected(world: World, id: string): Account {
  const account = world.state.accounts[id];
  if (account === undefined || account.disconnected) {
    throw new Refusal(403, {
      type: "invalid_request_error",
      code: "account_invalid",
      message: `The key does not have access to account '${id}', or that account does not exist.`,
    });
  }
  return account;
}

export function createLink(world: World, form: Form): AccountLink {
  const account = requireConnected(world, form.required("account"));
  const type = form.oneOf("type", ["account_onboarding", "account_update"]);
  const returnUrl = readUrl(form, "return_url");
  const refreshUrl = readUrl(form, "refresh_url");
  form.finish();
  if (type === null)
    throw badParameter("type", "Missing required param: type.", "parameter_missing");
  const link: AccountLink = {
    ...{ token: world.draw(), account: account.id, returnUrl, refreshUrl },
    ...{ expiresAt: world.now() + LINK_MS, used: false },
  };
  world.state.links[link.token] = link;
  return link;
}

function readUrl(form: Form, name: string): string {
  const url = form.required(name);
  if (!/^https?:\/\/[^\s]+$/.test(url)) throw badParameter(name, "Not a valid URL", "url_invalid");
  return url;
}

/** A link has no id: it is known by its address alone. */
export function renderLink(world: World, link: AccountLink): Json {
  return {
    object: "account_link",
    created: Math.floor(world.now() / 1000),
    expires_at: Math.floor(link.expiresAt / 1000),
    url: `${world.url}/connect/${link.token}`,
  };
}

/** The link, when it can still be followed, and it cannot a second time once something was done with it. */
export function findLink(world: World, token: string): AccountLink | null {
  const link = world.state.links[token];
  return link === undefined || link.used || link.expiresAt <= world.now() ? null : link;
}

/** The person behind the account answers Stripe's questions. */
export function onboard(world: World, id: string, progress: Progress): void {
  const account = requireConnected(world, id);
  account.detailsSubmitted = true;
  account.chargesEnabled = progress === "complete";
  account.payoutsEnabled = progress === "complete";
  account.due = progress === "complete" ? [] : IDENTITY_DUE;
  announceAccount(world, account);
}

/** Stripe holds the account back until it knows more, as it may at any time. */
export function restrict(world: World, id: string): void {
  const account = requireConnected(world, id);
  account.chargesEnabled = false;
  account.payoutsEnabled = false;
  account.due = IDENTITY_DUE;
  announceAccount(world, account);
}

/** The account's owner takes the platform's access back. */
export function disconnect(world: World, id: string): void {
  const account = requireConnected(world, id);
  account.disconnected = true;
  const object = { id: "ca_local", object: "application", name: "This marketplace" };
  emit(world, "account.application.deauthorized", { account: id, object });
}

function announceAccount(world: World, account: Account): void {
  emit(world, "account.updated", { account: account.id, object: renderAccount(account) });
}
