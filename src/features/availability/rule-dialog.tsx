import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_PRIORITY } from "../../../core/availability/limits";
import { validateSettings } from "../../../core/availability/validate";
import { parseName } from "../../../core/text/fields";
import { WEEKDAYS } from "../../../core/time/calendar";
import { Button } from "../../components/ui/button";
import { Dialog } from "../../components/ui/dialog";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";
import { useRefusal } from "../../lib/use-refusal";
import { ChoiceGroup } from "../../components/choice-group";
import type { RuleDraft } from "./draft";
import { RulePattern } from "./rule-pattern";
import { RuleValidity } from "./rule-validity";
import { problemOf, type Problems } from "../../lib/problems";
import type { Service } from "./use-stored-availability";
import { closedWeek } from "../../lib/week";
import { WeekdayPicker } from "../../components/weekday-picker";
import { WindowFields } from "../../components/window-fields";

type RuleDialogProps = {
  rule: RuleDraft;
  services: readonly Service[];
  onClose: () => void;
  onApply: (rule: RuleDraft) => void;
};

/** One recurring rule. Faults are said once somebody tries to apply it. */
export function RuleDialog({ rule: initial, services, onClose, onApply }: RuleDialogProps) {
  const { t } = useTranslation("availability");
  const [rule, setRule] = useState(initial);
  const [isTried, setIsTried] = useState(false);
  const problems = useRuleProblems(rule);
  const shown = isTried ? problems : {};
  const set = (fields: Partial<RuleDraft>) => setRule({ ...rule, ...fields });
  const apply = () => {
    const name = parseName(rule.name);
    if (Object.keys(problems).length > 0 || !name.ok) setIsTried(true);
    else onApply({ ...rule, name: name.value });
  };
  return (
    <Dialog open onOpenChange={onClose} place="side" title={t("rule.title")}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        className="flex flex-col gap-5"
      >
        <Field label={t("rule.name")} error={shown.name}>
          {(control) => (
            <Input
              {...control}
              name="ruleName"
              placeholder={t("rule.namePlaceholder")}
              value={rule.name}
              onChange={({ target }) => set({ name: target.value })}
            />
          )}
        </Field>
        <ChoiceGroup
          legend={t("rule.kind")}
          value={rule.kind}
          choices={(["open", "override", "block"] as const).map((value) => ({
            value,
            label: t(`rule.kinds.${value}`),
            hint: t(`rule.kindHints.${value}`),
          }))}
          onChange={(kind) => set({ kind })}
        />
        <RulePattern rule={rule} error={shown.nth} onChange={setRule} />
        <WeekdayPicker
          legend={t("rule.days")}
          days={rule.days}
          choices={WEEKDAYS}
          onChange={(days) => set({ days })}
          error={shown.days}
        />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 text-sm font-semibold">{t("rule.windows")}</legend>
          {rule.windows.length === 0 && rule.kind !== "open" && (
            <p className="text-sm text-muted">{t(`rule.noWindows.${rule.kind}`)}</p>
          )}
          <WindowFields
            windows={rule.windows}
            onChange={(windows) => set({ windows })}
            error={problemOf(shown, "windows")}
            name={t("rule.title")}
          />
        </fieldset>
        <RuleValidity rule={rule} services={services} problems={shown} onChange={setRule} />
        <PriorityField
          value={rule.priority}
          error={shown.priority}
          onChange={(priority) => set({ priority })}
        />
        <Button type="submit" data-testid="apply-rule">
          {t("date.apply")}
        </Button>
      </form>
    </Dialog>
  );
}

type PriorityFieldProps = {
  value: number;
  error: string | undefined;
  onChange: (priority: number) => void;
};

/** Free to type; an empty field is NaN, which no validation lets pass. */
function PriorityField({ value, error, onChange }: PriorityFieldProps) {
  const { t } = useTranslation("availability");
  return (
    <Field label={t("rule.priority")} hint={t("rule.priorityHint")} error={error}>
      {(control) => (
        <Input
          {...control}
          name="priority"
          type="number"
          inputMode="numeric"
          min={0}
          max={MAX_PRIORITY}
          value={Number.isNaN(value) ? "" : value}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      )}
    </Field>
  );
}

/** Sentences by field of the rule, such as "days" or "windows[0].end". */
function useRuleProblems(rule: RuleDraft): Problems {
  const { problem } = useRefusal();
  const found = validateSettings({ weekly: closedWeek(), rules: [rule] }).map(
    ({ path, code }) => [path.replace(/^rules\[0\]\.?/, "") || "lastDate", code] as const,
  );
  const name = parseName(rule.name);
  return Object.fromEntries([
    ...found.map(([field, code]) => [field, problem(field, code)] as const),
    ...(name.ok ? [] : [["name", problem("name", name.problem)] as const]),
  ]);
}
