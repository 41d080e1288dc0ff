import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { useRefusal } from "../lib/use-refusal";
import { Button } from "./ui/button";

type SendAgainProps = {
  messageId: Id<"notifications">;
  /** What a screen reader says of the button: which message, and to whom. */
  label: string;
  onSent?: () => void;
};

/** Has a message sent anew that did not arrive. */
export function SendAgain({ messageId, label, onSent }: SendAgainProps) {
  const { t } = useTranslation("messages");
  const { sentence } = useRefusal();
  const send = useMutation(api.messages.sendAgain);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const press = async () => {
    setBusy(true);
    setRefused(null);
    try {
      await send({ messageId });
      onSent?.();
    } catch (thrown) {
      setRefused(sentence(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col items-start gap-1.5">
      <Button
        look="outline"
        data-testid="send-again"
        aria-label={label}
        busy={busy}
        onClick={press}
      >
        {t("again.send")}
      </Button>
      {refused && (
        <p role="alert" className="text-sm font-medium text-danger">
          {refused}
        </p>
      )}
    </div>
  );
}
