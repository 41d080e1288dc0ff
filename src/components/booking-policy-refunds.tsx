import { useTranslation } from "react-i18next";
import { phasesOf, type RefundPhase, type RefundTier } from "../../core/money/refund";
import { useDurationLabel } from "../lib/use-duration-label";

type BookingPolicyRefundsProps = { tiers: readonly RefundTier[]; className?: string };

/** A cancellation policy read out: what customers get back, and until when. */
export function BookingPolicyRefunds({ tiers, className }: BookingPolicyRefundsProps) {
  const { t, i18n } = useTranslation();
  const durationLabel = useDurationLabel();
  const shareOf = (percent: number) => {
    if (percent === 0) return t("refund.nothing");
    if (percent === 100) return t("refund.all");
    const write = new Intl.NumberFormat(i18n.language, { style: "percent" });
    return t("refund.part", { percent: write.format(percent / 100) });
  };
  const sentenceOf = ({ untilHours, percent }: RefundPhase, at: number) => {
    const share = shareOf(percent);
    if (untilHours === null) return t(at === 0 ? "refund.never" : "refund.later", { share });
    if (untilHours === 0) return t(at === 0 ? "refund.atAll" : "refund.untilStart", { share });
    const time = durationLabel(untilHours * 60);
    return t(at === 0 ? "refund.first" : "refund.until", { share, time });
  };
  return <p className={className}>{phasesOf(tiers).map(sentenceOf).join(" ")}</p>;
}
