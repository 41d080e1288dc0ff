import { useQuery } from "convex/react";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayFormat } from "../../../core/time/format";
import { dayBounds, localDay } from "../../../core/time/rules";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { firstDayOf, firstDayOfWeek, monthOf, shiftMonth, weeksOf } from "../../lib/month";
import { useNow } from "../../lib/use-now";
import { weekStart } from "../../lib/week-start";
import type { ZoneClock } from "../../lib/zone-clock";
import { MonthView } from "./month-view";
import type { MemberBooking } from "./use-arrivals";
import { WeekView } from "./week-view";

type View = "week" | "month";

type BookingCalendarProps = {
  memberId: Id<"memberSettings">;
  clock: ZoneClock;
  onOpen: (booking: MemberBooking) => void;
};

const STARTS_NOTHING = new Set(["cancelled", "declined", "expired"]);

/** The member's own bookings by week or month, in the member's zone. Live. */
export function BookingCalendar({ memberId, clock, onOpen }: BookingCalendarProps) {
  const { i18n } = useTranslation("member");
  const now = useNow(60_000);
  const today = localDay(clock.rulesAt(now), now);
  const [view, setView] = useState<View>("week");
  const [shown, setShown] = useState(today);
  const days = daysShown(view, shown, weekStart(i18n.language));
  const first = days[0] ?? today;
  const range = rangeOf(days, clock);
  const bookings = useQuery(api.bookings.listForMember, { memberId, ...range });
  const visible = (bookings ?? []).filter(({ status }) => !STARTS_NOTHING.has(status));
  const Days = view === "week" ? WeekView : MonthView;
  const format = dayFormat(i18n.language);
  const title = format.month(view === "week" ? first : firstDayOf(monthOf(shown)));
  const turn = (by: number) =>
    setShown(view === "week" ? shown + 7 * by : firstDayOf(shiftMonth(monthOf(shown), by)));

  return (
    <Card className="overflow-hidden" aria-busy={bookings === undefined}>
      <Toolbar {...{ view, setView, turn, title }} onToday={() => setShown(today)} />
      <Days
        days={days}
        month={monthOf(shown)}
        today={today}
        bookings={visible}
        clock={clock}
        onOpen={onOpen}
      />
    </Card>
  );
}

function daysShown(view: View, shown: number, firstWeekday: number): number[] {
  if (view === "month") return weeksOf(monthOf(shown), firstWeekday).flat();
  const start = firstDayOfWeek(shown, firstWeekday);
  return Array.from({ length: 7 }, (_, index) => start + index);
}

/** From the first instant of the first day to the last of the last; a day the zone skipped has none. */
function rangeOf(days: readonly number[], clock: ZoneClock): { from: number; to: number } {
  const bounds = days.flatMap((day) => dayBounds(clock.rulesAt(day * 86_400_000), day) ?? []);
  return { from: bounds[0]?.start ?? 0, to: bounds.at(-1)?.end ?? 0 };
}

type ToolbarProps = {
  view: View;
  setView: (view: View) => void;
  turn: (by: number) => void;
  title: string;
  onToday: () => void;
};

function Toolbar({ view, setView, turn, title, onToday }: ToolbarProps) {
  const { t } = useTranslation("member");
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line p-3 sm:px-4">
      <p aria-live="polite" className="me-auto min-w-40 font-semibold">
        {title}
      </p>
      <div role="group" aria-label={t("calendar.view")} className="flex rounded-xl bg-sunken p-1">
        {(["week", "month"] as const).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={view === name}
            onClick={() => setView(name)}
            className="h-9 rounded-lg px-3 text-sm font-semibold text-muted aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-card"
          >
            {t(`calendar.${name}`)}
          </button>
        ))}
      </div>
      <div className="flex items-center">
        <Button
          look="quiet"
          size="icon"
          aria-label={t("calendar.previous")}
          onClick={() => turn(-1)}
        >
          <ChevronLeft aria-hidden className="size-5 rtl:rotate-180" />
        </Button>
        <Button look="quiet" size="small" onClick={onToday}>
          {t("calendar.today")}
        </Button>
        <Button look="quiet" size="icon" aria-label={t("calendar.next")} onClick={() => turn(1)}>
          <ChevronRight aria-hidden className="size-5 rtl:rotate-180" />
        </Button>
      </div>
    </div>
  );
}
