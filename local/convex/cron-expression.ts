/** The times of a five-field cron expression, in UTC: minute, hour, day of month, month, day of week. */
export type CronTimes = {
  minutes: number[];
  hours: number[];
  months: Set<number>;
  dayMatches: (day: Date) => boolean;
};

type Field = { label: string; min: number; max: number; names?: readonly string[] };

const MINUTE: Field = { label: "minute", min: 0, max: 59 };
const HOUR: Field = { label: "hour", min: 0, max: 23 };
const DAY_OF_MONTH: Field = { label: "day of month", min: 1, max: 31 };
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH: Field = { label: "month", min: 1, max: 12, names: MONTHS };
export const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const DAY_OF_WEEK: Field = { label: "day of week", min: 0, max: 6, names: DAYS };

const DAY_MS = 24 * 60 * 60 * 1000;
/** The 29th of February may be eight years away (1896 to 1904). */
const LONGEST_GAP_DAYS = 8 * 366;

/** Why a schedule of `crons.ts` cannot be used. */
export class CronSpecError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CronSpecError";
  }
}

export function parseCron(expression: string): CronTimes {
  const [minute, hour, dayOfMonth, month, dayOfWeek, ...rest] = expression.trim().split(/\s+/);
  if (dayOfWeek === undefined || rest.length > 0) {
    throw new CronSpecError(
      `"${expression}" is not a cron expression: it needs five fields (minute, hour, day of month, month, day of week).`,
    );
  }
  return {
    minutes: valuesOf(minute ?? "", MINUTE),
    hours: valuesOf(hour ?? "", HOUR),
    months: new Set(valuesOf(month ?? "", MONTH)),
    dayMatches: dayMatcher(dayOfMonth ?? "", dayOfWeek),
  };
}

/** The first matching minute after `after` (epoch ms), or null when there is none, as for the 31st of February. */
export function nextCronTime(times: CronTimes, after: number): number | null {
  let day = Math.floor(after / DAY_MS) * DAY_MS;
  for (let looked = 0; looked <= LONGEST_GAP_DAYS; looked++, day += DAY_MS) {
    const date = new Date(day);
    if (!times.months.has(date.getUTCMonth() + 1) || !times.dayMatches(date)) continue;
    for (const hour of times.hours) {
      for (const minute of times.minutes) {
        const time = day + (hour * 60 + minute) * 60_000;
        if (time > after) return time;
      }
    }
  }
  return null;
}

/** As in every cron: when both day fields are restricted, a day that matches either counts. */
function dayMatcher(dayOfMonth: string, dayOfWeek: string): (day: Date) => boolean {
  const isAny = (field: string) => field === "*" || field === "?";
  const inMonth = dayOfMonthMatcher(dayOfMonth);
  const inWeek = dayOfWeekMatcher(dayOfWeek);
  if (isAny(dayOfWeek)) return inMonth;
  if (isAny(dayOfMonth)) return inWeek;
  return (day) => inMonth(day) || inWeek(day);
}

function dayOfMonthMatcher(field: string): (day: Date) => boolean {
  const last = /^L(?:-(\d+))?(W)?$/i.exec(field);
  if (last !== null) {
    const back = Number(last[1] ?? 0);
    return matchDay((day) => daysInMonth(day) - back, last[2] !== undefined);
  }
  const nearest = /^(\d+)W$/i.exec(field);
  if (nearest !== null) {
    const wanted = numberOf(nearest[1] ?? "", DAY_OF_MONTH);
    return matchDay(() => wanted, true);
  }
  const days = new Set(field === "?" ? valuesOf("*", DAY_OF_MONTH) : valuesOf(field, DAY_OF_MONTH));
  return (day) => days.has(day.getUTCDate());
}

/** One day of each month, or the working day nearest to it within the month. */
function matchDay(dayOf: (day: Date) => number, isWorkingDay: boolean): (day: Date) => boolean {
  return (day) => {
    const wanted = dayOf(day);
    if (wanted < 1 || wanted > daysInMonth(day)) return false;
    return day.getUTCDate() === (isWorkingDay ? nearestWorkingDay(day, wanted) : wanted);
  };
}

function nearestWorkingDay(day: Date, wanted: number): number {
  const weekday = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), wanted)).getUTCDay();
  if (weekday === 6) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === 0) return wanted === daysInMonth(day) ? wanted - 2 : wanted + 1;
  return wanted;
}

function dayOfWeekMatcher(field: string): (day: Date) => boolean {
  const special = /^([0-9a-z]+)(?:(L)|#([1-5]))$/i.exec(field);
  if (special !== null) {
    const weekday = numberOf(special[1] ?? "", DAY_OF_WEEK);
    const nth = special[3] === undefined ? null : Number(special[3]);
    return (day) => {
      if (day.getUTCDay() !== weekday) return false;
      if (nth === null) return day.getUTCDate() + 7 > daysInMonth(day);
      return Math.ceil(day.getUTCDate() / 7) === nth;
    };
  }
  const isLast = field.toUpperCase() === "L";
  const days = new Set(isLast ? [6] : valuesOf(field === "?" ? "*" : field, DAY_OF_WEEK));
  return (day) => days.has(day.getUTCDay());
}

function daysInMonth(day: Date): number {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
}

/** `*`, `5`, `1-5`, a step of either, and lists of these; ascending. */
function valuesOf(text: string, field: Field): number[] {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", stepText, ...rest] = part.split("/");
    const step = stepText === undefined ? 1 : Number(stepText);
    if (rest.length > 0 || !Number.isInteger(step) || step < 1) throw wrongField(part, field);
    const { from, to } = rangeOf(range, stepText !== undefined, field);
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function rangeOf(text: string, hasStep: boolean, field: Field): { from: number; to: number } {
  if (text === "*") return { from: field.min, to: field.max };
  const [first = "", last, ...rest] = text.split("-");
  const from = numberOf(first, field);
  // "5/15" means from 5 on, "5" only 5.
  const open = hasStep ? field.max : from;
  const to = last === undefined ? open : numberOf(last, field);
  if (rest.length > 0 || from > to) throw wrongField(text, field);
  return { from, to };
}

function numberOf(text: string, field: Field): number {
  const named = field.names?.indexOf(text.toLowerCase()) ?? -1;
  const value = named >= 0 ? named + field.min : /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= field.min && value <= field.max)) throw wrongField(text, field);
  return value;
}

function wrongField(text: string, { label, min, max }: Field): CronSpecError {
  return new CronSpecError(
    `"${text}" is not a ${label} of a cron expression: use ${min} to ${max}, a range, a list, a step or *.`,
  );
}
