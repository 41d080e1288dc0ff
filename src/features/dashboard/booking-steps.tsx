import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CancelForm } from "../../components/cancel-form";
import { Button } from "../../components/ui/button";
import { useNow } from "../../lib/use-now";
import type { ZoneClock } from "../../lib/zone-clock";
import { CancelMoney } from "./cancel-money";
import { MoveBooking } from "./move-booking";
import { NoShow } from "./no-show";
import type { MemberBooking } from "./use-arrivals";

type BookingStepsProps = {
  booking: MemberBooking;
  clock: ZoneClock;
  customerClock: ZoneClock | null | undefined;
};

/** What the member can do with a confirmed booking: move it, cancel it, or note that nobody came. */
export function BookingSteps({ booking, clock, customerClock }: BookingStepsProps) {
  const { t } = useTranslation(["common", "member"]);
  const [doing, setDoing] = useState<"move" | "cancel" | "noShow" | null>(null);
  const now = useNow(15_000);
  const stop = () => setDoing(null);
  if (booking.status !== "confirmed") return null;
  if (doing === "move") {
    return <MoveBooking {...{ booking, clock, customerClock }} onDone={stop} />;
  }
  if (doing === "cancel") {
    return (
      <CancelForm bookingId={booking.id} onKeep={stop}>
        <CancelMoney booking={booking} />
      </CancelForm>
    );
  }
  if (doing === "noShow") return <NoShow bookingId={booking.id} onDone={stop} />;
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <Button look="outline" data-testid="move" onClick={() => setDoing("move")}>
        {t("move.start")}
      </Button>
      <Button look="outline" data-testid="cancel" onClick={() => setDoing("cancel")}>
        {t("cancel.start")}
      </Button>
      {now >= booking.start && (
        <Button
          look="outline"
          data-testid="no-show"
          className="sm:col-span-2"
          onClick={() => setDoing("noShow")}
        >
          {t("member:noShow.start")}
        </Button>
      )}
    </div>
  );
}
