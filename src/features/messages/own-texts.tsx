import { useTranslation } from "react-i18next";
import type { Place } from "../../../core/messages/starting-text";
import { localeName } from "../../lib/locale-name";
import { keyOf, type OwnText, type TextDrafts } from "./use-text-drafts";

type OwnTextsProps = { place: Place; saved: readonly OwnText[]; go: TextDrafts["go"] };

/** Where the business has words of its own, and the way to each. */
export function OwnTexts({ place, saved, go }: OwnTextsProps) {
  const { t } = useTranslation("messages");
  if (saved.length === 0) return null;
  return (
    <div className="flex flex-col gap-2" data-testid="own-texts">
      <h3 className="text-sm font-semibold">{t("texts.ownWords")}</h3>
      <ul className="flex flex-wrap gap-2">
        {saved.map((text) => {
          const { kind, channel, locale } = text;
          return (
            <li key={keyOf(text)}>
              <button
                type="button"
                aria-pressed={keyOf(text) === keyOf(place)}
                onClick={() => go({ kind, channel, locale })}
                className="min-h-11 rounded-xl border border-line px-3 py-1.5 text-start text-sm hover:border-field-line aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
              >
                {t("texts.ofPlace", {
                  ...{ message: t(`kinds.${kind}`), channel: t(`channel.${channel}`) },
                  language: localeName(locale),
                })}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
