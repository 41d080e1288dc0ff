import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LocalWindow } from "../../../core/availability/types";
import { validateWindows } from "../../../core/availability/validate";
import { parseMessage } from "../../../core/text/fields";
import { formatDate, WEEKDAYS, weekdayOf } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import { Button } from "../../components/ui/button";
import { Dialog } from "../../components/ui/dialog";
import { Notice } from "../../components/ui/notice";
import { useRefusal } from "../../lib/use-refusal";
import { ChoiceGroup } from "../../components/choice-group";
import { choiceOfDate, stateOfDate, withDate, type DateChoice } from "./dates";
import type { Draft, TimeOffDraft } from "./draft";
import { ReasonField } from "../../components/reason-field";
import { nextWindow } from "../../lib/week";
import { WindowFields } from "../../components/window-fields";

type DateDialogProps = {
  draft: Draft;
  day: number;
  onClose: () => void;
  onChange: (draft: Draft) => void;
  onEditTimeOff: (timeOff: TimeOffDraft) => void;
};

/** How one date is to be: as usual, with other hours, or closed. */
export function DateDialog({ draft, day, onClose, onChange, onEditTimeOff }: DateDialogProps) {
  const { t, i18n } = useTranslation("availability");
  const { problem } = useRefusal();
  const date = formatDate(day);
  const title = dayFormat(i18n.language).date(day);
  const shown = stateOfDate(draft, date);
  const state = choiceOfDate(draft, date);
  const [kind, setKind] = useState(state.kind);
  const [windows, setWindows] = useState(
    state.kind === "hours" ? state.windows : usualWindows(draft, day),
  );
  const [reason, setReason] = useState(state.kind === "usual" ? "" : state.reason);
  const text = parseMessage(reason);
  const fault = windowsFault(kind === "hours" ? windows : null);
  const canApply = text.ok && fault === undefined;

  const apply = () => {
    if (!text.ok || fault !== undefined) return;
    onChange(withDate(draft, date, choiceOf(kind, windows, text.value)));
    onClose();
  };
  return (
    <Dialog open onOpenChange={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        className="flex flex-col gap-5"
      >
        {shown.kind === "timeOff" && (
          <Notice tone="warning">
            <p>{t("date.inTimeOff", { reason: shown.timeOff.reason })}</p>
            <Button
              size="small"
              look="outline"
              className="mt-2"
              onClick={() => onEditTimeOff(shown.timeOff)}
            >
              {t("date.editTimeOff")}
            </Button>
          </Notice>
        )}
        <ChoiceGroup
          legend={t("date.legend")}
          value={kind}
          choices={(["usual", "hours", "closed"] as const).map((value) => ({
            value,
            label: t(`date.${value}`),
          }))}
          onChange={setKind}
        />
        {kind === "hours" && (
          <WindowFields
            windows={windows}
            onChange={setWindows}
            error={fault && problem("windows", fault)}
            name={title}
          />
        )}
        {kind !== "usual" && <ReasonField value={reason} onChange={setReason} />}
        <Button type="submit" data-testid="apply-date" aria-disabled={!canApply || undefined}>
          {t("date.apply")}
        </Button>
      </form>
    </Dialog>
  );
}

function usualWindows(draft: Draft, day: number): LocalWindow[] {
  const weekday = WEEKDAYS[weekdayOf(day)];
  const usual = weekday ? draft.weekly[weekday] : [];
  const first = nextWindow([]);
  return usual.length > 0 || !first ? usual : [first];
}

function windowsFault(windows: readonly LocalWindow[] | null) {
  return windows ? validateWindows(windows, "windows")[0]?.code : undefined;
}

function choiceOf(kind: DateChoice["kind"], windows: LocalWindow[], reason: string): DateChoice {
  if (kind === "hours") return { kind, windows, reason };
  return kind === "closed" ? { kind, reason } : { kind };
}
