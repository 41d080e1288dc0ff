import { useTranslation } from "react-i18next";
import type { AccountState } from "../lib/use-onboarding";
import { useReaderFormat } from "../lib/use-reader-format";
import { Price } from "./price";

type Payout = NonNullable<AccountState>["lastPayout"];

/** What Stripe last paid out to somebody's bank, and whether it got there. */
export function LastPayout({ payout }: { payout: Payout }) {
  const { t } = useTranslation("payments");
  return (
    <div data-testid="last-payout" className="border-t border-line pt-4 text-[0.9375rem]">
      <p className="text-sm font-semibold">{t("payout.title")}</p>
      {payout ? <PayoutLine payout={payout} /> : <p className="text-muted">{t("payout.none")}</p>}
    </div>
  );
}

function PayoutLine({ payout }: { payout: NonNullable<Payout> }) {
  const { t } = useTranslation("payments");
  const { amount, currency, status, arrivalAt, failure } = payout;
  const date = useReaderFormat(arrivalAt)?.shortDate(arrivalAt) ?? "";
  const state = () => {
    if (status === "failed" && failure !== null) return t("payout.failedWhy", { why: failure });
    return t(`payout.${status}`, { date });
  };
  return (
    <>
      <p className={status === "failed" ? "text-danger" : ""}>
        <Price price={amount} currency={currency} className="font-semibold tabular-nums" />{" "}
        {state()}
      </p>
      {status === "failed" && <p className="text-muted">{t("payout.failedText")}</p>}
    </>
  );
}
