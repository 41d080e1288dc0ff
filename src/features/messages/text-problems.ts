import { LIMITS, problemsOf, type TextProblem } from "../../../core/messages/fill";
import type { Place } from "../../../core/messages/starting-text";
import type { Text } from "./use-text-drafts";

export type Problem = { problem: TextProblem; max: number };
export type TextProblems = { subject: Problem | null; body: Problem | null };

/** What is wrong with each part of a text, as the backend would see it. A text message has no subject. */
export function problemsOfText({ channel }: Place, { subject, body }: Text): TextProblems {
  const first = (text: string, limits: (typeof LIMITS)[keyof typeof LIMITS]): Problem | null => {
    const [problem] = problemsOf(text, limits);
    return problem === undefined ? null : { problem, max: limits.max };
  };
  if (channel === "sms") return { subject: null, body: first(body, LIMITS.sms) };
  return { subject: first(subject, LIMITS.subject), body: first(body, LIMITS.body) };
}
