import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import { Button } from "../../components/ui/button";
import { dayAfterKey } from "../../components/ui/month-keys";
import { firstDayOf, monthOf, shiftMonth, weeksOf } from "../../lib/month";
import { weekStart } from "../../lib/week-start";
import { DateButton, DateLegend } from "./date-button";
import { stateOfDate } from "./dates";
import type { Draft } from "./draft";

type DatesCalendarProps = { draft: Draft; today: number; onSelect: (day: number) => void };

/** A month in which each date shows what is said about it. A date grid to walk with the arrow keys. */
export function DatesCalendar({ draft, today, onSelect }: DatesCalendarProps) {
  const { t, i18n } = useTranslation("availability");
  const format = dayFormat(i18n.language);
  const firstWeekday = weekStart(i18n.language);
  const [walked, setWalked] = useState<number | null>(null);
  const reachable = Math.max(walked ?? today, today);
  const month = monthOf(reachable);
  const weeks = weeksOf(month, firstWeekday);
  const grid = useRef<HTMLDivElement>(null);
  const follow = useRef(false);

  useEffect(() => {
    // The focus goes along with the keys, also into a month that was only now drawn.
    if (!follow.current) return;
    follow.current = false;
    grid.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
  }, [reachable]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = dayAfterKey(event, reachable, firstWeekday);
    if (next === null) return;
    event.preventDefault();
    follow.current = true;
    setWalked(next);
  };
  const turn = (by: number) => setWalked(firstDayOf(shiftMonth(month, by)));
  const title = format.month(firstDayOf(month));
  return (
    <div>
      <MonthTurner title={title} isFirst={month <= monthOf(today)} onTurn={turn} />
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus -- The focus is on one of its dates. */}
      <div
        ref={grid}
        role="grid"
        aria-label={t("dates.grid", { month: title })}
        onKeyDown={onKeyDown}
      >
        <WeekdayNames week={weeks[0] ?? []} />
        {weeks.map((week) => (
          <div key={week[0]} role="row" className="grid grid-cols-7">
            {week.map((day) => (
              <div key={day} role="gridcell" className="p-0.5">
                {monthOf(day) === month && (
                  <DateButton
                    day={day}
                    state={stateOfDate(draft, formatDate(day))}
                    today={today}
                    isReachable={day === reachable}
                    onSelect={() => {
                      setWalked(day);
                      onSelect(day);
                    }}
                  />
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
      <DateLegend />
    </div>
  );
}

type MonthTurnerProps = { title: string; isFirst: boolean; onTurn: (by: number) => void };

function MonthTurner({ title, isFirst, onTurn }: MonthTurnerProps) {
  const { t } = useTranslation("availability");
  return (
    <div className="mb-2 flex items-center justify-between">
      <p aria-live="polite" className="font-semibold">
        {title}
      </p>
      <div className="flex">
        <Button
          look="quiet"
          size="icon"
          aria-label={t("dates.previousMonth")}
          aria-disabled={isFirst || undefined}
          onClick={() => {
            if (!isFirst) onTurn(-1);
          }}
        >
          <ChevronLeft aria-hidden className="size-5 rtl:rotate-180" />
        </Button>
        <Button
          look="quiet"
          size="icon"
          aria-label={t("dates.nextMonth")}
          onClick={() => onTurn(1)}
        >
          <ChevronRight aria-hidden className="size-5 rtl:rotate-180" />
        </Button>
      </div>
    </div>
  );
}

function WeekdayNames({ week }: { week: readonly number[] }) {
  const { i18n } = useTranslation();
  const format = dayFormat(i18n.language);
  return (
    <div role="row" className="grid grid-cols-7">
      {week.map((day) => (
        <span
          key={day}
          role="columnheader"
          aria-label={format.weekday(day)}
          className="pb-1.5 text-center text-[0.8125rem] font-medium text-muted"
        >
          {format.shortWeekday(day)}
        </span>
      ))}
    </div>
  );
}
