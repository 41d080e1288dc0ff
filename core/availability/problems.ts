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
  BAD_DURATION: "A duration is a whole number of minutes from 1 to 1,440.",
  BAD_INTERVAL: "The interval between starts is a whole number of minutes from 1 to 1,440.",
  BAD_BUFFER: "A buffer is a whole number of minutes from 0 to 720.",
  BAD_NOTICE: "The notice is a whole number of minutes, at most a year.",
  BAD_HORIZON: "The horizon is a whole number of minutes, at most two years.",
  BAD_RANGE: "A range needs a start before its end, both as whole epoch milliseconds.",
  RANGE_TOO_LONG: "At most 93 days can be asked for at once.",
} as const;

export type ProblemCode = keyof typeof PROBLEM_SENTENCES;

/** `path` names the faulty field, such as "weekly.monday[0].end". */
export type Problem = { code: ProblemCode; path: string; value?: string | number };
