import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { MAX_TIERS, type RefundTier } from "../../../core/money/refund";
import { BookingPolicyRefunds } from "../../components/booking-policy-refunds";
import { NumberField } from "../../components/number-field";
import { Button } from "../../components/ui/button";
import { Field } from "../../components/ui/field";
import { Select } from "../../components/ui/input";
import type { EventTypeFieldsProps } from "./draft";

/** Cancellation policies as most people know them; "always" promises everything until the start. */
const PRESETS = {
  always: [],
  flexible: [{ hoursBefore: 24, percent: 100 }],
  moderate: [
    { hoursBefore: 48, percent: 100 },
    { hoursBefore: 24, percent: 50 },
  ],
  strict: [
    { hoursBefore: 168, percent: 100 },
    { hoursBefore: 48, percent: 50 },
  ],
} as const satisfies Record<string, readonly RefundTier[]>;

type Preset = keyof typeof PRESETS;
const NAMES = Object.keys(PRESETS) as Preset[];

function presetOf(tiers: readonly RefundTier[]): Preset | "own" {
  return NAMES.find((name) => areSame(PRESETS[name], tiers)) ?? "own";
}

function areSame(one: readonly RefundTier[], other: readonly RefundTier[]): boolean {
  return (
    one.length === other.length &&
    one.every(
      ({ hoursBefore, percent }, at) =>
        hoursBefore === other[at]?.hoursBefore && percent === other[at].percent,
    )
  );
}

/** What customers who cancel get back: a usual policy, or steps of one's own, read back in words. */
export function RefundFields({ draft, errors, onChange }: EventTypeFieldsProps) {
  const { t } = useTranslation("member");
  const { refundTiers: tiers } = draft;
  const preset = presetOf(tiers);
  const hasProblem = Object.keys(errors).some((field) => field.startsWith("refundTiers"));
  const replace = (refundTiers: RefundTier[]) => onChange({ refundTiers });
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("refunds.title")} error={errors.refundTiers}>
        {(control) => (
          <Select
            {...control}
            name="refundPolicy"
            value={preset}
            onChange={({ target }) => {
              const name = NAMES.find((each) => each === target.value);
              if (name) replace([...PRESETS[name]]);
            }}
          >
            {NAMES.map((name) => (
              <option key={name} value={name}>
                {t(`refunds.${name}`)}
              </option>
            ))}
            {preset === "own" && <option value="own">{t("refunds.own")}</option>}
          </Select>
        )}
      </Field>
      {tiers.map((tier, at) => (
        <Tier
          // Steps have no identity of their own: their place in the list is what they are.
          key={at}
          {...{ tier, at, errors }}
          onChange={(changed) =>
            replace(tiers.map((each, place) => (place === at ? changed : each)))
          }
          onRemove={() => replace(tiers.filter((_, place) => place !== at))}
        />
      ))}
      {tiers.length < MAX_TIERS && (
        <Button
          look="outline"
          size="small"
          className="self-start"
          onClick={() => replace([...tiers, tierAfter(tiers.at(-1))])}
        >
          <Plus aria-hidden className="size-4" />
          {t("refunds.add")}
        </Button>
      )}
      {!hasProblem && (
        <div data-testid="refund-policy" aria-live="polite" className="text-sm text-muted">
          <BookingPolicyRefunds tiers={tiers} />
        </div>
      )}
    </div>
  );
}

/** A further step lies halfway to the start and gives half as much. */
function tierAfter(last: RefundTier | undefined): RefundTier {
  if (!last) return { hoursBefore: 24, percent: 100 };
  const { hoursBefore, percent } = last;
  return { hoursBefore: Math.floor(hoursBefore / 2), percent: Math.floor(percent / 2) };
}

type TierProps = {
  tier: RefundTier;
  at: number;
  errors: Record<string, string>;
  onChange: (tier: RefundTier) => void;
  onRemove: () => void;
};

function Tier({ tier, at, errors, onChange, onRemove }: TierProps) {
  const { t } = useTranslation("member");
  const field = `refundTiers[${at}]`;
  return (
    <div
      role="group"
      aria-label={t("refunds.step", { number: at + 1 })}
      data-testid="refund-tier"
      className="grid grid-cols-[1fr_1fr_auto] items-start gap-3"
    >
      <NumberField
        label={t("refunds.hoursBefore")}
        name={`${field}.hoursBefore`}
        error={errors[`${field}.hoursBefore`]}
        unit={t("refunds.hours")}
        value={tier.hoursBefore}
        onChange={(hoursBefore) => onChange({ ...tier, hoursBefore })}
      />
      <NumberField
        label={t("refunds.percent")}
        name={`${field}.percent`}
        error={errors[`${field}.percent`]}
        unit="%"
        value={tier.percent}
        onChange={(percent) => onChange({ ...tier, percent })}
      />
      <Button
        look="quiet"
        size="icon"
        className="mt-6.5"
        aria-label={t("refunds.remove", { number: at + 1 })}
        onClick={onRemove}
      >
        <X aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
