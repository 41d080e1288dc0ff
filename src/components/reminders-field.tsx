import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Channel } from "../../core/messages/kinds";
import { MAX_REMINDERS, problemsOfReminders, type Reminder } from "../../core/messages/reminders";
import { useRefusal } from "../lib/use-refusal";
import { LeadTime } from "./lead-time";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { Select } from "./ui/input";

const CHANNELS: readonly Channel[] = ["email", "sms"];
const DAY_MIN = 1_440;

type RemindersFieldProps = {
  reminders: readonly Reminder[];
  onChange: (reminders: Reminder[]) => void;
};

/** When customers are reminded, and how: a few steps before the start. What is wrong is said beside each while one types. */
export function RemindersField({ reminders, onChange }: RemindersFieldProps) {
  const { t } = useTranslation("messages");
  // Rows have no identity of their own, and keep the unit they were typed in: after a removal they begin anew.
  const [removals, setRemovals] = useState(0);
  return (
    <div className="@container flex flex-col gap-4" data-testid="reminders">
      {reminders.length === 0 && <p className="text-sm text-muted">{t("reminders.none")}</p>}
      {reminders.map((reminder, at) => (
        <ReminderRow
          key={`${removals}-${at}`}
          {...{ reminder, at, reminders }}
          onChange={(changed) =>
            onChange(reminders.map((each, place) => (place === at ? changed : each)))
          }
          onRemove={() => {
            setRemovals(removals + 1);
            onChange(reminders.filter((_, place) => place !== at));
          }}
        />
      ))}
      {reminders.length < MAX_REMINDERS ? (
        <Button
          look="outline"
          className="self-start"
          data-testid="add-reminder"
          onClick={() => onChange([...reminders, furtherTo(reminders)])}
        >
          <Plus aria-hidden className="size-4" />
          {t("reminders.add")}
        </Button>
      ) : (
        <p className="text-sm text-muted">{t("reminders.most", { count: MAX_REMINDERS })}</p>
      )}
    </div>
  );
}

/** A further reminder comes by mail, a day before or the first day that none has yet. */
function furtherTo(reminders: readonly Reminder[]): Reminder {
  const taken = reminders.map(({ minutesBefore }) => minutesBefore);
  const days = Array.from({ length: MAX_REMINDERS + 1 }, (_, index) => (index + 1) * DAY_MIN);
  const minutesBefore = days.find((each) => !taken.includes(each)) ?? DAY_MIN;
  return { channel: "email", minutesBefore };
}

type ReminderRowProps = {
  reminder: Reminder;
  at: number;
  reminders: readonly Reminder[];
  onChange: (reminder: Reminder) => void;
  onRemove: () => void;
};

function ReminderRow({ reminder, at, reminders, onChange, onRemove }: ReminderRowProps) {
  const { t } = useTranslation("messages");
  const { problem } = useRefusal();
  const field = `reminders[${at}].minutesBefore`;
  const wrong = problemsOfReminders(reminders).find((each) => each.field === field);
  return (
    <div
      role="group"
      aria-label={t("reminders.one", { number: at + 1 })}
      data-testid="reminder"
      className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2 gap-y-3 @sm:grid-cols-[9.5rem_minmax(0,18rem)_auto]"
    >
      <Field label={t("reminders.channel")}>
        {(control) => (
          <Select
            {...control}
            name={`channel-${at}`}
            value={reminder.channel}
            onChange={({ target }) => {
              const channel = CHANNELS.find((each) => each === target.value);
              if (channel) onChange({ ...reminder, channel });
            }}
          >
            {CHANNELS.map((channel) => (
              <option key={channel} value={channel}>
                {t(`channel.${channel}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <LeadTime
        className="col-start-1 @sm:col-start-2"
        label={t("reminders.before")}
        name={`before-${at}`}
        minutes={reminder.minutesBefore}
        error={wrong && problem("minutesBefore", wrong.problem)}
        onChange={(minutesBefore) => onChange({ ...reminder, minutesBefore })}
      />
      <Button
        look="quiet"
        size="icon"
        className="col-start-2 row-start-1 mt-6.5 @sm:col-start-3"
        aria-label={t("reminders.remove", { number: at + 1 })}
        onClick={onRemove}
      >
        <X aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
