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
import type * as availability_schedule from "../availability/schedule.js";
import type * as availability_tables from "../availability/tables.js";
import type * as bookings from "../bookings.js";
import type * as bookings_access from "../bookings/access.js";
import type * as bookings_closing from "../bookings/closing.js";
import type * as bookings_confirm from "../bookings/confirm.js";
import type * as bookings_hold from "../bookings/hold.js";
import type * as bookings_jobs from "../bookings/jobs.js";
import type * as bookings_lists from "../bookings/lists.js";
import type * as bookings_manual from "../bookings/manual.js";
import type * as bookings_model from "../bookings/model.js";
import type * as bookings_reschedule from "../bookings/reschedule.js";
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
import type * as errors from "../errors.js";
import type * as eventTypes from "../eventTypes.js";
import type * as eventTypes_access from "../eventTypes/access.js";
import type * as eventTypes_draft from "../eventTypes/draft.js";
import type * as eventTypes_model from "../eventTypes/model.js";
import type * as eventTypes_tables from "../eventTypes/tables.js";
import type * as functions from "../functions.js";
import type * as members from "../members.js";
import type * as members_access from "../members/access.js";
import type * as members_model from "../members/model.js";
import type * as members_settings from "../members/settings.js";
import type * as members_tables from "../members/tables.js";
import type * as pages from "../pages.js";
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
  "availability/schedule": typeof availability_schedule;
  "availability/tables": typeof availability_tables;
  bookings: typeof bookings;
  "bookings/access": typeof bookings_access;
  "bookings/closing": typeof bookings_closing;
  "bookings/confirm": typeof bookings_confirm;
  "bookings/hold": typeof bookings_hold;
  "bookings/jobs": typeof bookings_jobs;
  "bookings/lists": typeof bookings_lists;
  "bookings/manual": typeof bookings_manual;
  "bookings/model": typeof bookings_model;
  "bookings/reschedule": typeof bookings_reschedule;
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
  errors: typeof errors;
  eventTypes: typeof eventTypes;
  "eventTypes/access": typeof eventTypes_access;
  "eventTypes/draft": typeof eventTypes_draft;
  "eventTypes/model": typeof eventTypes_model;
  "eventTypes/tables": typeof eventTypes_tables;
  functions: typeof functions;
  members: typeof members;
  "members/access": typeof members_access;
  "members/model": typeof members_model;
  "members/settings": typeof members_settings;
  "members/tables": typeof members_tables;
  pages: typeof pages;
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

export declare const components: {};
