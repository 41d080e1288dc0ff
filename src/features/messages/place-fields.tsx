import { useTranslation } from "react-i18next";
import { isSmsKind, KINDS, LOCALES, natureOf, type Channel } from "../../../core/messages/kinds";
import type { Place } from "../../../core/messages/starting-text";
import { Field } from "../../components/ui/field";
import { Select } from "../../components/ui/input";
import { localeName } from "../../lib/locale-name";
import type { OwnText, TextDrafts } from "./use-text-drafts";

const AUDIENCES = ["customer", "member"] as const;
const CHANNELS: readonly Channel[] = ["email", "sms"];

type PlaceFieldsProps = { place: Place; saved: readonly OwnText[]; go: TextDrafts["go"] };

/** Which message, by which way, in which language. */
export function PlaceFields({ place, saved, go }: PlaceFieldsProps) {
  const { t } = useTranslation("messages");
  const { kind, channel, locale } = place;
  const marked = (name: string, isOwn: boolean) => (isOwn ? t("texts.ownMark", { name }) : name);
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      <Field label={t("texts.message")}>
        {(control) => (
          <Select
            {...control}
            name="kind"
            value={kind}
            onChange={({ target }) => {
              const next = KINDS.find((each) => each === target.value);
              if (next) go({ kind: next });
            }}
          >
            {AUDIENCES.map((audience) => (
              <optgroup key={audience} label={t(`audience.${audience}`)}>
                {KINDS.filter((each) => natureOf(each).to === audience).map((each) => (
                  <option key={each} value={each}>
                    {marked(
                      t(`kinds.${each}`),
                      saved.some((text) => text.kind === each),
                    )}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("texts.language")}>
        {(control) => (
          <Select
            {...control}
            name="locale"
            value={locale}
            onChange={({ target }) => {
              const next = LOCALES.find((each) => each === target.value);
              if (next) go({ locale: next });
            }}
          >
            {LOCALES.map((each) => (
              <option key={each} value={each} lang={each}>
                {marked(
                  localeName(each),
                  saved.some((text) => text.kind === kind && text.locale === each),
                )}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {isSmsKind(kind) && (
        <Field label={t("texts.channel")}>
          {(control) => (
            <Select
              {...control}
              name="channel"
              value={channel}
              onChange={({ target }) => {
                const next = CHANNELS.find((each) => each === target.value);
                if (next) go({ channel: next });
              }}
            >
              {CHANNELS.map((each) => (
                <option key={each} value={each}>
                  {t(`channel.${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </div>
  );
}
