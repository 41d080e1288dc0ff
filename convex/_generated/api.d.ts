/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as availability from "../availability.js";
import type * as availability_access from "../availability/access.js";
import type * as availability_bulk from "../availability/bulk.js";
import type * as availability_bulkChanges from "../availability/bulkChanges.js";
import type * as availability_exceptions from "../availability/exceptions.js";
import type * as availability_jobs from "../availability/jobs.js";
import type * as availability_model from "../availability/model.js";
import type * as availability_places from "../availability/places.js";
import type * as availability_schedule from "../availability/schedule.js";
import type * as availability_tables from "../availability/tables.js";
import type * as bookings from "../bookings.js";
import type * as bookings_access from "../bookings/access.js";
import type * as bookings_closing from "../bookings/closing.js";
import type * as bookings_confirm from "../bookings/confirm.js";
import type * as bookings_decisions from "../bookings/decisions.js";
import type * as bookings_evidence from "../bookings/evidence.js";
import type * as bookings_funds from "../bookings/funds.js";
import type * as bookings_hold from "../bookings/hold.js";
import type * as bookings_jobs from "../bookings/jobs.js";
import type * as bookings_lifecycle from "../bookings/lifecycle.js";
import type * as bookings_lists from "../bookings/lists.js";
import type * as bookings_manual from "../bookings/manual.js";
import type * as bookings_model from "../bookings/model.js";
import type * as bookings_pay from "../bookings/pay.js";
import type * as bookings_quote from "../bookings/quote.js";
import type * as bookings_reassign from "../bookings/reassign.js";
import type * as bookings_reschedule from "../bookings/reschedule.js";
import type * as bookings_sweep from "../bookings/sweep.js";
import type * as bookings_tables from "../bookings/tables.js";
import type * as bookings_tokens from "../bookings/tokens.js";
import type * as bookings_views from "../bookings/views.js";
import type * as busy_model from "../busy/model.js";
import type * as busy_tables from "../busy/tables.js";
import type * as crons from "../crons.js";
import type * as customers_model from "../customers/model.js";
import type * as customers_tables from "../customers/tables.js";
import type * as demo_crowd from "../demo/crowd.js";
import type * as demo_jobs from "../demo/jobs.js";
import type * as demo_morePeople from "../demo/morePeople.js";
import type * as demo_people from "../demo/people.js";
import type * as demo_year from "../demo/year.js";
import type * as directory from "../directory.js";
import type * as directory_jobs from "../directory/jobs.js";
import type * as directory_model from "../directory/model.js";
import type * as directory_tables from "../directory/tables.js";
import type * as env from "../env.js";
import type * as errors from "../errors.js";
import type * as eventTypes from "../eventTypes.js";
import type * as eventTypes_access from "../eventTypes/access.js";
import type * as eventTypes_draft from "../eventTypes/draft.js";
import type * as eventTypes_model from "../eventTypes/model.js";
import type * as eventTypes_tables from "../eventTypes/tables.js";
import type * as functions from "../functions.js";
import type * as hash from "../hash.js";
import type * as http from "../http.js";
import type * as limits from "../limits.js";
import type * as limits_access from "../limits/access.js";
import type * as limits_admission from "../limits/admission.js";
import type * as limits_blocks from "../limits/blocks.js";
import type * as limits_challenge from "../limits/challenge.js";
import type * as limits_jobs from "../limits/jobs.js";
import type * as limits_model from "../limits/model.js";
import type * as limits_tables from "../limits/tables.js";
import type * as limits_turnstile from "../limits/turnstile.js";
import type * as limits_windows from "../limits/windows.js";
import type * as links from "../links.js";
import type * as members from "../members.js";
import type * as members_access from "../members/access.js";
import type * as members_model from "../members/model.js";
import type * as members_settings from "../members/settings.js";
import type * as members_tables from "../members/tables.js";
import type * as messages from "../messages.js";
import type * as messages_access from "../messages/access.js";
import type * as messages_addresses from "../messages/addresses.js";
import type * as messages_agenda from "../messages/agenda.js";
import type * as messages_claim from "../messages/claim.js";
import type * as messages_deliver from "../messages/deliver.js";
import type * as messages_facts from "../messages/facts.js";
import type * as messages_inbox from "../messages/inbox.js";
import type * as messages_invite from "../messages/invite.js";
import type * as messages_invites from "../messages/invites.js";
import type * as messages_jobs from "../messages/jobs.js";
import type * as messages_log from "../messages/log.js";
import type * as messages_mail_actions from "../messages/mail/actions.js";
import type * as messages_mail_factTable from "../messages/mail/factTable.js";
import type * as messages_mail_footer from "../messages/mail/footer.js";
import type * as messages_mail_layout from "../messages/mail/layout.js";
import type * as messages_mail_lines from "../messages/mail/lines.js";
import type * as messages_mail_look from "../messages/mail/look.js";
import type * as messages_mail_masthead from "../messages/mail/masthead.js";
import type * as messages_mail_plain from "../messages/mail/plain.js";
import type * as messages_mail_render from "../messages/mail/render.js";
import type * as messages_mail_theme from "../messages/mail/theme.js";
import type * as messages_model from "../messages/model.js";
import type * as messages_outbox from "../messages/outbox.js";
import type * as messages_plan from "../messages/plan.js";
import type * as messages_preferences from "../messages/preferences.js";
import type * as messages_resend from "../messages/resend.js";
import type * as messages_sample from "../messages/sample.js";
import type * as messages_services from "../messages/services.js";
import type * as messages_settings from "../messages/settings.js";
import type * as messages_settle from "../messages/settle.js";
import type * as messages_sms from "../messages/sms.js";
import type * as messages_tables from "../messages/tables.js";
import type * as messages_texts from "../messages/texts.js";
import type * as messages_twilio from "../messages/twilio.js";
import type * as messages_webhooks from "../messages/webhooks.js";
import type * as pages from "../pages.js";
import type * as payments from "../payments.js";
import type * as payments_access from "../payments/access.js";
import type * as payments_accountJobs from "../payments/accountJobs.js";
import type * as payments_accounts from "../payments/accounts.js";
import type * as payments_apply from "../payments/apply.js";
import type * as payments_applyRefund from "../payments/applyRefund.js";
import type * as payments_calls from "../payments/calls.js";
import type * as payments_compare from "../payments/compare.js";
import type * as payments_connect from "../payments/connect.js";
import type * as payments_jobs from "../payments/jobs.js";
import type * as payments_ledger from "../payments/ledger.js";
import type * as payments_mismatchRows from "../payments/mismatchRows.js";
import type * as payments_mismatches from "../payments/mismatches.js";
import type * as payments_model from "../payments/model.js";
import type * as payments_repairs from "../payments/repairs.js";
import type * as payments_settings from "../payments/settings.js";
import type * as payments_snapshots from "../payments/snapshots.js";
import type * as payments_stripe from "../payments/stripe.js";
import type * as payments_stripeKey from "../payments/stripeKey.js";
import type * as payments_stripeObjects from "../payments/stripeObjects.js";
import type * as payments_subjects from "../payments/subjects.js";
import type * as payments_tables from "../payments/tables.js";
import type * as payments_views from "../payments/views.js";
import type * as payments_webhooks from "../payments/webhooks.js";
import type * as tenants from "../tenants.js";
import type * as tenants_access from "../tenants/access.js";
import type * as tenants_jobs from "../tenants/jobs.js";
import type * as tenants_model from "../tenants/model.js";
import type * as tenants_tables from "../tenants/tables.js";
import type * as validators from "../validators.js";
import type * as zones from "../zones.js";
import type * as zones_jobs from "../zones/jobs.js";
import type * as zones_runtime from "../zones/runtime.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  availability: typeof availability;
  "availability/access": typeof availability_access;
  "availability/bulk": typeof availability_bulk;
  "availability/bulkChanges": typeof availability_bulkChanges;
  "availability/exceptions": typeof availability_exceptions;
  "availability/jobs": typeof availability_jobs;
  "availability/model": typeof availability_model;
  "availability/places": typeof availability_places;
  "availability/schedule": typeof availability_schedule;
  "availability/tables": typeof availability_tables;
  bookings: typeof bookings;
  "bookings/access": typeof bookings_access;
  "bookings/closing": typeof bookings_closing;
  "bookings/confirm": typeof bookings_confirm;
  "bookings/decisions": typeof bookings_decisions;
  "bookings/evidence": typeof bookings_evidence;
  "bookings/funds": typeof bookings_funds;
  "bookings/hold": typeof bookings_hold;
  "bookings/jobs": typeof bookings_jobs;
  "bookings/lifecycle": typeof bookings_lifecycle;
  "bookings/lists": typeof bookings_lists;
  "bookings/manual": typeof bookings_manual;
  "bookings/model": typeof bookings_model;
  "bookings/pay": typeof bookings_pay;
  "bookings/quote": typeof bookings_quote;
  "bookings/reassign": typeof bookings_reassign;
  "bookings/reschedule": typeof bookings_reschedule;
  "bookings/sweep": typeof bookings_sweep;
  "bookings/tables": typeof bookings_tables;
  "bookings/tokens": typeof bookings_tokens;
  "bookings/views": typeof bookings_views;
  "busy/model": typeof busy_model;
  "busy/tables": typeof busy_tables;
  crons: typeof crons;
  "customers/model": typeof customers_model;
  "customers/tables": typeof customers_tables;
  "demo/crowd": typeof demo_crowd;
  "demo/jobs": typeof demo_jobs;
  "demo/morePeople": typeof demo_morePeople;
  "demo/people": typeof demo_people;
  "demo/year": typeof demo_year;
  directory: typeof directory;
  "directory/jobs": typeof directory_jobs;
  "directory/model": typeof directory_model;
  "directory/tables": typeof directory_tables;
  env: typeof env;
  errors: typeof errors;
  eventTypes: typeof eventTypes;
  "eventTypes/access": typeof eventTypes_access;
  "eventTypes/draft": typeof eventTypes_draft;
  "eventTypes/model": typeof eventTypes_model;
  "eventTypes/tables": typeof eventTypes_tables;
  functions: typeof functions;
  hash: typeof hash;
  http: typeof http;
  limits: typeof limits;
  "limits/access": typeof limits_access;
  "limits/admission": typeof limits_admission;
  "limits/blocks": typeof limits_blocks;
  "limits/challenge": typeof limits_challenge;
  "limits/jobs": typeof limits_jobs;
  "limits/model": typeof limits_model;
  "limits/tables": typeof limits_tables;
  "limits/turnstile": typeof limits_turnstile;
  "limits/windows": typeof limits_windows;
  links: typeof links;
  members: typeof members;
  "members/access": typeof members_access;
  "members/model": typeof members_model;
  "members/settings": typeof members_settings;
  "members/tables": typeof members_tables;
  messages: typeof messages;
  "messages/access": typeof messages_access;
  "messages/addresses": typeof messages_addresses;
  "messages/agenda": typeof messages_agenda;
  "messages/claim": typeof messages_claim;
  "messages/deliver": typeof messages_deliver;
  "messages/facts": typeof messages_facts;
  "messages/inbox": typeof messages_inbox;
  "messages/invite": typeof messages_invite;
  "messages/invites": typeof messages_invites;
  "messages/jobs": typeof messages_jobs;
  "messages/log": typeof messages_log;
  "messages/mail/actions": typeof messages_mail_actions;
  "messages/mail/factTable": typeof messages_mail_factTable;
  "messages/mail/footer": typeof messages_mail_footer;
  "messages/mail/layout": typeof messages_mail_layout;
  "messages/mail/lines": typeof messages_mail_lines;
  "messages/mail/look": typeof messages_mail_look;
  "messages/mail/masthead": typeof messages_mail_masthead;
  "messages/mail/plain": typeof messages_mail_plain;
  "messages/mail/render": typeof messages_mail_render;
  "messages/mail/theme": typeof messages_mail_theme;
  "messages/model": typeof messages_model;
  "messages/outbox": typeof messages_outbox;
  "messages/plan": typeof messages_plan;
  "messages/preferences": typeof messages_preferences;
  "messages/resend": typeof messages_resend;
  "messages/sample": typeof messages_sample;
  "messages/services": typeof messages_services;
  "messages/settings": typeof messages_settings;
  "messages/settle": typeof messages_settle;
  "messages/sms": typeof messages_sms;
  "messages/tables": typeof messages_tables;
  "messages/texts": typeof messages_texts;
  "messages/twilio": typeof messages_twilio;
  "messages/webhooks": typeof messages_webhooks;
  pages: typeof pages;
  payments: typeof payments;
  "payments/access": typeof payments_access;
  "payments/accountJobs": typeof payments_accountJobs;
  "payments/accounts": typeof payments_accounts;
  "payments/apply": typeof payments_apply;
  "payments/applyRefund": typeof payments_applyRefund;
  "payments/calls": typeof payments_calls;
  "payments/compare": typeof payments_compare;
  "payments/connect": typeof payments_connect;
  "payments/jobs": typeof payments_jobs;
  "payments/ledger": typeof payments_ledger;
  "payments/mismatchRows": typeof payments_mismatchRows;
  "payments/mismatches": typeof payments_mismatches;
  "payments/model": typeof payments_model;
  "payments/repairs": typeof payments_repairs;
  "payments/settings": typeof payments_settings;
  "payments/snapshots": typeof payments_snapshots;
  "payments/stripe": typeof payments_stripe;
  "payments/stripeKey": typeof payments_stripeKey;
  "payments/stripeObjects": typeof payments_stripeObjects;
  "payments/subjects": typeof payments_subjects;
  "payments/tables": typeof payments_tables;
  "payments/views": typeof payments_views;
  "payments/webhooks": typeof payments_webhooks;
  tenants: typeof tenants;
  "tenants/access": typeof tenants_access;
  "tenants/jobs": typeof tenants_jobs;
  "tenants/model": typeof tenants_model;
  "tenants/tables": typeof tenants_tables;
  validators: typeof validators;
  zones: typeof zones;
  "zones/jobs": typeof zones_jobs;
  "zones/runtime": typeof zones_runtime;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {
  rateLimiter: import("@convex-dev/rate-limiter/_generated/component.js").ComponentApi<"rateLimiter">;
  urgentMessages: import("@convex-dev/workpool/_generated/component.js").ComponentApi<"urgentMessages">;
  plannedMessages: import("@convex-dev/workpool/_generated/component.js").ComponentApi<"plannedMessages">;
};
