import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import type { api } from "../../../convex/_generated/api";
import { Field } from "../../components/ui/field";
import { Select } from "../../components/ui/input";

export type Host = FunctionReturnType<typeof api.bookings.listHosts>[number];

/** A member, and which of their services; null until a member is chosen. */
export type HostChoice = { host: Host; eventTypeId: Host["eventTypes"][number]["id"] } | null;

type HostFieldsProps = {
  hosts: readonly Host[];
  choice: HostChoice;
  onChange: (choice: HostChoice) => void;
};

/** To whom a booking goes, and as which of their services. */
export function HostFields({ hosts, choice, onChange }: HostFieldsProps) {
  const { t } = useTranslation("member");
  const choose = (host: Host | undefined, eventTypeId = host?.eventTypes[0]?.id) =>
    onChange(host && eventTypeId ? { host, eventTypeId } : null);
  const services = choice?.host.eventTypes ?? [];
  return (
    <>
      <Field label={t("reassign.member")}>
        {(control) => (
          <Select
            {...control}
            name="member"
            disabled={hosts.length === 0}
            value={choice?.host.memberId ?? ""}
            onChange={({ target }) =>
              choose(hosts.find(({ memberId }) => memberId === target.value))
            }
          >
            <option value="">{t("reassign.choose")}</option>
            {hosts.map(({ memberId, name }) => (
              <option key={memberId} value={memberId}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {services.length > 1 && (
        <Field label={t("reassign.service")}>
          {(control) => (
            <Select
              {...control}
              name="service"
              value={choice?.eventTypeId}
              onChange={({ target }) =>
                choose(choice?.host, services.find(({ id }) => id === target.value)?.id)
              }
            >
              {services.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </>
  );
}
