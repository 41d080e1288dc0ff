import { useTranslation } from "react-i18next";
import { ChoiceField } from "../../components/choice-field";
import { MinutesField } from "../../components/minutes-field";
import { Field } from "../../components/ui/field";
import { Input, Select, Textarea } from "../../components/ui/input";
import { Switch } from "../../components/ui/switch";
import { useDurationLabel } from "../../lib/use-duration-label";
import { withLengths, type EventTypeFieldsProps } from "./draft";
import { MoreFields } from "./more-fields";
import { PricingFields } from "./pricing-fields";

const LOCATIONS = ["online", "phone", "in_person", "to_be_agreed"] as const;

/** Null is the member's own term, and stands last. */
const TERMS = [
  { field: "bufferBeforeMin", label: "terms.bufferBefore", choices: [0, 5, 10, 15, 30, 60, null] },
  { field: "bufferAfterMin", label: "terms.bufferAfter", choices: [0, 5, 10, 15, 30, 60, null] },
  { field: "noticeMin", label: "terms.notice", choices: [0, 60, 240, 1440, 2880, null] },
  { field: "intervalMin", label: "terms.interval", choices: [5, 10, 15, 20, 30, 60, null] },
] as const;

export function EventTypeFields({ draft, errors, onChange }: EventTypeFieldsProps) {
  const { t } = useTranslation("member");
  return (
    <>
      <Field label={t("eventTypes.name")} error={errors.name}>
        {(control) => (
          <Input
            {...control}
            name="name"
            value={draft.name}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <Field label={t("eventTypes.description")} error={errors.description}>
        {(control) => (
          <Textarea
            {...control}
            name="description"
            value={draft.description}
            onChange={({ target }) => onChange({ description: target.value })}
          />
        )}
      </Field>
      <MinutesField
        label={t("terms.duration")}
        error={errors.durationMin}
        name="durationMin"
        value={draft.durationMin}
        onChange={(durationMin) =>
          onChange({
            durationMin,
            // The usual length is none of the others.
            ...withLengths(
              draft,
              draft.otherDurationsMin.filter((other) => other !== durationMin),
            ),
          })
        }
      />
      <PricingFields {...{ draft, errors, onChange }} />
      <Field label={t("eventTypes.location")}>
        {(control) => (
          <Select
            {...control}
            name="locationKind"
            value={draft.locationKind}
            onChange={({ target }) => {
              const locationKind = LOCATIONS.find((kind) => kind === target.value);
              if (locationKind) onChange({ locationKind });
            }}
          >
            {LOCATIONS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`location.${kind}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex items-center gap-3">
        <Switch
          aria-label={t("eventTypes.approval")}
          checked={draft.approval}
          onCheckedChange={(approval) => onChange({ approval })}
        />
        <p className="text-[0.9375rem]">{t("eventTypes.approval")}</p>
      </div>
      <OwnTerms {...{ draft, errors, onChange }} />
      <MoreFields {...{ draft, errors, onChange }} />
    </>
  );
}

/** Buffers, notice and interval: most services take the member's, so they stay folded away. */
function OwnTerms({ draft, errors, onChange }: EventTypeFieldsProps) {
  const { t } = useTranslation("member");
  const durationLabel = useDurationLabel();
  const labelOf = (minutes: number | null) => {
    if (minutes === null) return t("eventTypes.asUsual");
    return minutes === 0 ? t("terms.none") : durationLabel(minutes);
  };
  return (
    <details className="rounded-xl border border-line px-4 py-3">
      <summary className="cursor-pointer font-semibold">{t("eventTypes.ownTerms")}</summary>
      <div className="grid gap-4 pt-4 sm:grid-cols-2">
        {TERMS.map(({ field, label, choices }) => (
          <ChoiceField<number | null>
            key={field}
            label={t(label)}
            error={errors[field]}
            name={field}
            value={draft[field]}
            choices={choices}
            labelOf={labelOf}
            onChange={(minutes) => onChange({ [field]: minutes })}
          />
        ))}
      </div>
    </details>
  );
}
