import type { Problem } from "../../../core/availability/problems";
import { validateSettings, validateTerms } from "../../../core/availability/validate";
import { scheduleSettings, type Draft } from "./draft";

/** What the backend would refuse of a draft, found by the same checks; none means it can be saved. */
export function problemsOf(draft: Draft): Problem[] {
  const { durationMin, intervalMin, bufferBeforeMin, bufferAfterMin, noticeMin } = draft;
  const { horizonDays } = draft;
  return [
    ...validateSettings(scheduleSettings(draft)),
    ...validateTerms({
      durationMin,
      intervalMin,
      bufferBeforeMin,
      bufferAfterMin,
      noticeMin,
      ...(horizonDays !== null && { horizonMin: horizonDays * 24 * 60 }),
    }),
  ];
}
