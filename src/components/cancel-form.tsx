import { useMutation } from "convex/react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { useRefusal } from "../lib/use-refusal";
import { ReasonInput } from "./reason-input";
import { Button } from "./ui/button";
import { Refusal } from "./ui/refusal";

type CancelFormProps = {
  bookingId: Id<"bookings">;
  /** The manage link's token; signed-in people need none. */
  token?: string;
  /** What comes back as far as one was told, in minor units; if it is less by now, nothing is cancelled. */
  refund?: number | undefined;
  onKeep: () => void;
  onCancelled?: () => void;
  onRefused?: (thrown: unknown) => void;
  /** What becomes of the money. */
  children?: ReactNode;
};

/** The second step of cancelling: says what happens, asks for a reason, and only then cancels. */
export function CancelForm({
  onKeep,
  onCancelled,
  onRefused,
  children,
  ...asked
}: CancelFormProps) {
  const { bookingId, token, refund } = asked;
  const { t } = useTranslation();
  const { sentence } = useRefusal();
  const cancel = useMutation(api.bookings.cancel);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const submit = async () => {
    setBusy(true);
    setRefused(null);
    try {
      await cancel({
        ...{ bookingId, reason },
        ...(token !== undefined && { token }),
        ...(refund !== undefined && { refund }),
      });
      onCancelled?.();
    } catch (thrown) {
      setRefused(sentence(thrown));
      onRefused?.(thrown);
      setBusy(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
      className="flex animate-rise flex-col gap-4 rounded-2xl border border-line p-5"
    >
      <h2 ref={heading} tabIndex={-1} className="text-heading">
        {t("cancel.title")}
      </h2>
      <p className="text-[0.9375rem] text-muted">{t("cancel.text")}</p>
      {children}
      <ReasonInput label={t("cancel.reason")} value={reason} onChange={setReason} />
      <Refusal>{refused}</Refusal>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="danger" busy={busy} data-testid="cancel-confirm">
          {t("cancel.confirm")}
        </Button>
        <Button look="outline" onClick={onKeep}>
          {t("cancel.keep")}
        </Button>
      </div>
    </form>
  );
}
