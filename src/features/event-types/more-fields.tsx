import { useTranslation } from "react-i18next";
import { ChoiceField } from "../../components/choice-field";
import { DateField } from "../../components/date-field";
import { Switch } from "../../components/ui/switch";
import { capCount, withCapCount } from "../../lib/cap-count";
import { useDurationLabel } from "../../lib/use-duration-label";
import type { EventTypeFieldsProps } from "./draft";
import { FurtherLengths } from "./further-lengths";
import { ReminderFields } from "./reminder-fields";

const OFFSETS_MIN = [0, 5, 10, 15, 20, 30, 45];
const NOTICES_MIN = [0, 60, 240, 720, 1_440, 2_880, 10_080];
const MOVES = [0, 1, 2, 3, 5, null];
const CAPS = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, null];

/** What few services need: it stays folded away. */
export function MoreFields(props: EventTypeFieldsProps) {
  const { t } = useTranslation("member");
  return (
    <details data-testid="more" className="rounded-xl border border-line px-4 py-3">
      <summary className="cursor-pointer font-semibold">{t("more.title")}</summary>
      <div className="flex flex-col gap-6 pt-4">
        <Promises {...props} />
        <FurtherLengths {...props} />
        <Times {...props} />
        <Limits {...props} />
        <ReminderFields {...props} />
      </div>
    </details>
  );
}

/** How long customers may still change their mind. */
function Promises({ draft, errors, onChange }: EventTypeFieldsProps) {
  const { t } = useTranslation("member");
  const durationLabel = useDurationLabel();
  const notice = (field: "cancelNoticeMin" | "rescheduleNoticeMin") => (
    <ChoiceField
      label={t(`more.${field}`)}
      error={errors[field]}
      name={field}
      value={draft[field]}
      choices={NOTICES_MIN}
      labelOf={(minutes) =>
        minutes === 0 ? t("more.untilStart") : t("more.before", { time: durationLabel(minutes) })
      }
      onChange={(minutes) => onChange({ [field]: minutes })}
    />
  );
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {notice("cancelNoticeMin")}
      {notice("rescheduleNoticeMin")}
      <ChoiceField<number | null>
        label={t("more.maxReschedules")}
        error={errors.maxReschedules}
        name="maxReschedules"
        value={draft.maxReschedules}
        choices={MOVES}
        labelOf={(count) => (count === null ? t("more.noLimit") : t("more.moves", { count }))}
        onChange={(maxReschedules) => onChange({ maxReschedules })}
      />
    </div>
  );
}

/** Which of the free times are offered, and on which dates. */
function Times({ draft, errors, onChange }: EventTypeFieldsProps) {
  const { t } = useTranslation("member");
  const durationLabel = useDurationLabel();
  const date = (field: "firstDate" | "lastDate") => (
    <DateField
      label={t(`more.${field}`)}
      optional={t("optional")}
      name={field}
      value={draft[field] ?? ""}
      error={errors[`dates.${field}`] ?? (field === "lastDate" ? errors.dates : undefined)}
      onChange={(value) => onChange({ [field]: value || null })}
    />
  );
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {date("firstDate")}
        {date("lastDate")}
        <ChoiceField
          label={t("more.offsetMin")}
          error={errors.offsetMin}
          name="offsetMin"
          value={draft.offsetMin}
          choices={OFFSETS_MIN}
          labelOf={(minutes) => (minutes === 0 ? t("more.onTheHour") : durationLabel(minutes))}
          onChange={(offsetMin) => onChange({ offsetMin })}
        />
      </div>
      <div className="flex items-center gap-3">
        <Switch
          aria-label={t("more.firstOfDay")}
          checked={draft.firstOfDay}
          onCheckedChange={(firstOfDay) => onChange({ firstOfDay })}
        />
        <p className="text-[0.9375rem]">{t("more.firstOfDay")}</p>
      </div>
    </>
  );
}

/** How many bookings of this service the member takes on. */
function Limits({ draft, onChange }: EventTypeFieldsProps) {
  const { t } = useTranslation("member");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {(["day", "week"] as const).map((per) => (
        <ChoiceField<number | null>
          key={per}
          label={t(`more.cap.${per}`)}
          name={`cap-${per}`}
          value={capCount(draft.caps, per)}
          choices={CAPS}
          labelOf={(count) => (count === null ? t("more.noLimit") : t("more.bookings", { count }))}
          onChange={(count) => onChange({ caps: withCapCount(draft.caps, per, count) })}
        />
      ))}
    </div>
  );
}
