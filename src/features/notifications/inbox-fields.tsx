import type { FunctionArgs } from "convex/server";
import { useTranslation } from "react-i18next";
import { LOCALES } from "../../../core/messages/kinds";
import { isLocale } from "../../../core/messages/locale";
import { parseEmail } from "../../../core/text/fields";
import type { api } from "../../../convex/_generated/api";
import { SwitchRow } from "../../components/switch-row";
import { Field } from "../../components/ui/field";
import { Input, Select } from "../../components/ui/input";
import { clockLabel } from "../../lib/clock-label";
import { localeName } from "../../lib/locale-name";
import { useRefusal } from "../../lib/use-refusal";

/** How a member is reached. */
export type Inbox = FunctionArgs<typeof api.messages.saveInbox>["inbox"];

const CLOCKS = ["auto", "12h", "24h"] as const;
/** A time that every way to write it writes differently. */
const SAMPLE = "14:30";

type InboxFieldsProps = {
  inbox: Inbox;
  onChange: (changes: Partial<Inbox>) => void;
  /** Whether it was to be saved already, so that what is wrong may be said. */
  isTried: boolean;
};

export function InboxFields({ inbox, onChange, isTried }: InboxFieldsProps) {
  const { t } = useTranslation("notifications");
  const { problem } = useRefusal();
  const { locale, clock, wantsAgenda } = inbox;
  const email = parseEmail(inbox.email);
  return (
    <>
      <Field
        label={t("inbox.email")}
        hint={t("inbox.emailHint")}
        error={isTried && !email.ok ? problem("email", email.problem) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="email"
            value={inbox.email}
            onChange={({ target }) => onChange({ email: target.value })}
          />
        )}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("inbox.language")}>
          {(control) => (
            <Select
              {...control}
              name="locale"
              value={locale}
              onChange={({ target }) =>
                isLocale(target.value) && onChange({ locale: target.value })
              }
            >
              {LOCALES.map((one) => (
                <option key={one} value={one} lang={one}>
                  {localeName(one)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("inbox.clock")}>
          {(control) => (
            <Select
              {...control}
              name="clock"
              value={clock}
              onChange={({ target }) => {
                const chosen = CLOCKS.find((one) => one === target.value);
                if (chosen) onChange({ clock: chosen });
              }}
            >
              {CLOCKS.map((one) => (
                <option key={one} value={one}>
                  {t(`inbox.clocks.${one}`, { time: clockLabel(SAMPLE, locale, one) })}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <SwitchRow
        label={t("inbox.agenda")}
        hint={t("inbox.agendaHint")}
        checked={wantsAgenda}
        onChange={(checked) => onChange({ wantsAgenda: checked })}
      />
    </>
  );
}
