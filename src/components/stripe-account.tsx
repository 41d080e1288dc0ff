import { useTranslation } from "react-i18next";
import { requirementsOf } from "../lib/account-requirements";
import { useOnboarding, type AccountState } from "../lib/use-onboarding";
import { LastPayout } from "./last-payout";
import { Badge } from "./ui/badge";
import { Button } from "./ui/button";
import { Refusal } from "./ui/refusal";

const TONE = {
  none: "calm",
  disconnected: "danger",
  started: "warning",
  checking: "calm",
  incomplete: "warning",
  held: "warning",
  soon: "good",
  ready: "good",
} as const;

function stageOf(account: AccountState): keyof typeof TONE {
  if (account === null) return "none";
  const { chargesEnabled, payoutsEnabled, detailsSubmitted, requirements } = account;
  if (account.disconnected) return "disconnected";
  if (!detailsSubmitted) return "started";
  if (!chargesEnabled) return requirements.length > 0 ? "incomplete" : "checking";
  if (!payoutsEnabled) return "held";
  return requirements.length > 0 ? "soon" : "ready";
}

type StripeAccountProps = { account: AccountState; connect: () => Promise<unknown> };

/** How somebody's account at Stripe stands, what is missing, and the way to Stripe's own pages. */
export function StripeAccount({ account, connect }: StripeAccountProps) {
  const { t } = useTranslation("payments");
  const stage = stageOf(account);
  const missing = requirementsOf(account?.requirements ?? []);
  const { open, isOpening, problem } = useOnboarding(account, connect);
  const isDone = stage === "ready" || stage === "checking";
  const label = stage === "none" || stage === "disconnected" ? "connect" : "continue";
  return (
    <div data-testid="stripe-account" data-stage={stage} className="flex flex-col gap-4">
      <div className="flex flex-col items-start gap-2">
        <Badge tone={TONE[stage]}>{t(`account.${stage === "soon" ? "ready" : stage}`)}</Badge>
        <p className="text-[0.9375rem]">{t(`account.${stage}Text`)}</p>
      </div>
      {missing.length > 0 && (
        <div>
          <p className="text-sm font-semibold">{t("account.missing")}</p>
          <ul className="mt-1 list-disc ps-5 text-[0.9375rem]">
            {missing.map((kind) => (
              <li key={kind}>{t(`requirements.${kind}`)}</li>
            ))}
          </ul>
        </div>
      )}
      <Refusal>{problem}</Refusal>
      <Button
        look={isDone ? "outline" : "primary"}
        className="self-start"
        data-testid="connect-stripe"
        busy={isOpening}
        onClick={open}
      >
        {t(isOpening ? "account.waiting" : isDone ? "account.update" : `account.${label}`)}
      </Button>
      {account?.detailsSubmitted && <LastPayout payout={account.lastPayout} />}
    </div>
  );
}
