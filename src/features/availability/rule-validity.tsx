import { useTranslation } from "react-i18next";
import { Field } from "../../components/ui/field";
import { Input, Select } from "../../components/ui/input";
import type { RuleDraft } from "./draft";
import type { Problems } from "../../lib/problems";
import type { Service } from "./use-stored-availability";

type RuleValidityProps = {
  rule: RuleDraft;
  services: readonly Service[];
  problems: Problems;
  onChange: (rule: RuleDraft) => void;
};

/** Between which dates a rule holds, and for which service. */
export function RuleValidity({ rule, services, problems, onChange }: RuleValidityProps) {
  const { t } = useTranslation("availability");
  const date = (name: "firstDate" | "lastDate") => (
    <Field
      label={t(`rule.${name}`)}
      error={problems[name]}
      {...((name === "lastDate" || rule.pattern !== "biweekly") && {
        optional: t("rule.optional"),
      })}
    >
      {(control) => (
        <Input
          {...control}
          name={`rule-${name}`}
          type="date"
          value={rule[name] ?? ""}
          onChange={({ target }) => onChange(withOptional(rule, name, target.value))}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        {date("firstDate")}
        {date("lastDate")}
      </div>
      {services.length > 1 && (
        <Field label={t("rule.service")}>
          {(control) => (
            <Select
              {...control}
              name="rule-service"
              value={rule.eventTypeId ?? ""}
              onChange={({ target }) => onChange(withOptional(rule, "eventTypeId", target.value))}
            >
              <option value="">{t("rule.everyService")}</option>
              {services.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </>
  );
}

/** An empty field is left out of the rule. */
function withOptional(
  rule: RuleDraft,
  field: "firstDate" | "lastDate" | "eventTypeId",
  value: string,
): RuleDraft {
  const { [field]: _before, ...rest } = rule;
  return value === "" ? rest : { ...rest, [field]: value };
}
