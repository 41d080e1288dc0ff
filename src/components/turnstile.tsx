import { useMutation, useQuery } from "convex/react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../convex/_generated/api";
import { loadTurnstile } from "../lib/turnstile";
import { useRefusal } from "../lib/use-refusal";
import { visitorId } from "../lib/visitor";
import { Notice } from "./ui/notice";
import { Refusal } from "./ui/refusal";

type CheckProps = {
  siteKey: string;
  /** Whether the last token was not good enough: then the person is asked again. */
  failed: boolean;
  onToken: (token: string) => void;
};

/** Cloudflare's own field, which hands over a token once it has seen a person. */
function Check({ siteKey, failed, onToken }: CheckProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const reset = useRef<() => void>(undefined);
  const [isReachable, setReachable] = useState(true);

  const handOver = useEffectEvent((token: string) => {
    setReachable(true);
    onToken(token);
  });

  useEffect(() => {
    let remove: (() => void) | undefined;
    let isGone = false;
    const giveUp = () => setReachable(false);
    loadTurnstile().then((script) => {
      if (isGone || !place.current) return;
      const options = { sitekey: siteKey, callback: handOver, "error-callback": giveUp };
      const id = script.render(place.current, options);
      reset.current = () => id !== undefined && script.reset(id);
      remove = () => id !== undefined && script.remove(id);
    }, giveUp);
    return () => {
      isGone = true;
      remove?.();
    };
  }, [siteKey]);

  useEffect(() => {
    if (failed) reset.current?.();
  }, [failed]);

  return (
    <>
      <div ref={place} />
      {failed && <Notice role="alert">{t("challenge.failed")}</Notice>}
      {!isReachable && (
        <Notice tone="danger" role="alert">
          {t("challenge.unreachable")}
        </Notice>
      )}
    </>
  );
}

/**
 * The check that a visitor is a person, where the deployment asks for one and until it is passed; otherwise nothing. It belongs into a
 * form that the backend refuses with `CHALLENGE_REQUIRED` until then.
 */
export function Turnstile({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation();
  const { sentence } = useRefusal();
  const visitor = { tenantSlug, visitorId: visitorId() };
  const challenge = useQuery(api.limits.challenge, visitor);
  const submit = useMutation(api.limits.submitChallenge);
  const [refused, setRefused] = useState<string | null>(null);
  const siteKey = import.meta.env.VITE_TURNSTILE_SITE_KEY;

  if (!challenge?.required || challenge.passed) return null;
  if (!siteKey) {
    const variable = "VITE_TURNSTILE_SITE_KEY";
    return <Notice tone="danger">{t("challenge.missing", { variable })}</Notice>;
  }
  const onToken = (token: string) => {
    setRefused(null);
    submit({ ...visitor, token }).catch((error: unknown) => setRefused(sentence(error)));
  };
  return (
    <div className="space-y-3">
      <Check siteKey={siteKey} failed={challenge.failed} onToken={onToken} />
      <Refusal>{refused}</Refusal>
    </div>
  );
}
