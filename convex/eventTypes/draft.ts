import { v, type Infer } from "convex/values";
import { validateTerms } from "../../core/availability/validate.ts";
import { findCurrency } from "../../core/money/currency.ts";
import * as Fields from "../../core/text/fields.ts";
import { fail } from "../errors";
import { eventTypes } from "./tables";

export const draftFields = eventTypes.validator
  .omit("tenantId", "memberId", "order", "slug")
  .extend({ slug: v.optional(v.string()) });

export type Draft = Infer<typeof draftFields>;

/** A service as it is stored; all that is wrong with it is refused at once, as `INVALID_INPUT { problems }`. */
export function parseDraft(draft: Draft): Draft {
  // What is null is the member's own and was checked there: the least legal number stands for it.
  const problems = validateTerms({
    durationMin: draft.durationMin,
    intervalMin: draft.intervalMin ?? 1,
    bufferBeforeMin: draft.bufferBeforeMin ?? 0,
    bufferAfterMin: draft.bufferAfterMin ?? 0,
    noticeMin: draft.noticeMin ?? 0,
  }).map(({ path, code }): { field: string; problem: string } => ({ field: path, problem: code }));
  const parsed = { ...draft };
  const name = Fields.parseName(draft.name);
  if (name.ok) parsed.name = name.value;
  else problems.push({ field: "name", problem: name.problem });
  const description = Fields.parseDescription(draft.description);
  if (description.ok) parsed.description = description.value;
  else problems.push({ field: "description", problem: description.problem });
  const slug = draft.slug === undefined ? null : Fields.parseSlug(draft.slug);
  if (slug && !slug.ok) problems.push({ field: "slug", problem: slug.problem });
  const currency = findCurrency(draft.currency);
  if (currency) parsed.currency = currency.code;
  else problems.push({ field: "currency", problem: "malformed" });
  if (!Number.isSafeInteger(draft.price) || draft.price < 0) {
    problems.push({ field: "price", problem: "malformed" });
  }
  if (problems.length > 0) fail("INVALID_INPUT", { problems });
  return parsed;
}
