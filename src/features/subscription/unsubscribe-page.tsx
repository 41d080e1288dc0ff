import { useMutation, useQuery } from "convex/react";
import { BellOff, Link2Off, MailX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { EmptyState } from "../../components/ui/empty-state";
import { Refusal } from "../../components/ui/refusal";
import { Skeleton } from "../../components/ui/skeleton";
import { useAddressKey } from "../../lib/use-address-key";
import { usePageTitle } from "../../lib/use-page-title";
import { useRefusal } from "../../lib/use-refusal";

/** Ends what is not about a booking, by the link in such a mail. Opening it changes nothing: programs that scan mails open links. */
export function UnsubscribePage({ subject }: { subject: string }) {
  const { t } = useTranslation("notifications");
  const link = { subject, key: useAddressKey() };
  const isSubscribed = useQuery(api.messages.subscription, link);
  const subscribe = useMutation(api.messages.subscribe);
  const { sentence } = useRefusal();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  usePageTitle(t("unsubscribe.title"));
  if (isSubscribed === undefined) return <Skeleton className="mx-auto h-72 max-w-xl rounded-2xl" />;
  if (isSubscribed === null) {
    const said = { title: t("unsubscribe.none"), text: t("unsubscribe.noneText") };
    return <EmptyState isPage icon={Link2Off} {...said} />;
  }

  const choose = async (wants: boolean) => {
    setBusy(true);
    setRefused(null);
    try {
      await subscribe({ ...link, wants });
    } catch (thrown) {
      setRefused(sentence(thrown));
    }
    setBusy(false);
  };
  const Icon = isSubscribed ? MailX : BellOff;
  return (
    <Card
      data-testid="unsubscribe"
      data-subscribed={isSubscribed}
      className="mx-auto flex max-w-xl flex-col gap-5 p-6 sm:p-9"
    >
      <header aria-live="polite" className="flex flex-col gap-3">
        <Icon aria-hidden className="size-9 text-accent-text" strokeWidth={1.75} />
        <h1 className="text-title">
          {t(isSubscribed ? "unsubscribe.title" : "unsubscribe.stopped")}
        </h1>
        <p>{t(isSubscribed ? "unsubscribe.text" : "unsubscribe.stoppedText")}</p>
        <p className="text-muted">{t("unsubscribe.stays")}</p>
      </header>
      <Refusal>{refused}</Refusal>
      {/* One button in one place, so that the focus stays on it when its meaning turns. */}
      <Button
        size="large"
        look={isSubscribed ? "primary" : "outline"}
        data-testid="subscribe"
        busy={busy}
        onClick={() => void choose(!isSubscribed)}
      >
        {t(isSubscribed ? "unsubscribe.stop" : "unsubscribe.undo")}
      </Button>
    </Card>
  );
}
