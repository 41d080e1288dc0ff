/** When text messages leave: nobody is woken for what can wait until morning. */
import { DAY_MS, MINUTE_MS } from "../time/calendar.ts";
import { localDay, localMinute, periodEnd, periodStart, type ZoneRules } from "../time/rules.ts";
import type { SmsKind } from "./kinds.ts";

/** Local readings from 21:00 up to, not including, 08:00 are quiet. */
const MORNING_MIN = 8 * 60;
const EVENING_MIN = 21 * 60;

const HOUR_MS = 60 * MINUTE_MS;
/** A reminder that comes later than this before the start finds its reader on the way. */
const LAST_CALL_MS = 15 * MINUTE_MS;
/** Who would leave home within two hours of the end of the night is told in the night that there is no need to. */
const EARLY_START_MS = 2 * HOUR_MS;

/**
 * The instant at which a text message leaves, not before `dueAt` and `now`; null when it would come too late to be of use. `start` is the
 * booking's; of one that was moved, the earlier of its two. The zone is the reader's.
 */
export function smsAt(message: {
  kind: SmsKind;
  dueAt: number;
  start: number;
  now: number;
  rules: ZoneRules;
}): number | null {
  const { kind, start, rules } = message;
  const earliest = Math.max(message.dueAt, message.now);
  const awake = firstAwake(rules, earliest);
  if (awake === earliest) return earliest;
  return WHEN_QUIET[kind]({ earliest, awake, start });
}

type Night = { earliest: number; awake: number; start: number };

const urgently = ({ earliest, awake, start }: Night): number =>
  start < awake + EARLY_START_MS ? earliest : awake;

/** What becomes of each kind that is due while its reader sleeps. */
const WHEN_QUIET: Readonly<Record<SmsKind, (night: Night) => number | null>> = {
  confirmation: ({ awake, start }) => (awake < start ? awake : null),
  reminder: ({ awake, start }) => (awake <= start - LAST_CALL_MS ? awake : null),
  rescheduled: urgently,
  cancelled: urgently,
};

/** The first instant at or after `from` whose reading is not quiet. */
function firstAwake(rules: ZoneRules, from: number): number {
  const minute = localMinute(rules, from);
  if (minute >= MORNING_MIN && minute < EVENING_MIN) return from;
  let first = Infinity;
  const today = localDay(rules, from);
  // A zone may skip the date that follows (Apia, 2011-12-30), never two.
  for (let day = today; day <= today + 2; day += 1) {
    const [morning, evening] = [MORNING_MIN, EVENING_MIN].map(
      (each) => day * DAY_MS + each * MINUTE_MS,
    );
    rules.offsets.forEach((offset, period) => {
      const opens = Math.max((morning ?? 0) - offset * MINUTE_MS, periodStart(rules, period), from);
      const closes = Math.min((evening ?? 0) - offset * MINUTE_MS, periodEnd(rules, period));
      if (opens < closes) first = Math.min(first, opens);
    });
  }
  return first;
}
