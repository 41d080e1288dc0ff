import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ZoneClock } from "../lib/zone-clock";
import { MoveComparison } from "./move-comparison";
import { ReasonInput } from "./reason-input";
import { Button } from "./ui/button";
import { Refusal } from "./ui/refusal";

type MoveFormProps = {
  from: { start: number; end: number };
  /** The new start; null while none is chosen. */
  to: number | null;
  clock: ZoneClock;
  other: { clock: ZoneClock; name: string } | null | undefined;
  busy: boolean;
  refused: string | null;
  onSubmit: (reason: string) => Promise<void>;
  /** Stands above the comparison: how the new start is chosen. */
  children?: ReactNode;
  /** Stands beside the button that moves. */
  aside?: ReactNode;
};

/** The last step of moving a booking: the old place and the new one, and why. */
export function MoveForm(props: MoveFormProps) {
  const { busy, refused, onSubmit, children, aside, ...places } = props;
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const ready = places.to !== null && places.to !== places.from.start;
  return (
    <form
      noValidate
      data-testid="move-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !busy) void onSubmit(reason);
      }}
      className="flex flex-col gap-5"
    >
      {children}
      <MoveComparison {...places} />
      <ReasonInput label={t("move.reason")} value={reason} onChange={setReason} />
      <Refusal>{refused}</Refusal>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          data-testid="move-confirm"
          busy={busy}
          aria-disabled={!ready || busy || undefined}
        >
          {t("move.confirm")}
        </Button>
        {aside}
      </div>
    </form>
  );
}
