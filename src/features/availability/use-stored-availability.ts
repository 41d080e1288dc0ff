import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useMemo, useState } from "react";
import { DAY_MS, formatDate } from "../../../core/time/calendar";
import { api } from "../../../convex/_generated/api";
import { firstDayOf, monthOf } from "../../lib/month";
import type { Draft } from "./draft";

export type Settings = NonNullable<FunctionReturnType<typeof api.members.settings>>;
export type Service = FunctionReturnType<typeof api.eventTypes.listMine>[number];

export type StoredAvailability = { settings: Settings; services: Service[]; draft: Draft };

/** As far as the zone rules of a schedule reach. */
const AHEAD_DAYS = 762;

/** A member's availability as it is stored, live. Undefined while loading, null for people who are no member. */
export function useStoredAvailability(tenantSlug: string): StoredAvailability | null | undefined {
  const settings = useQuery(api.members.settings, { tenantSlug });
  const [dates] = useState(() => datesFrom(Date.now()));
  const ofMember = settings ? { memberId: settings.id } : ("skip" as const);
  const services = useQuery(api.eventTypes.listMine, ofMember);
  const overrides = useQuery(
    api.availability.listOverrides,
    ofMember === "skip" ? "skip" : { ...ofMember, ...dates },
  );
  const timeOff = useQuery(api.availability.listTimeOff, ofMember);
  const rules = useQuery(api.availability.listRules, ofMember);

  return useMemo(() => {
    if (settings === null) return null;
    if (!settings || !services || !overrides || !timeOff || !rules) return undefined;
    const { weeklySchedule: weekly, ...rest } = settings;
    const { timezone, durationMin, bufferBeforeMin, bufferAfterMin, noticeMin } = rest;
    const { horizonDays, intervalMin, caps, blockedDates } = rest;
    const terms = { durationMin, bufferBeforeMin, bufferAfterMin, noticeMin, intervalMin };
    const draft = { timezone, ...terms, horizonDays, caps, weekly, blockedDates };
    return { settings, services, draft: { ...draft, overrides, timeOff, rules } };
  }, [settings, services, overrides, timeOff, rules]);
}

/** From the month shown first, whatever the zone, to the end of what can be booked. */
function datesFrom(now: number): { from: string; to: string } {
  const today = Math.floor(now / DAY_MS);
  const first = firstDayOf(monthOf(today - 1));
  return { from: formatDate(first), to: formatDate(today + AHEAD_DAYS) };
}
