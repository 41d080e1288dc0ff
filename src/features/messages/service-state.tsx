import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Section } from "../../components/ui/section";
import { useNow } from "../../lib/use-now";
import { useSum } from "../../lib/use-money";

type Settings = FunctionReturnType<typeof api.messages.settings>;

const MINUTE_MS = 60_000;
/** Costs are kept in millionths, and Twilio bills in dollars, which have cents. */
const MICROS_PER_CENT = 10_000;

type ServiceStateProps = { tenantSlug: string; settings: Settings };

/** Whether mails and text messages can leave at all, what is missing where not, and what text messages came to this month. */
export function ServiceState({ tenantSlug, settings }: ServiceStateProps) {
  const { t } = useTranslation("messages");
  const { missing, smsQuota } = settings;
  return (
    <Section title={t("service.title")}>
      <div className="flex flex-col gap-4" data-testid="service-state">
        <Service channel="email" missing={missing.email} />
        <Service channel="sms" missing={missing.sms} />
        {missing.sms.length === 0 && <Usage tenantSlug={tenantSlug} quota={smsQuota} />}
      </div>
    </Section>
  );
}

const STATES = {
  email: { on: "service.emailOn", off: "service.emailOff" },
  sms: { on: "service.smsOn", off: "service.smsOff" },
} as const;

function Service({ channel, missing }: { channel: keyof typeof STATES; missing: string[] }) {
  const { t } = useTranslation("messages");
  const isOn = missing.length === 0;
  const Icon = isOn ? CircleCheck : CircleAlert;
  return (
    <div className="flex items-start gap-2.5">
      <Icon
        aria-hidden
        className={`mt-0.5 size-5 shrink-0 ${isOn ? "text-accent-text" : "text-warning"}`}
      />
      <div className="min-w-0">
        <p>{t(isOn ? STATES[channel].on : STATES[channel].off)}</p>
        {!isOn && (
          <p className="text-sm text-muted">
            {t("service.missing")}{" "}
            <span className="break-words font-mono text-[0.8125rem]">{missing.join(", ")}</span>
          </p>
        )}
      </div>
    </div>
  );
}

function Usage({ tenantSlug, quota }: { tenantSlug: string; quota: number | null }) {
  const { t } = useTranslation("messages");
  const month = new Date(useNow(MINUTE_MS)).toISOString().slice(0, 7);
  const usage = useQuery(api.messages.smsUsage, { tenantSlug, month });
  const sum = useSum("usd");
  if (usage === undefined) return null;
  const { sent, costMicros } = usage;
  const isUsedUp = quota !== null && quota > 0 && sent >= quota;
  return (
    <div className="border-t border-line pt-4" data-testid="sms-usage">
      <p className="flex items-baseline justify-between gap-3">
        <span className="text-sm text-muted">{t("service.usage")}</span>
        <span className="font-semibold tabular-nums">
          {quota === null ? t("service.noQuota", { sent }) : t("service.ofQuota", { sent, quota })}
        </span>
      </p>
      {costMicros > 0 && (
        <p className="text-sm text-muted">
          {t("service.cost", { cost: sum(Math.round(costMicros / MICROS_PER_CENT)) })}
        </p>
      )}
      {quota === 0 && <p className="text-sm text-muted">{t("service.notInPlan")}</p>}
      {isUsedUp && <p className="text-sm text-warning">{t("service.usedUp")}</p>}
    </div>
  );
}
