import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { MoveForm } from "../../components/move-form";
import { Button } from "../../components/ui/button";
import { useMove, type MoveRefusal } from "../../lib/use-move";
import type { ZoneClock } from "../../lib/zone-clock";
import { draftOfStart, startOf } from "./local-start";
import { StartFields } from "./start-fields";
import type { MemberBooking } from "./use-arrivals";

type MoveBookingProps = {
  booking: MemberBooking;
  clock: ZoneClock;
  customerClock: ZoneClock | null | undefined;
  onDone: () => void;
};

/** The member moves a booking to any time that is free of overlaps. */
export function MoveBooking({ booking, clock, customerClock, onDone }: MoveBookingProps) {
  const { t } = useTranslation(["common", "member"]);
  const [draft, setDraft] = useState(() => draftOfStart(clock, booking.start));
  // What was on screen when one began: a move by the other side meanwhile must not be overrun unseen.
  // Null once one was told of it.
  const [seen, setSeen] = useState<number | null>(booking.revision);
  const [refusal, setRefusal] = useState<MoveRefusal | null>(null);
  const { move, busy } = useMove({ bookingId: booking.id });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const start = startOf(clock, draft);

  const submit = async (reason: string) => {
    if (start === null) return;
    const refused = await move({ start, revision: seen ?? booking.revision }, reason);
    if (refused === null) onDone();
    else if (refused.code === "STALE_REVISION") setSeen(null);
    setRefusal(refused);
  };
  const sentence = () => {
    if (refusal === null) return null;
    if (refusal.code === "SLOT_TAKEN") return t("member:start.overlaps");
    return refusal.code === "NOT_AVAILABLE" ? t("member:start.refused") : refusal.sentence;
  };
  return (
    <section className="animate-rise rounded-2xl border border-line p-4 sm:p-5">
      <MoveForm
        from={booking}
        to={start === booking.start ? null : start}
        clock={clock}
        other={customerClock && { clock: customerClock, name: booking.contact?.name ?? "" }}
        busy={busy}
        refused={sentence()}
        onSubmit={submit}
        aside={
          <Button look="outline" onClick={onDone}>
            {t("move.keep")}
          </Button>
        }
      >
        <h3 ref={heading} tabIndex={-1} className="text-heading">
          {t("move.title")}
        </h3>
        <StartFields
          draft={draft}
          clock={clock}
          onChange={(next) => {
            setDraft(next);
            setRefusal(null);
          }}
        />
      </MoveForm>
    </section>
  );
}
