import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parseClock, parseDate } from "../../../core/time/calendar";
import { instantsOf } from "../../../core/time/rules";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";
import { useZoneClock, type ZoneClock } from "../../lib/zone-clock";
import { useWhy } from "./use-why";
import type { Service, StoredAvailability } from "./use-stored-availability";

type WhyPanelProps = {
  stored: StoredAvailability;
  service: Service;
  /** "YYYY-MM-DD" to begin with. */
  date: string;
  isDirty: boolean;
};

/** "Why is this time not available?" for any date and time, answered by the rule that decides about bookings. */
export function WhyPanel({ stored, service, isDirty, ...initial }: WhyPanelProps) {
  const { t } = useTranslation("availability");
  const { timezone } = stored.settings;
  const [chosenDate, setDate] = useState<string | null>(null);
  const [time, setTime] = useState("");
  const date = chosenDate ?? initial.date;
  const day = parseDate(date);
  const minute = parseClock(time);
  const clock = useZoneClock(day === null ? undefined : timezone, [Number(date.slice(0, 4))]);
  return (
    <section
      aria-label={t("why.title")}
      data-testid="why"
      className="flex flex-col gap-3 border-t border-line pt-4"
    >
      <div>
        <h3 className="font-semibold">{t("why.title")}</h3>
        <p className="text-sm text-muted">{t(isDirty ? "why.textSaved" : "why.text")}</p>
      </div>
      <div className="grid grid-cols-2 gap-3 xl:grid-cols-1">
        <Field label={t("why.date")}>
          {(control) => (
            <Input
              {...control}
              name="why-date"
              type="date"
              value={date}
              onChange={({ target }) => setDate(target.value)}
            />
          )}
        </Field>
        <Field label={t("why.time")}>
          {(control) => (
            <Input
              {...control}
              name="why-time"
              type="time"
              value={time}
              onChange={({ target }) => setTime(target.value)}
            />
          )}
        </Field>
      </div>
      <div role="status" data-testid="why-answer" className="flex flex-col gap-3 empty:hidden">
        {clock && day !== null && minute !== null && (
          <Answers stored={stored} service={service} clock={clock} at={{ day, minute }} />
        )}
      </div>
    </section>
  );
}

type AnswersProps = Pick<WhyPanelProps, "stored" | "service"> & {
  clock: ZoneClock;
  at: { day: number; minute: number };
};

/** A reading of the clock is one instant as a rule, none when the clock skips it, and two when it happens twice. */
function Answers({ clock, at: { day, minute }, ...rest }: AnswersProps) {
  const { t } = useTranslation("availability");
  const noon = (day + 0.5) * 86_400_000;
  const starts = instantsOf(clock.rulesAt(noon), day, minute);
  if (starts.length === 0) return <p className="text-sm">{t("why.skipped")}</p>;
  return starts.map((start) => <Answer key={start} clock={clock} start={start} {...rest} />);
}

type AnswerProps = Pick<WhyPanelProps, "stored" | "service"> & { clock: ZoneClock; start: number };

function Answer({ stored, service, clock, start }: AnswerProps) {
  const { t } = useTranslation("availability");
  const why = useWhy({ memberId: stored.settings.id, service, clock, start });
  if (!why) return <p className="text-sm text-muted">{t("why.asking")}</p>;
  return (
    <div className="text-sm">
      <p className="font-semibold">
        {t(why.bookable ? "why.bookable" : "why.notBookable", {
          time: clock.at(start).dateTime(start),
        })}
      </p>
      <ul className="mt-1 list-disc ps-5 empty:hidden">
        {why.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
