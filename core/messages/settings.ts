import type { FieldProblem } from "../money/problems.ts";
import { problemsOfReminders, type Reminder } from "./reminders.ts";

/** What a business may choose about its messages. */
export type MessageSettings = {
  reminders: Reminder[];
  /** How many minutes after the end customers are asked how it was; null is never. */
  followUpMin: number | null;
  /** Whether whoever is paying is told that the time they hold runs out. */
  warnsOfExpiry: boolean;
  /** Whether confirmations also go out as text messages to those who want any. */
  confirmsBySms: boolean;
};

/** Two weeks: later nobody remembers what the question is about. */
const MAX_FOLLOW_UP_MIN = 20_160;

/** What is wrong with a business's choice, field by field. */
export function problemsOfSettings(settings: MessageSettings): FieldProblem[] {
  const { reminders, followUpMin } = settings;
  const problems = problemsOfReminders(reminders);
  if (followUpMin === null) return problems;
  const fits = followUpMin >= 0 && followUpMin <= MAX_FOLLOW_UP_MIN;
  if (Number.isInteger(followUpMin) && fits) return problems;
  return [...problems, { field: "followUpMin", problem: "BAD_MINUTES" }];
}
