/** What can be wrong with availability that somebody saves or asks for, each with a sentence to act on. */
export const PROBLEM_SENTENCES = {
  UNKNOWN_ZONE: 'Choose a time zone by its name, such as "Europe/Berlin".',
  BAD_TIME: 'Write times as "HH:MM", from "00:00" to "24:00".',
  WINDOW_ENDS_BEFORE_START:
    "A window must end after it starts. For a night, use one window up to 24:00 and one from 00:00 of the next day.",
  WINDOWS_OVERLAP: "Two windows of one day overlap. Join them or move one of them.",
  TOO_MANY_WINDOWS: "A day can have at most 20 windows.",
  BAD_DATE: 'Write dates as "YYYY-MM-DD", and only dates that exist.',
  DUPLICATE_DATE: "This date is in the list twice. Keep one of the two.",
  TOO_MANY_DATES: "At most 1,000 dates can be listed. Remove some that are past.",
  DATES_REVERSED: "The last date must not be before the first.",
  TOO_MUCH_TIME_OFF: "At most 200 stretches of time off can be listed. Remove some that are past.",
  TOO_MANY_RULES: "At most 50 recurring rules can be kept. Remove one that is no longer needed.",
  RULE_WITHOUT_DAYS: "Choose at least one day of the week for this rule.",
  DUPLICATE_DAY: "A day of the week is chosen twice. Keep one of the two.",
  RULE_WITHOUT_WINDOWS: "Add at least one window that this rule opens.",
  RULE_WITHOUT_FIRST_DATE: "A rule for every second week needs a first date to count from.",
  BAD_NTH: "Choose which such day of the month: 1 to 5, or -1 for the last.",
  BAD_PRIORITY: "A priority is a whole number from 0 to 100.",
  BAD_DURATION: "A duration is a whole number of minutes from 1 to 1,440.",
  BAD_DURATIONS: "List up to 10 different durations, the usual one among them.",
  BAD_OFFSET: "The offset of the starts is a whole number of minutes from 0 to 1,440.",
  TOO_MANY_CAPS: "At most 10 caps can be kept. Remove one that is no longer needed.",
  BAD_CAP: "A cap is a whole number of bookings or of minutes, from 1 to 10,080.",
  BAD_INTERVAL: "The interval between starts is a whole number of minutes from 5 to 1,440.",
  BAD_BUFFER: "A buffer is a whole number of minutes from 0 to 720.",
  BAD_NOTICE: "The notice is a whole number of minutes, at most a year.",
  BAD_HORIZON: "The horizon is a whole number of minutes, at most two years.",
  BAD_RANGE: "A range needs a start before its end, both as whole epoch milliseconds.",
  RANGE_TOO_LONG: "At most 93 days can be asked for at once.",
} as const;

export type ProblemCode = keyof typeof PROBLEM_SENTENCES;

/** `path` names the faulty field, such as "weekly.monday[0].end". */
export type Problem = { code: ProblemCode; path: string; value?: string | number };
