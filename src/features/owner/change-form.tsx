import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceGroup } from "../../components/choice-group";
import { Button } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { useRefusal } from "../../lib/use-refusal";
import { faultsOf, type ChangeDraft } from "./change-draft";
import { OverrideFields } from "./override-fields";
import { ScheduleFields } from "./schedule-fields";
import { StepHeading } from "./step-heading";
import { TimeOffFields } from "./time-off-fields";

const KINDS = ["timeOff", "override", "schedule"] as const;

type ChangeFormProps = {
  /** How many members it is for. */
  count: number;
  draft: ChangeDraft;
  onChange: (draft: ChangeDraft) => void;
  onBack: () => void;
  onPreview: (draft: ChangeDraft) => void;
};

/** What is to change for the chosen members: their week, a date, or a stretch of time off. */
export function ChangeForm({ count, draft, onChange, onBack, onPreview }: ChangeFormProps) {
  const { t } = useTranslation("owner");
  const { problem } = useRefusal();
  // Nobody is told of empty fields before having had a chance to fill them.
  const [wasTried, setWasTried] = useState(false);
  const faults = faultsOf(draft);
  const problems = Object.fromEntries(
    faults.map(({ field, code }) => [field, problem(field, code)]),
  );
  const fields = {
    draft,
    problems: wasTried ? problems : {},
    onChange: (changes: Partial<ChangeDraft>) => onChange({ ...draft, ...changes }),
  };
  return (
    <form
      noValidate
      data-testid="change-form"
      onSubmit={(event) => {
        event.preventDefault();
        setWasTried(true);
        if (faults.length > 0) return;
        onPreview(draft);
      }}
      className="flex max-w-3xl flex-col gap-6"
    >
      <StepHeading
        title={t("change.title", { count })}
        text={t("change.text")}
        back={t("change.back")}
        onBack={onBack}
      />
      <Card className="flex flex-col gap-6 p-5 sm:p-6">
        <ChoiceGroup
          legend={t("change.kind")}
          value={draft.kind}
          choices={KINDS.map((value) => ({
            value,
            label: t(`change.kinds.${value}`),
            hint: t(`change.kindHints.${value}`),
          }))}
          onChange={(kind) => fields.onChange({ kind })}
        />
        {draft.kind === "schedule" && <ScheduleFields {...fields} />}
        {draft.kind === "override" && <OverrideFields {...fields} />}
        {draft.kind === "timeOff" && <TimeOffFields {...fields} />}
      </Card>
      <Button type="submit" size="large" data-testid="preview" className="self-start">
        {t("change.preview")}
      </Button>
    </form>
  );
}
