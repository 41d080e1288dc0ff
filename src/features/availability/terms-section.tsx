import { useTranslation } from "react-i18next";
import { ChoiceField } from "../../components/choice-field";
import { MinutesField } from "../../components/minutes-field";
import { Section } from "../../components/ui/section";
import { ZoneField } from "../../components/zone-field";
import { useDurationLabel } from "../../lib/use-duration-label";
import { capCount, withCapCount } from "../../lib/cap-count";
import type { Draft } from "./draft";
import type { Problems } from "../../lib/problems";

const BUFFERS_MIN = [0, 5, 10, 15, 30, 45, 60, 90, 120];
const NOTICES_MIN = [0, 30, 60, 120, 240, 720, 1_440, 2_880, 4_320, 10_080];
const INTERVALS_MIN = [5, 10, 15, 20, 30, 45, 60, 90, 120];
const HORIZONS_DAYS = [7, 14, 30, 60, 90, 180, 365, null];
const CAPS = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, null];

type TermsSectionProps = { draft: Draft; problems: Problems; onChange: (draft: Draft) => void };

/** The numbers by which times are made of the hours. */
export function TermsSection({ draft, problems, onChange }: TermsSectionProps) {
  const { t } = useTranslation("availability");
  const durationLabel = useDurationLabel();
  const set = (fields: Partial<Draft>) => onChange({ ...draft, ...fields });
  const minutes = (
    name: "bufferBeforeMin" | "bufferAfterMin" | "noticeMin" | "intervalMin",
    choices: number[],
  ) => (
    <ChoiceField
      label={t(`terms.${name}`)}
      error={problems[name]}
      name={name}
      value={draft[name]}
      choices={choices}
      labelOf={(value) => (value === 0 ? t("terms.none") : durationLabel(value))}
      onChange={(value) => set({ [name]: value })}
    />
  );
  const cap = (per: "day" | "week") => (
    <ChoiceField
      label={t(`terms.cap.${per}`)}
      name={`cap-${per}`}
      value={capCount(draft.caps, per)}
      choices={CAPS}
      labelOf={(count) => (count === null ? t("terms.noLimit") : t("terms.bookings", { count }))}
      onChange={(count) => set({ caps: withCapCount(draft.caps, per, count) })}
    />
  );
  return (
    <Section title={t("terms.title")} text={t("terms.text")}>
      <div className="grid grid-cols-2 items-start gap-x-4 gap-y-5 lg:grid-cols-3">
        <div className="col-span-2 lg:col-span-1">
          <ZoneField
            label={t("terms.timezone")}
            error={problems.timezone}
            value={draft.timezone}
            onChange={(timezone) => set({ timezone })}
          />
        </div>
        <MinutesField
          label={t("terms.durationMin")}
          error={problems.durationMin}
          name="durationMin"
          value={draft.durationMin}
          onChange={(durationMin) => set({ durationMin })}
        />
        {minutes("intervalMin", INTERVALS_MIN)}
        {minutes("bufferBeforeMin", BUFFERS_MIN)}
        {minutes("bufferAfterMin", BUFFERS_MIN)}
        {minutes("noticeMin", NOTICES_MIN)}
        <ChoiceField
          label={t("terms.horizonDays")}
          error={problems.horizonMin}
          name="horizonDays"
          value={draft.horizonDays}
          choices={HORIZONS_DAYS}
          labelOf={(days) => (days === null ? t("terms.noLimit") : durationLabel(days * 1_440))}
          onChange={(horizonDays) => set({ horizonDays })}
        />
        {cap("day")}
        {cap("week")}
      </div>
      <p className="text-sm text-muted">{t("terms.hint")}</p>
    </Section>
  );
}
