import { CalendarX2, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate, parseClock, parseDate } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import { Button } from "../../components/ui/button";
import { Section } from "../../components/ui/section";
import { DateDialog } from "./date-dialog";
import { entriesFrom, withDate, withoutTimeOff, type DateEntry } from "./dates";
import { DatesCalendar } from "./dates-calendar";
import type { Draft, TimeOffDraft } from "./draft";
import { TimeOffDialog } from "./time-off-dialog";
import { useToday } from "./use-today";
import { useWeekWords } from "../../lib/use-week-words";

type DatesSectionProps = { draft: Draft; onChange: (draft: Draft) => void };

type Open =
  | { dialog: "date"; day: number }
  | { dialog: "timeOff"; timeOff: TimeOffDraft | null; day: number }
  | null;

/** What departs from the ordinary week on single dates and over stretches of them. */
export function DatesSection({ draft, onChange }: DatesSectionProps) {
  const { t } = useTranslation("availability");
  const today = useToday(draft.timezone);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Section
      title={t("dates.title")}
      text={t("dates.text")}
      aside={
        <Button
          size="small"
          look="outline"
          data-testid="add-time-off"
          onClick={() => setOpen({ dialog: "timeOff", timeOff: null, day: today })}
        >
          <CalendarX2 aria-hidden className="size-4" />
          {t("dates.addTimeOff")}
        </Button>
      }
    >
      <div className="@container">
        <div className="grid items-start gap-6 @xl:grid-cols-2">
          <DatesCalendar
            draft={draft}
            today={today}
            onSelect={(day) => setOpen({ dialog: "date", day })}
          />
          <Entries
            entries={entriesFrom(draft, formatDate(today))}
            onEdit={(entry) =>
              setOpen(
                entry.state.kind === "timeOff"
                  ? { dialog: "timeOff", timeOff: entry.state.timeOff, day: today }
                  : { dialog: "date", day: parseDate(entry.firstDate) ?? today },
              )
            }
            onRemove={(entry) =>
              onChange(
                entry.state.kind === "timeOff"
                  ? withoutTimeOff(draft, entry.state.timeOff.id)
                  : withDate(draft, entry.firstDate, { kind: "usual" }),
              )
            }
          />
        </div>
      </div>
      {open?.dialog === "date" && (
        <DateDialog
          key={open.day}
          draft={draft}
          day={open.day}
          onClose={close}
          onChange={onChange}
          onEditTimeOff={(timeOff) => setOpen({ dialog: "timeOff", timeOff, day: open.day })}
        />
      )}
      {open?.dialog === "timeOff" && (
        <TimeOffDialog
          draft={draft}
          timeOff={open.timeOff}
          firstDate={formatDate(open.day)}
          onClose={close}
          onChange={onChange}
        />
      )}
    </Section>
  );
}

type EntriesProps = {
  entries: DateEntry[];
  onEdit: (entry: DateEntry) => void;
  onRemove: (entry: DateEntry) => void;
};

function Entries({ entries, onEdit, onRemove }: EntriesProps) {
  const { t, i18n } = useTranslation("availability");
  const format = dayFormat(i18n.language);
  const label = (date: string) => format.date(parseDate(date) ?? 0);
  if (entries.length === 0) return <p className="text-muted">{t("dates.none")}</p>;
  return (
    <ul
      aria-label={t("dates.list")}
      className="-my-2 max-h-96 divide-y divide-line overflow-y-auto"
    >
      {entries.map((entry) => {
        const { firstDate, lastDate } = entry;
        const when =
          firstDate === lastDate
            ? label(firstDate)
            : t("dates.range", { first: label(firstDate), last: label(lastDate) });
        return (
          <li
            key={entry.state.kind === "timeOff" ? entry.state.timeOff.id : firstDate}
            data-testid="date-entry"
            className="flex items-center gap-1 py-2.5"
          >
            <div className="min-w-0 flex-1">
              <p className="font-medium">{when}</p>
              <p className="text-sm text-muted first-letter:uppercase">
                <EntryText entry={entry} />
              </p>
            </div>
            <Button
              look="quiet"
              size="icon"
              aria-label={t("dates.edit", { when })}
              onClick={() => onEdit(entry)}
            >
              <Pencil aria-hidden className="size-4" />
            </Button>
            <Button
              look="quiet"
              size="icon"
              aria-label={t("dates.remove", { when })}
              onClick={() => onRemove(entry)}
            >
              <Trash2 aria-hidden className="size-4" />
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function EntryText({ entry: { state } }: { entry: DateEntry }) {
  const { t } = useTranslation("availability");
  const words = useWeekWords();
  const { reason } = state.kind === "timeOff" ? state.timeOff : state;
  const what =
    state.kind === "hours"
      ? state.windows
          .map(({ start, end }) => words.range(parseClock(start) ?? 0, parseClock(end) ?? 0))
          .join(", ")
      : t(`dates.state.${state.kind}`);
  return [what, reason].filter(Boolean).join(" · ");
}
