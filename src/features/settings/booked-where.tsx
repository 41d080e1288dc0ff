import { useTranslation } from "react-i18next";
import { ChoiceGroup } from "../../components/choice-group";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";
import { Section } from "../../components/ui/section";
import type { Settings, SettingsDraft } from "./use-settings-draft";

const MODES = ["native", "external"] as const;

/** Whether one is booked here or at an address elsewhere. */
export function BookedWhere({ draft: { settings, change, errors } }: { draft: SettingsDraft }) {
  const { t } = useTranslation("member");
  return (
    <Section title={t("profile.booked")}>
      <ChoiceGroup<Settings["bookingMode"]>
        legend={t("profile.bookedBy")}
        value={settings.bookingMode}
        choices={MODES.map((value) => ({
          value,
          label: t(`profile.${value}`),
          hint: t(`profile.${value}Hint`),
        }))}
        onChange={(bookingMode) => change({ bookingMode })}
      />
      {settings.bookingMode === "external" && (
        <Field label={t("profile.externalUrl")} error={errors.externalUrl}>
          {(control) => (
            <Input
              {...control}
              name="externalUrl"
              type="url"
              inputMode="url"
              placeholder="https://"
              value={settings.externalUrl ?? ""}
              onChange={({ target }) => change({ externalUrl: target.value || null })}
            />
          )}
        </Field>
      )}
    </Section>
  );
}
