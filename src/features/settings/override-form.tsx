import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parseDate } from "../../../core/time/calendar";
import type { LocalWindow } from "../../../core/availability/types";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";
import { Switch } from "../../components/ui/switch";
import { useRefusal } from "../../lib/use-refusal";
import { WindowList } from "./window-list";

const OPEN: LocalWindow[] = [{ start: "09:00", end: "17:00" }];

type OverrideFormProps = { memberId: Id<"memberSettings">; onDone: () => void };

/** The date as it is put together, and the way to the backend. */
function useOverrideDraft({ memberId, onDone }: OverrideFormProps) {
  const { sentence, problem, fieldsOf } = useRefusal();
  const setOverride = useMutation(api.availability.setOverride);
  const [date, setDate] = useState("");
  const [reason, setReason] = useState("");
  const [windows, setWindows] = useState<LocalWindow[]>([]);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);

  const save = async () => {
    if (parseDate(date) === null) {
      setErrors({ date: problem("date", "BAD_DATE") });
      return;
    }
    setBusy(true);
    try {
      await setOverride({ memberId, date, windows, reason });
      onDone();
    } catch (thrown) {
      const named = fieldsOf(thrown);
      const inWindows = Object.entries(named).find(([path]) => path.includes("windows"))?.[1];
      setErrors({ ...named, windows: inWindows ?? sentence(thrown) });
      setBusy(false);
    }
  };
  return { date, setDate, reason, setReason, windows, setWindows, errors, busy, save };
}

/** Other hours, or none, on one date. */
export function OverrideForm(props: OverrideFormProps) {
  const { t } = useTranslation("member");
  const { date, reason, windows, errors, ...draft } = useOverrideDraft(props);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!draft.busy) void draft.save();
      }}
      className="flex animate-rise flex-col gap-4 rounded-2xl bg-sunken p-4"
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("overrides.date")} error={errors.date}>
          {(control) => (
            <Input
              {...control}
              name="date"
              type="date"
              value={date}
              onChange={({ target }) => draft.setDate(target.value)}
            />
          )}
        </Field>
        <Field label={t("overrides.reason")} optional={t("optional")} error={errors.reason}>
          {(control) => (
            <Input
              {...control}
              name="reason"
              value={reason}
              onChange={({ target }) => draft.setReason(target.value)}
            />
          )}
        </Field>
      </div>
      <div className="flex items-center gap-3">
        <Switch
          aria-label={t("overrides.isOpen")}
          checked={windows.length > 0}
          onCheckedChange={(open) => draft.setWindows(open ? OPEN : [])}
        />
        <span>{t(windows.length > 0 ? "overrides.openHours" : "overrides.closedAllDay")}</span>
      </div>
      {windows.length > 0 && (
        <WindowList windows={windows} onChange={draft.setWindows} error={undefined} name={date} />
      )}
      {errors.windows && (
        <p role="alert" className="text-sm font-medium text-danger">
          {errors.windows}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" busy={draft.busy} data-testid="save-override">
          {t("overrides.save")}
        </Button>
        <Button look="quiet" onClick={props.onDone}>
          {t("overrides.cancel")}
        </Button>
      </div>
    </form>
  );
}
