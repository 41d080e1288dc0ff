import type { Problem } from "../../core/availability/problems.ts";
import { capTerms } from "../../core/availability/terms.ts";
import { validateSettings, validateTerms } from "../../core/availability/validate.ts";
import { findCurrency } from "../../core/money/currency.ts";
import { problemsOfPrice } from "../../core/money/quote.ts";
import { isZone } from "../../core/time/zones.ts";
import * as Fields from "../../core/text/fields.ts";
import { v, type Infer } from "convex/values";
import { fail } from "../errors";
import { memberSettings } from "./tables";

const { caps, externalUrl } = memberSettings.validator.fields;

/** Settings as their editor sends them. Caps or an address that are left out stay as they are; a new member has none. */
export const settingsFields = memberSettings.validator
  .omit("tenantId", "userId", "revision", "caps", "externalUrl")
  .extend({ caps: v.optional(caps), externalUrl: v.optional(externalUrl) });
export type Settings = Infer<typeof settingsFields>;
type Kept = Required<Pick<Settings, "caps" | "externalUrl">>;
export type StoredSettings = Settings & Kept;

export const NOTHING_KEPT: Kept = { caps: [], externalUrl: null };

const TEXT_FIELDS = {
  slug: Fields.parseSlug,
  name: Fields.parseName,
  title: Fields.parseLine,
  bio: Fields.parseDescription,
} as const;

const URL_FIELDS = {
  photoUrl: Fields.parseImageUrl,
  externalUrl: Fields.parseSecureUrl,
} as const;

type FieldProblem = { field: string; problem: string };

function problemsOfAvailability(settings: Settings): Problem[] {
  const { weeklySchedule: weekly, blockedDates } = settings;
  return [
    ...validateSettings({ weekly, blockedDates }),
    ...validateTerms({
      durationMin: settings.durationMin,
      intervalMin: settings.intervalMin,
      bufferBeforeMin: settings.bufferBeforeMin,
      bufferAfterMin: settings.bufferAfterMin,
      noticeMin: settings.noticeMin,
      caps: capTerms(settings.caps ?? [], "member"),
      ...(settings.horizonDays !== null && { horizonMin: settings.horizonDays * 24 * 60 }),
    }),
  ];
}

/**
 * Settings as they are stored: texts trimmed and normalised. Everything wrong with them is refused at once, as
 * `INVALID_INPUT { problems: [{ field, problem }] }`, so that nothing is half saved.
 */
export function parseSettings(settings: Settings, before: Kept): StoredSettings {
  const problems: FieldProblem[] = problemsOfAvailability(settings).map(({ path, code }) => ({
    field: path,
    problem: code,
  }));
  const parsed = { ...before, ...settings };
  for (const field of ["slug", "name", "title", "bio"] as const) {
    const text = TEXT_FIELDS[field](settings[field]);
    if (text.ok) parsed[field] = text.value;
    else problems.push({ field, problem: text.problem });
  }
  for (const field of ["photoUrl", "externalUrl"] as const) {
    const written = parsed[field];
    const url = written === null ? null : URL_FIELDS[field](written);
    if (url?.ok) parsed[field] = url.value;
    else if (url) problems.push({ field, problem: url.problem });
  }
  if (settings.bookingMode === "external" && parsed.externalUrl === null) {
    problems.push({ field: "externalUrl", problem: "required" });
  }
  if (!isZone(settings.timezone)) problems.push({ field: "timezone", problem: "UNKNOWN_ZONE" });
  problems.push(...problemsOfPrice(settings));
  parsed.currency = findCurrency(settings.currency)?.code ?? settings.currency;
  if (problems.length > 0) fail("INVALID_INPUT", { problems });
  return parsed;
}
