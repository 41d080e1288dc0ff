import { useTranslation } from "react-i18next";
import { BookingPolicyRefunds } from "../../components/booking-policy-refunds";
import { useDurationLabel } from "../../lib/use-duration-label";
import { canCost, type Service } from "./offer";

/** What a service lets its customers do after booking: when they may still change their mind, and what they get back. */
export function OfferTerms({ service }: { service: Service }) {
  const { t } = useTranslation("booking");
  const durationLabel = useDurationLabel();
  const { refundTiers, cancelNoticeMin, rescheduleNoticeMin, maxReschedules } = service;
  const showsRefunds = canCost(service);
  const before = (minutes: number) => ({ time: durationLabel(minutes) });
  const lines: string[] = [];
  if (cancelNoticeMin > 0) lines.push(t("terms.cancelUntil", before(cancelNoticeMin)));
  if (maxReschedules === 0) lines.push(t("terms.noMoves"));
  else {
    if (rescheduleNoticeMin > 0) lines.push(t("terms.moveUntil", before(rescheduleNoticeMin)));
    if (maxReschedules !== null) lines.push(t("terms.moves", { count: maxReschedules }));
  }
  if (!showsRefunds && lines.length === 0) return null;
  return (
    <section aria-label={t("terms.title")} data-testid="terms" className="text-sm text-muted">
      <h2 className="mb-1 font-semibold text-ink">{t("terms.title")}</h2>
      {showsRefunds && <BookingPolicyRefunds tiers={refundTiers} />}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}
