/** When text messages leave: nobody is woken for what can wait until morning. */
import { MINUTE_MS } from "../time/calendar.ts";
import { localDay, type ZoneRules } from "../time/rules.ts";
import { firstWithin, type DayPart } from "./day-part.ts";
import type { SmsKind } from "./kinds.ts";

/** Local readings before 08:00 and from 21:00 on are quiet. */
const AWAKE: DayPart = { fromMin: 8 * 60, toMin: 21 * 60 };

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
  const today = localDay(rules, from);
  // A zone may skip the date that follows (Apia, 2011-12-30), never two.
  const days = [today, today + 1, today + 2];
  return Math.min(...days.map((day) => firstWithin(rules, day, { ...AWAKE, since: from })));
}
