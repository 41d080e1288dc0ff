import { useAction } from "convex/react";
import { Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { useRefusal } from "../../lib/use-refusal";
import type { Wanted } from "./use-preview";

/** Sends what the preview shows to whoever looks at it, and says where it went. */
export function TestMail({ wanted, isReady }: { wanted: Wanted; isReady: boolean }) {
  const { t } = useTranslation("messages");
  const { sentence } = useRefusal();
  const send = useAction(api.messages.sendTest);
  const [busy, setBusy] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const press = async () => {
    setBusy(true);
    setRefused(null);
    setSentTo(null);
    try {
      setSentTo((await send({ wanted })).to);
    } catch (thrown) {
      setRefused(t("preview.testFailed", { why: sentence(thrown) }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button
        look="outline"
        data-testid="send-test"
        busy={busy}
        aria-disabled={!isReady || busy || undefined}
        onClick={isReady ? press : undefined}
      >
        <Send aria-hidden className="size-4" />
        {t("preview.test")}
      </Button>
      <p role="status" data-testid="test-status" className="text-sm text-muted empty:hidden">
        {sentTo !== null && t("preview.sentTo", { to: sentTo })}
      </p>
      {refused !== null && (
        <p role="alert" className="text-sm font-medium text-danger">
          {refused}
        </p>
      )}
    </div>
  );
}
