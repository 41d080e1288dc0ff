import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CancelForm } from "../../components/cancel-form";
import { Button } from "../../components/ui/button";
import { useNow } from "../../lib/use-now";
import type { ZoneClock } from "../../lib/zone-clock";
import { CancelMoney } from "./cancel-money";
import { MoveBooking } from "./move-booking";
import { NoShow } from "./no-show";
import { ReassignForm } from "./reassign-form";
import type { MemberBooking } from "./use-arrivals";

type BookingStepsProps = {
  booking: MemberBooking;
  clock: ZoneClock;
  customerClock: ZoneClock | null | undefined;
  isAdmin: boolean;
  /** The booking was given to another member. */
  onGiven: () => void;
};

type Step = "move" | "cancel" | "noShow" | "reassign";

/** What can be done with a booking that stands: move it, cancel it, note that nobody came, and, by the owner, give it away. */
export function BookingSteps({ isAdmin, onGiven, ...rest }: BookingStepsProps) {
  const { booking } = rest;
  const [doing, setDoing] = useState<Step | null>(null);
  const stop = () => setDoing(null);
  const isOpen = booking.status === "confirmed" || (isAdmin && booking.status === "pending");
  if (!isOpen) return null;
  if (doing === "move") return <MoveBooking {...rest} onDone={stop} />;
  if (doing === "cancel") {
    return (
      <CancelForm bookingId={booking.id} onKeep={stop}>
        <CancelMoney booking={booking} />
      </CancelForm>
    );
  }
  if (doing === "noShow") return <NoShow bookingId={booking.id} onDone={stop} />;
  if (doing === "reassign") return <ReassignForm {...{ booking, onGiven }} onKeep={stop} />;
  return <StepButtons {...{ booking, isAdmin }} onChoose={setDoing} />;
}

type StepButtonsProps = {
  booking: MemberBooking;
  isAdmin: boolean;
  onChoose: (step: Step) => void;
};

function StepButtons({ booking, isAdmin, onChoose }: StepButtonsProps) {
  const { t } = useTranslation(["common", "member"]);
  const now = useNow(15_000);
  const isConfirmed = booking.status === "confirmed";
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      {isConfirmed && (
        <>
          <Button look="outline" data-testid="move" onClick={() => onChoose("move")}>
            {t("move.start")}
          </Button>
          <Button look="outline" data-testid="cancel" onClick={() => onChoose("cancel")}>
            {t("cancel.start")}
          </Button>
        </>
      )}
      {isConfirmed && now >= booking.start && (
        <Button
          look="outline"
          data-testid="no-show"
          className="sm:col-span-2"
          onClick={() => onChoose("noShow")}
        >
          {t("member:noShow.start")}
        </Button>
      )}
      {isAdmin && (
        <Button
          look="outline"
          data-testid="reassign"
          className="sm:col-span-2"
          onClick={() => onChoose("reassign")}
        >
          {t("member:reassign.start")}
        </Button>
      )}
    </div>
  );
}
