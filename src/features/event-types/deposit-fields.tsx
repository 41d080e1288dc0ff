import { useTranslation } from "react-i18next";
import { quotePrice } from "../../../core/money/quote";
import { NumberField } from "../../components/number-field";
import { PriceAmountField } from "../../components/price-amount-field";
import { PriceDue } from "../../components/price-due";
import { Field } from "../../components/ui/field";
import { Select } from "../../components/ui/input";
import { useDurationLabel } from "../../lib/use-duration-label";
import type { EventTypeDraft, EventTypeFieldsProps } from "./draft";

const KINDS = ["none", "fixed", "percent"] as const;
const BASIS_POINTS_PER_PERCENT = 100;

/** With what each kind begins: which amount is right, only the member knows; a quarter is a usual part. */
const FIRST: Record<(typeof KINDS)[number], EventTypeDraft["deposit"]> = {
  none: null,
  fixed: { kind: "fixed", amount: 0 },
  percent: { kind: "percent", basisPoints: 2_500 },
};

/** How much is paid when booking, and what that leaves for the appointment. */
export function DepositFields(props: EventTypeFieldsProps) {
  const { draft, errors, onChange } = props;
  const { t } = useTranslation("member");
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field label={t("deposit.title")}>
        {(control) => (
          <Select
            {...control}
            name="deposit"
            value={draft.deposit?.kind ?? "none"}
            onChange={({ target }) => {
              const kind = KINDS.find((each) => each === target.value);
              if (kind) onChange({ deposit: FIRST[kind] });
            }}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`deposit.${kind}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <DepositAmount {...props} />
      {draft.deposit && !errors.deposit && <Parts draft={draft} />}
    </div>
  );
}

function DepositAmount({ draft, errors, onChange }: EventTypeFieldsProps) {
  const { t } = useTranslation("member");
  const { deposit, currency } = draft;
  const field = { label: t("deposit.amount"), name: "depositAmount", error: errors.deposit };
  if (deposit === null) return null;
  if (deposit.kind === "fixed") {
    return (
      <PriceAmountField
        {...field}
        amount={deposit.amount}
        currency={currency}
        onChange={(amount) => onChange({ deposit: { kind: "fixed", amount } })}
      />
    );
  }
  return (
    <NumberField
      {...field}
      unit="%"
      value={deposit.basisPoints / BASIS_POINTS_PER_PERCENT}
      onChange={(percent) => {
        const basisPoints = Math.round(percent * BASIS_POINTS_PER_PERCENT);
        onChange({ deposit: { kind: "percent", basisPoints } });
      }}
    />
  );
}

/** What the deposit comes to, in each length: one that cannot be charged is none. */
function Parts({ draft }: { draft: EventTypeDraft }) {
  const { t } = useTranslation("member");
  const durationLabel = useDurationLabel();
  const lengths = [draft.durationMin, ...draft.otherDurationsMin].sort((a, b) => a - b);
  return (
    <ul data-testid="deposit-parts" className="text-sm text-muted sm:col-span-2">
      {lengths.map((durationMin) => {
        const fee = { feeBasisPoints: 0, feeFixed: 0 };
        const priced = quotePrice(draft, { durationMin, named: null }, fee);
        if (!priced.ok) return null;
        const { deposit } = priced.quote;
        return (
          <li key={durationMin}>
            {lengths.length > 1 && `${durationLabel(durationMin)}: `}
            {deposit === 0 ? (
              t("deposit.whole")
            ) : (
              <PriceDue {...priced.quote} currency={draft.currency} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
