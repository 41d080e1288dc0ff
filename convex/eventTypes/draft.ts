import { v, type Infer } from "convex/values";
import { MAX_NOTICE_MIN, MIN_INTERVAL_MIN } from "../../core/availability/limits.ts";
import { capTerms } from "../../core/availability/terms.ts";
import { validateTerms } from "../../core/availability/validate.ts";
import { problemsOfReminders } from "../../core/messages/reminders.ts";
import { findCurrency } from "../../core/money/currency.ts";
import type { FieldProblem } from "../../core/money/problems.ts";
import { problemsOfPricing } from "../../core/money/quote.ts";
import { problemsOfTiers } from "../../core/money/refund.ts";
import * as Fields from "../../core/text/fields.ts";
import { fail } from "../errors";
import { eventTypes } from "./tables";

const MAX_RESCHEDULES = 100;

const REFINEMENTS = [
  "otherDurationsMin",
  "pricing",
  "minPrice",
  "durationPrices",
  "deposit",
  "refundTiers",
  "offsetMin",
  "firstOfDay",
  "firstDate",
  "lastDate",
  "caps",
  "cancelNoticeMin",
  "rescheduleNoticeMin",
  "maxReschedules",
  "reminders",
] as const;

const refinements = eventTypes.validator.pick(...REFINEMENTS);

/** A service as its editor sends it. Refinements that are left out stay as they are; a new service has none. */
export const draftFields = eventTypes.validator
  .omit("tenantId", "memberId", "order", "number", "slug", ...REFINEMENTS)
  .extend({ slug: v.optional(v.string()), ...refinements.partial().fields });

export type Draft = Infer<typeof draftFields>;
export type Refinements = Infer<typeof refinements>;

export const NO_REFINEMENTS: Refinements = {
  otherDurationsMin: [],
  pricing: "fixed",
  minPrice: 0,
  durationPrices: [],
  deposit: null,
  refundTiers: [],
  offsetMin: 0,
  firstOfDay: false,
  firstDate: null,
  lastDate: null,
  caps: [],
  cancelNoticeMin: 0,
  rescheduleNoticeMin: 0,
  maxReschedules: null,
  reminders: null,
};

function problemsOfTerms(draft: Draft & Refinements): FieldProblem[] {
  // What is null is the member's own and was checked there: the least legal number stands for it.
  return validateTerms({
    durationMin: draft.durationMin,
    ...(draft.otherDurationsMin.length > 0 && {
      durationsMin: [draft.durationMin, ...draft.otherDurationsMin],
    }),
    intervalMin: draft.intervalMin ?? MIN_INTERVAL_MIN,
    bufferBeforeMin: draft.bufferBeforeMin ?? 0,
    bufferAfterMin: draft.bufferAfterMin ?? 0,
    noticeMin: draft.noticeMin ?? 0,
    offsetMin: draft.offsetMin,
    ...(draft.firstDate !== null && { firstDate: draft.firstDate }),
    ...(draft.lastDate !== null && { lastDate: draft.lastDate }),
    caps: capTerms(draft.caps, "eventType"),
  }).map(({ path, code }) => ({ field: path, problem: code }));
}

/** Limits on customers; a year of notice is the most that makes sense. */
function problemsOfPolicy(draft: Refinements): FieldProblem[] {
  const limits = [
    ["cancelNoticeMin", draft.cancelNoticeMin, MAX_NOTICE_MIN],
    ["rescheduleNoticeMin", draft.rescheduleNoticeMin, MAX_NOTICE_MIN],
    ["maxReschedules", draft.maxReschedules ?? 0, MAX_RESCHEDULES],
  ] as const;
  return limits
    .filter(([, value, most]) => !Number.isInteger(value) || value < 0 || value > most)
    .map(([field]) => ({ field, problem: "malformed" }));
}

/** A price for a length that is not offered could never be paid. */
function problemsOfLengths({ durationPrices, otherDurationsMin }: Refinements): FieldProblem[] {
  const isOffered = durationPrices.every((each) => otherDurationsMin.includes(each.durationMin));
  return isOffered ? [] : [{ field: "durationPrices", problem: "UNKNOWN_LENGTH" }];
}

/** What a draft leaves unsaid of prices is kept, except for lengths that it takes away. */
function withKept(draft: Draft, before: Refinements): Draft & Refinements {
  const merged = { ...before, ...draft };
  const { otherDurationsMin } = merged;
  const kept = before.durationPrices.filter((each) => otherDurationsMin.includes(each.durationMin));
  return { ...merged, durationPrices: draft.durationPrices ?? kept };
}

/**
 * A service as it is stored, with the refinements it had before where the draft says nothing of them. All that is wrong with it
 * is refused at once, as `INVALID_INPUT { problems }`.
 */
export function parseDraft(draft: Draft, before: Refinements): Draft & Refinements {
  const parsed = withKept(draft, before);
  const problems = [
    ...problemsOfTerms(parsed),
    ...problemsOfPolicy(parsed),
    ...problemsOfPricing(parsed),
    ...problemsOfLengths(parsed),
    ...problemsOfTiers(parsed.refundTiers),
    ...problemsOfReminders(parsed.reminders ?? []),
  ];
  const name = Fields.parseName(draft.name);
  if (name.ok) parsed.name = name.value;
  else problems.push({ field: "name", problem: name.problem });
  const description = Fields.parseDescription(draft.description);
  if (description.ok) parsed.description = description.value;
  else problems.push({ field: "description", problem: description.problem });
  const slug = draft.slug === undefined ? null : Fields.parseSlug(draft.slug);
  if (slug && !slug.ok) problems.push({ field: "slug", problem: slug.problem });
  // What is unknown was named above.
  parsed.currency = findCurrency(draft.currency)?.code ?? draft.currency;
  if (problems.length > 0) fail("INVALID_INPUT", { problems });
  return parsed;
}
