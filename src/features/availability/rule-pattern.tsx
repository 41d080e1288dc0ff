import { useTranslation } from "react-i18next";
import { Field } from "../../components/ui/field";
import { Select } from "../../components/ui/input";
import type { RuleDraft } from "./draft";
import { NTHS } from "./use-rule-words";

const PATTERNS = ["weekly", "biweekly", "monthly"] as const;

type RulePatternProps = {
  rule: RuleDraft;
  error: string | undefined;
  onChange: (rule: RuleDraft) => void;
};

/** How often a rule comes round. */
export function RulePattern({ rule, error, onChange }: RulePatternProps) {
  const { t } = useTranslation("availability");
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label={t("rule.pattern")}>
        {(control) => (
          <Select
            {...control}
            name="pattern"
            value={rule.pattern}
            onChange={({ target }) =>
              onChange(withPattern(rule, target.value as RuleDraft["pattern"]))
            }
          >
            {PATTERNS.map((pattern) => (
              <option key={pattern} value={pattern}>
                {t(`rule.patterns.${pattern}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {rule.pattern === "monthly" && (
        <Field label={t("rule.nth")} error={error}>
          {(control) => (
            <Select
              {...control}
              name="nth"
              value={rule.nth}
              onChange={({ target }) => onChange({ ...rule, nth: Number(target.value) })}
            >
              {NTHS.map(({ nth, name }) => (
                <option key={nth} value={nth}>
                  {t(`rules.nth.${name}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </div>
  );
}

/** Only a monthly rule falls on the n-th day of its month. */
function withPattern({ nth = 1, ...rule }: RuleDraft, pattern: RuleDraft["pattern"]): RuleDraft {
  return pattern === "monthly" ? { ...rule, pattern, nth } : { ...rule, pattern };
}
