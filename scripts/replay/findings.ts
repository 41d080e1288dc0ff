/** Whether what is recorded of a booking still adds up: the decisions are made again, the hashes taken again. */
import { decidePlace, type PlaceQuestion } from "../../core/availability/place.ts";
import { canonicalJson } from "../../core/bookings/record.ts";
import { MINUTE_MS } from "../../core/time/calendar.ts";
import { offsetAt } from "../../core/time/rules.ts";
import type { FunctionReturnType } from "convex/server";
import type { internal } from "../../convex/_generated/api";
import { hash } from "../../convex/hash.ts";

export type Evidence = NonNullable<FunctionReturnType<typeof internal.bookings.jobs.evidence>>;
export type Decision = Evidence["decisions"][number];

/** One thing that was looked at, as a sentence that is true or not. */
export type Finding = { holds: boolean; claim: string };

/** The question of a decision, or null when its text is none any more. */
export function questionOf({ question }: Decision): PlaceQuestion | null {
  try {
    return JSON.parse(question) as PlaceQuestion;
  } catch {
    return null;
  }
}

/** The verdict of today's rule on a recorded question: why it is refused, or null when it is granted. */
export function refusalOf(question: PlaceQuestion): string | null {
  const verdict = decidePlace(question);
  return verdict.ok ? null : verdict.reason;
}

/** What can be said of one decision by itself. */
export async function findingsOf(decision: Decision): Promise<Finding[]> {
  const question = questionOf(decision);
  const isAsWritten = (await hash(decision.question)) === decision.questionHash;
  const written = { holds: isAsWritten, claim: "the record is as it was written" };
  if (!question) return [written, { holds: false, claim: "the record can be read" }];
  const isSame = refusalOf(question) === decision.refusal;
  return [written, { holds: isSame, claim: "the rule decides today as it did then" }];
}

/** Acts that give a booking a place, each by a decision of its own. */
const TAKES_PLACE = new Set(["held", "created", "rescheduled", "reassigned"]);

/** What can be said of the booking as a whole: its quote, and that every place in its history was decided on. */
export async function findingsOfBooking(evidence: Evidence): Promise<Finding[]> {
  const { booking, decisions, events } = evidence;
  if (isBroughtAlong(evidence)) return [];
  const { quote, reliedOn } = booking;
  const quoteHash = await hash(canonicalJson(quote));
  const granted = decisions.filter(({ refusal }) => refusal === null);
  const places = events.filter(({ what }) => TAKES_PLACE.has(what));
  return [
    { holds: quoteHash === reliedOn.quoteHash, claim: "the quote is the one it was booked by" },
    {
      holds: places.every((event) => granted.some((each) => isAbout(each, event))),
      claim: "every place in its history was granted by a decision",
    },
    { holds: isLastPlace(booking, granted), claim: "it stands where it was last granted a place" },
  ];
}

/** Bookings made elsewhere were brought along without a decision of ours. */
export function isBroughtAlong({ booking, decisions }: Evidence): boolean {
  return decisions.length === 0 && booking.reliedOn.quoteHash === "";
}

function isAbout(decision: Decision, event: Evidence["events"][number]): boolean {
  const start = questionOf(decision)?.start;
  return decision.revision === event.revision && start === event.startTime;
}

/**
 * The latest place that was granted is the booking's own, with the buffers of its quote and the zone data it names. Late money asks for
 * the place that was held, and leaves the quote as it was.
 */
function isLastPlace(booking: Evidence["booking"], granted: Decision[]): boolean {
  const last = granted.findLast(({ what }) => what !== "late");
  const question = last && questionOf(last);
  if (!question) return false;
  const { start, terms, schedule } = question;
  const { quote, reliedOn, startTime, endTime } = booking;
  return (
    start === startTime &&
    start + terms.durationMin * MINUTE_MS === endTime &&
    terms.durationMin === quote.durationMin &&
    terms.bufferBeforeMin === quote.bufferBeforeMin &&
    terms.bufferAfterMin === quote.bufferAfterMin &&
    schedule.rules.version === reliedOn.zoneVersion &&
    offsetAt(schedule.rules, start) === reliedOn.zoneOffsetMin
  );
}
