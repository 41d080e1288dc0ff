import { useTranslation } from "react-i18next";
import { priceOfLength } from "../../../core/money/quote";
import { ChoiceGroup } from "../../components/choice-group";
import { PriceAmountField } from "../../components/price-amount-field";
import { PriceField } from "../../components/price-field";
import { useDurationLabel } from "../../lib/use-duration-label";
import { DepositFields } from "./deposit-fields";
import { hasMoneyTerms, moveTo, type EventTypeFieldsProps } from "./draft";
import { RefundFields } from "./refund-fields";

/** What a service costs, when that is paid, and what cancelling gives back. */
export function PricingFields(props: EventTypeFieldsProps) {
  const { draft, errors, onChange } = props;
  const { t } = useTranslation("member");
  const isNamed = draft.pricing === "named";
  return (
    <>
      <ChoiceGroup
        legend={t("pricing.title")}
        value={draft.pricing}
        choices={[
          { value: "fixed", label: t("pricing.fixed"), hint: t("pricing.fixedHint") },
          { value: "named", label: t("pricing.named"), hint: t("pricing.namedHint") },
        ]}
        // Where the price is fixed, a smallest amount means nothing and would be refused unseen.
        onChange={(pricing) => onChange({ pricing, ...(pricing === "fixed" && { minPrice: 0 }) })}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <PriceField
            label={t(isNamed ? "pricing.suggestion" : "eventTypes.price")}
            error={errors.price ?? errors.currency}
            price={draft.price}
            currency={draft.currency}
            onChange={({ price, currency }) =>
              onChange({ ...(currency !== draft.currency && moveTo(currency, draft)), price })
            }
          />
        </div>
        {isNamed && (
          <PriceAmountField
            label={t("pricing.minPrice")}
            name="minPrice"
            error={errors.minPrice}
            amount={draft.minPrice}
            currency={draft.currency}
            onChange={(minPrice) => onChange({ minPrice })}
          />
        )}
        <LengthPrices {...props} />
      </div>
      {hasMoneyTerms(draft) && (
        <>
          <DepositFields {...props} />
          <RefundFields {...props} />
        </>
      )}
    </>
  );
}

/** A price for each further length, which is that of the usual length until it is changed. */
function LengthPrices({ draft, errors, onChange }: EventTypeFieldsProps) {
  const { t } = useTranslation("member");
  const durationLabel = useDurationLabel();
  const { otherDurationsMin, durationPrices } = draft;
  const errorOf = (durationMin: number) => {
    const at = durationPrices.findIndex((each) => each.durationMin === durationMin);
    return errors[`durationPrices[${at}].price`];
  };
  return otherDurationsMin.map((durationMin) => (
    <PriceAmountField
      key={durationMin}
      label={t("pricing.ofLength", { time: durationLabel(durationMin) })}
      name={`price-${durationMin}`}
      error={errorOf(durationMin)}
      amount={priceOfLength(draft, durationMin)}
      currency={draft.currency}
      onChange={(price) => {
        const others = durationPrices.filter((each) => each.durationMin !== durationMin);
        onChange({ durationPrices: [...others, { durationMin, price }] });
      }}
    />
  ));
}
