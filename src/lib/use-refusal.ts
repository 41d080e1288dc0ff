import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { errorOf } from "../../core/errors";
import { useDurationLabel } from "./use-duration-label";

export type Refusals = {
  /** The sentence for whatever a call threw. */
  sentence: (thrown: unknown) => string;
  /** The sentence for one problem of one field. */
  problem: (field: string, code: string) => string;
  /** The sentences for the fields a refusal names. */
  fieldsOf: (thrown: unknown) => Record<string, string>;
};

const HOUR_MIN = 60;

/** How long to wait, rounded up as people say it: to whole minutes, from an hour on to whole hours. */
function waitMin(seconds: number): number {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes < HOUR_MIN ? minutes : Math.ceil(minutes / HOUR_MIN) * HOUR_MIN;
}

/** Refusals in the reader's language: by code, falling back on the backend's own sentence. */
export function useRefusal(): Refusals {
  const { t, i18n } = useTranslation();
  const durationLabel = useDurationLabel();
  return useMemo(() => {
    const problem = (field: string, code: string) => {
      const special = `problems.${field}_${code}`;
      return t((i18n.exists(special) ? special : `problems.${code}`) as "problems.malformed", {
        defaultValue: t("problems.malformed"),
      });
    };
    return {
      problem,
      sentence: (thrown) => {
        const refusal = errorOf(thrown);
        if (refusal === null) return t("unexpected");
        const { retryAfterSec } = refusal;
        if (typeof retryAfterSec === "number") {
          return t("retryAfter", { time: durationLabel(waitMin(retryAfterSec)) });
        }
        return t(`errors.${refusal.code}`, { defaultValue: refusal.message });
      },
      fieldsOf: (thrown) => {
        const problems = errorOf(thrown)?.problems;
        if (!Array.isArray(problems)) return {};
        return Object.fromEntries(
          (problems as { field: string; problem: string }[]).map(({ field, problem: code }) => [
            field,
            problem(field, code),
          ]),
        );
      },
    };
  }, [t, i18n, durationLabel]);
}
