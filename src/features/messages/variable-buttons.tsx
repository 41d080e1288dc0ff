import { useTranslation } from "react-i18next";
import { VARIABLES, type Variable } from "../../../core/messages/fill";

/** What stands for something else in each message; a press puts it where one was writing. */
export function VariableButtons({ onInsert }: { onInsert: (name: Variable) => void }) {
  const { t } = useTranslation("messages");
  return (
    <div role="group" aria-label={t("texts.insert")} className="flex flex-col gap-2">
      <p aria-hidden className="text-sm font-semibold">
        {t("texts.insert")}
      </p>
      <div className="flex flex-wrap gap-2">
        {VARIABLES.map((name) => (
          <button
            key={name}
            type="button"
            data-testid={`insert-${name}`}
            onClick={() => onInsert(name)}
            className="min-h-11 rounded-xl border border-line bg-sunken px-3 text-sm hover:border-field-line sm:min-h-9"
          >
            {t(`texts.variables.${name}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
