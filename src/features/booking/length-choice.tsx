import { useTranslation } from "react-i18next";
import { lengthsOf, type Offer } from "./offer";

type LengthChoiceProps = { offer: Offer; onChoose: (durationMin: number) => void };

/** The lengths of a service that has several. */
export function LengthChoice({ offer, onChoose }: LengthChoiceProps) {
  const { t } = useTranslation("booking");
  const lengths = lengthsOf(offer.service);
  if (lengths.length < 2) return null;
  return (
    <div role="group" aria-label={t("length")} className="flex flex-wrap gap-1.5">
      {lengths.map((length) => (
        <button
          key={length}
          type="button"
          data-testid="length"
          aria-pressed={length === offer.durationMin}
          onClick={() => onChoose(length)}
          className="h-11 rounded-xl border border-line px-3.5 text-sm font-semibold text-muted hover:border-field-line aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
        >
          {t("minutes", { count: length })}
        </button>
      ))}
    </div>
  );
}
