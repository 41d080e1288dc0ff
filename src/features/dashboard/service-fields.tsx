import type { FunctionReturnType } from "convex/server";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../convex/_generated/api";
import { ChoiceField } from "../../components/choice-field";
import { Field } from "../../components/ui/field";
import { Select } from "../../components/ui/input";
import { ZoneField } from "../../components/zone-field";
import { useDurationLabel } from "../../lib/use-duration-label";

export type OwnService = FunctionReturnType<typeof api.eventTypes.listMine>[number];

type ServiceFieldsProps = {
  services: readonly OwnService[];
  service: OwnService;
  durationMin: number;
  /** The customer's IANA zone. */
  timezone: string;
  onTimezone: (timezone: string) => void;
  onChange: (eventTypeId: string, durationMin: number) => void;
  /** When: stands between what is booked and where the customer is. */
  children: ReactNode;
};

/** What is booked, for how long, and by whose clock the customer lives. */
export function ServiceFields(props: ServiceFieldsProps) {
  const { services, service, durationMin, timezone, onTimezone, onChange, children } = props;
  const { t } = useTranslation("member");
  const durationLabel = useDurationLabel();
  const lengths = [service.durationMin, ...service.otherDurationsMin].sort((a, b) => a - b);
  return (
    <>
      <Field label={t("manual.service")}>
        {(control) => (
          <Select
            {...control}
            name="service"
            value={service.id}
            onChange={({ target }) => {
              const next = services.find(({ id }) => id === target.value);
              if (next) onChange(next.id, next.durationMin);
            }}
          >
            {services.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {lengths.length > 1 && (
        <ChoiceField
          label={t("terms.duration")}
          name="durationMin"
          value={durationMin}
          choices={lengths}
          labelOf={durationLabel}
          onChange={(minutes) => onChange(service.id, minutes)}
        />
      )}
      {children}
      <ZoneField label={t("manual.zone")} value={timezone} onChange={onTimezone} />
    </>
  );
}
