import { useState } from "react";
import { useTranslation } from "react-i18next";
import { validateSettings } from "../../../core/availability/validate";
import { parseMessage } from "../../../core/text/fields";
import { Button } from "../../components/ui/button";
import { Dialog } from "../../components/ui/dialog";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";
import { randomId } from "../../lib/random-id";
import { useRefusal } from "../../lib/use-refusal";
import { ReasonField } from "../../components/reason-field";
import { withTimeOff } from "./dates";
import type { Draft, TimeOffDraft } from "./draft";
import { closedWeek } from "../../lib/week";

type TimeOffDialogProps = {
  draft: Draft;
  /** Null: a new one. */
  timeOff: TimeOffDraft | null;
  /** Where a new one begins. */
  firstDate: string;
  onClose: () => void;
  onChange: (draft: Draft) => void;
};

/** A stretch of closed dates, from the first to the last. */
export function TimeOffDialog({ draft, timeOff, onClose, onChange, ...rest }: TimeOffDialogProps) {
  const { t } = useTranslation("availability");
  const { problem } = useRefusal();
  const [firstDate, setFirstDate] = useState(timeOff?.firstDate ?? rest.firstDate);
  const [lastDate, setLastDate] = useState(timeOff?.lastDate ?? rest.firstDate);
  const [reason, setReason] = useState(timeOff?.reason ?? "");
  const text = parseMessage(reason);
  const span = { firstDate, lastDate };
  const faults = validateSettings({ weekly: closedWeek(), timeOff: [span] });
  const problems = Object.fromEntries(
    faults.map(({ path, code }) => [path.replace(/^timeOff\[0\]\.?/, ""), problem(path, code)]),
  );
  const apply = () => {
    if (faults.length > 0 || !text.ok) return;
    // A stretch is stored or removed, never changed, so an edited one is a new one.
    const changed = { ...span, id: randomId(), reason: text.value };
    onChange(withTimeOff(draft, changed, timeOff?.id ?? null));
    onClose();
  };
  const dateField = (
    name: "firstDate" | "lastDate",
    value: string,
    set: (date: string) => void,
  ) => (
    <Field label={t(`timeOff.${name}`)} error={problems[name]}>
      {(control) => (
        <Input
          {...control}
          name={name}
          type="date"
          value={value}
          onChange={({ target }) => set(target.value)}
        />
      )}
    </Field>
  );
  return (
    <Dialog open onOpenChange={onClose} title={t("timeOff.title")} description={t("timeOff.text")}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        className="flex flex-col gap-5"
      >
        <div className="grid grid-cols-2 gap-4">
          {dateField("firstDate", firstDate, setFirstDate)}
          {dateField("lastDate", lastDate, setLastDate)}
        </div>
        {problems[""] && (
          <p role="alert" className="text-sm font-medium text-danger">
            {problems[""]}
          </p>
        )}
        <ReasonField value={reason} onChange={setReason} />
        <Button
          type="submit"
          data-testid="apply-time-off"
          aria-disabled={faults.length > 0 || !text.ok || undefined}
        >
          {t("date.apply")}
        </Button>
      </form>
    </Dialog>
  );
}
