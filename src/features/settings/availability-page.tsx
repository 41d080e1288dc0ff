import { useTranslation } from "react-i18next";
import { ChoiceField } from "../../components/choice-field";
import { MinutesField } from "../../components/minutes-field";
import { Section } from "../../components/ui/section";
import { Skeleton } from "../../components/ui/skeleton";
import { ZoneField } from "../../components/zone-field";
import { useDurationLabel } from "../../lib/use-duration-label";
import { usePageTitle } from "../../lib/use-page-title";
import { BlockedDates } from "./blocked-dates";
import { DateOverrides } from "./date-overrides";
import { SettingsForm } from "./settings-form";
import { useSettingsDraft, type SettingsDraft } from "./use-settings-draft";
import { WeeklyEditor } from "./weekly-editor";

const BUFFERS_MIN = [0, 5, 10, 15, 30, 45, 60];
const NOTICES_MIN = [0, 30, 60, 120, 240, 720, 1440, 2880, 10_080];
const INTERVALS_MIN = [5, 10, 15, 20, 30, 60];
const HORIZONS_DAYS = [7, 14, 30, 60, 90, 180, 365, null];

/** When a member can be booked. */
export function AvailabilityPage({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("member");
  const draft = useSettingsDraft(tenantSlug);
  usePageTitle(t("availability.title"));
  if (!draft) return <Skeleton className="h-[36rem] rounded-2xl" />;
  const { settings, change, errors } = draft;
  return (
    <div className="flex flex-col gap-6">
      <SettingsForm draft={draft} title={t("availability.title")} text={t("availability.text")}>
        <TermsSection draft={draft} />
        <WeeklyEditor
          weekly={settings.weeklySchedule}
          onChange={(weeklySchedule) => change({ weeklySchedule })}
          errors={errors}
        />
        <BlockedDates
          dates={settings.blockedDates}
          onChange={(blockedDates) => change({ blockedDates })}
        />
      </SettingsForm>
      <DateOverrides memberId={settings.id} />
    </div>
  );
}

function TermsSection({ draft: { settings, change, errors } }: { draft: SettingsDraft }) {
  const { t } = useTranslation("member");
  const durationLabel = useDurationLabel();
  const orNone = (minutes: number) => (minutes === 0 ? t("terms.none") : durationLabel(minutes));
  return (
    <Section title={t("terms.title")} text={t("terms.text")}>
      <div className="grid gap-5 sm:grid-cols-2">
        <ZoneField
          label={t("terms.zone")}
          error={errors.timezone}
          value={settings.timezone}
          onChange={(timezone) => change({ timezone })}
        />
        <MinutesField
          label={t("terms.duration")}
          hint={t("terms.durationHint")}
          error={errors.durationMin}
          name="durationMin"
          value={settings.durationMin}
          onChange={(durationMin) => change({ durationMin })}
        />
        <ChoiceField
          label={t("terms.bufferBefore")}
          error={errors.bufferBeforeMin}
          name="bufferBeforeMin"
          value={settings.bufferBeforeMin}
          choices={BUFFERS_MIN}
          labelOf={orNone}
          onChange={(bufferBeforeMin) => change({ bufferBeforeMin })}
        />
        <ChoiceField
          label={t("terms.bufferAfter")}
          error={errors.bufferAfterMin}
          name="bufferAfterMin"
          value={settings.bufferAfterMin}
          choices={BUFFERS_MIN}
          labelOf={orNone}
          onChange={(bufferAfterMin) => change({ bufferAfterMin })}
        />
        <ChoiceField
          label={t("terms.notice")}
          hint={t("terms.noticeHint")}
          error={errors.noticeMin}
          name="noticeMin"
          value={settings.noticeMin}
          choices={NOTICES_MIN}
          labelOf={orNone}
          onChange={(noticeMin) => change({ noticeMin })}
        />
        <ChoiceField
          label={t("terms.horizon")}
          hint={t("terms.horizonHint")}
          error={errors.horizonMin}
          name="horizonDays"
          value={settings.horizonDays}
          choices={HORIZONS_DAYS}
          labelOf={(days) => (days === null ? t("terms.noLimit") : durationLabel(days * 1440))}
          onChange={(horizonDays) => change({ horizonDays })}
        />
        <ChoiceField
          label={t("terms.interval")}
          hint={t("terms.intervalHint")}
          error={errors.intervalMin}
          name="intervalMin"
          value={settings.intervalMin}
          choices={INTERVALS_MIN}
          labelOf={durationLabel}
          onChange={(intervalMin) => change({ intervalMin })}
        />
      </div>
    </Section>
  );
}
