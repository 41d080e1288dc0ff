import { useQueries, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ReasonCode } from "../../../core/availability/explain";
import { DAY_MS, MINUTE_MS } from "../../../core/time/calendar";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { useNow } from "../../lib/use-now";
import { useRefusal } from "../../lib/use-refusal";
import type { ZoneClock } from "../../lib/zone-clock";
import type { Service } from "./use-stored-availability";

type Explanation = FunctionReturnType<typeof api.availability.explain>;
type Reason = Explanation["reasons"][number];

type Question = {
  memberId: Id<"memberSettings">;
  service: Service;
  clock: ZoneClock;
  start: number;
};

/** Whether a start of a service can be booked now, and every reason why not, in words. Undefined while loading. */
export function useWhy({
  memberId,
  service,
  clock,
  start,
}: Question): { bookable: boolean; sentences: string[] } | undefined {
  const { sentence } = useRefusal();
  const eventTypeId = service.id;
  // The same question for a minute, so that it is not asked anew all the time.
  const now = Math.floor(useNow(MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
  const queries = useMemo(
    () => ({ why: { query: api.availability.explain, args: { eventTypeId, start, now } } }),
    [eventTypeId, start, now],
  );
  // A refusal, such as of a service that was switched off just now, comes back as a value instead of being thrown.
  const { why } = useQueries(queries) as { why: Explanation | Error | undefined };
  const write = useReasonWords({ memberId, clock, start });
  if (why === undefined) return undefined;
  if (why instanceof Error) return { bookable: false, sentences: [sentence(why)] };
  return { bookable: why.bookable, sentences: why.reasons.map(write) };
}

function useReasonWords({
  memberId,
  clock,
  start,
}: Omit<Question, "service">): (reason: Reason) => string {
  const { t } = useTranslation("availability");
  const from = Math.floor(start / DAY_MS - 1) * DAY_MS;
  const busy = useQuery(api.availability.listBusyTime, { memberId, from, to: from + 3 * DAY_MS });
  const time = (ms: number) => clock.at(ms).time(ms);
  return ({ code: written, detail }) => {
    const code = written as ReasonCode;
    switch (code) {
      case "notice":
        return t("why.reasons.notice", { time: clock.at(start).dateTime(Number(detail)) });
      case "too_short":
        return t("why.reasons.too_short", { time: time(Number(detail)) });
      case "not_first":
        return t("why.reasons.not_first", { time: time(Number(detail)) });
      case "cap":
        return t(detail?.endsWith("week") ? "why.reasons.capWeek" : "why.reasons.capDay");
      case "busy":
      case "buffer": {
        const span = busy?.find(({ source }) => source === detail);
        const range = span ? clock.at(span.start).range(span.start, span.end) : "";
        const what = t(`why.what.${span?.kind ?? "booking"}`, { code: detail ?? "" });
        return t(`why.reasons.${code}`, { what, range });
      }
      default:
        return t(`why.reasons.${code}`);
    }
  };
}
