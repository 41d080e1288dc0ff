import { useTranslation } from "react-i18next";
import { priceOfLength } from "../../../core/money/quote";
import { Price } from "../../components/price";
import { lengthsOf, type Offer } from "./offer";

type LengthChoiceProps = { offer: Offer; onChoose: (durationMin: number) => void };

/** The lengths of a service that has several, each with its price where they differ. */
export function LengthChoice({ offer, onChoose }: LengthChoiceProps) {
  const { t } = useTranslation("booking");
  const { service } = offer;
  const lengths = lengthsOf(service);
  if (lengths.length < 2) return null;
  const showsPrices = service.pricing === "fixed" && service.durationPrices.length > 0;
  return (
    <div role="group" aria-label={t("length")} className="flex flex-wrap gap-1.5">
      {lengths.map((length) => (
        <button
          key={length}
          type="button"
          data-testid="length"
          aria-pressed={length === offer.durationMin}
          onClick={() => onChoose(length)}
          className="flex min-h-11 flex-col items-center justify-center rounded-xl border border-line px-3.5 py-1.5 text-sm font-semibold text-muted hover:border-field-line aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
        >
          {t("minutes", { count: length })}
          {showsPrices && (
            <Price
              price={priceOfLength(service, length)}
              currency={service.currency}
              className="font-normal"
            />
          )}
        </button>
      ))}
    </div>
  );
}
