import type { FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../convex/_generated/api";
import { useRefusal } from "./use-refusal";

/** Stripe answers within a second or two; after this long something is wrong. */
const PATIENCE_MS = 20_000;

/** How an account at Stripe stands; null while there is none. */
export type AccountState = FunctionReturnType<typeof api.payments.accounts.getTenants>;

/** Asks for Stripe's page of questions, and goes there in this window as soon as its address is known. */
export function useOnboarding(account: AccountState, connect: () => Promise<unknown>) {
  const { t } = useTranslation("payments");
  const { sentence } = useRefusal();
  const [isAsked, setIsAsked] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const url = account?.onboarding?.url;
  const isFailed = account !== null && !account.isAsking && account.trouble !== null;

  useEffect(() => {
    if (isAsked && url !== undefined) location.assign(url);
  }, [isAsked, url]);

  const isOpening = isAsked && !isFailed;
  useEffect(() => {
    if (!isOpening) return;
    const timer = setTimeout(() => {
      setIsAsked(false);
      setRefused(t("account.slow"));
    }, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isOpening, t]);

  const open = async () => {
    setRefused(null);
    // An address from before is not followed: it may be used up already.
    setIsAsked(false);
    try {
      await connect();
      setIsAsked(true);
    } catch (thrown) {
      setRefused(sentence(thrown));
    }
  };
  const trouble = isAsked && isFailed ? t("account.trouble", { code: account.trouble }) : null;
  return { open, isOpening, problem: refused ?? trouble };
}
