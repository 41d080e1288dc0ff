import { useQueries } from "convex/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { timeFormat, type TimeFormat } from "../../core/time/format";
import { offsetAt, type ZoneRules } from "../../core/time/rules";
import { api } from "../../convex/_generated/api";

/** How one zone reads its clock over the years asked for. Its rules come from the backend, never from the browser. */
export type ZoneClock = {
  zone: string;
  rulesAt: (ms: number) => ZoneRules;
  /** How to write an instant of about this time. */
  at: (ms: number) => TimeFormat;
};

export function yearOf(ms: number): number {
  return new Date(ms).getUTCFullYear();
}

/** undefined while loading, null when the zone is unknown. */
export function useZoneClock(
  zone: string | undefined,
  years: readonly number[],
): ZoneClock | null | undefined {
  const { i18n } = useTranslation();
  const wanted = [...new Set(years)].sort((a, b) => a - b).join(",");
  const queries = useMemo(() => {
    if (zone === undefined || wanted === "") return {};
    const entries = wanted
      .split(",")
      .map(
        (year) => [year, { query: api.zones.rules, args: { zone, year: Number(year) } }] as const,
      );
    return Object.fromEntries(entries);
  }, [zone, wanted]);
  const results = useQueries(queries) as Record<string, ZoneRules | Error | undefined>;

  return useMemo(() => {
    const found = Object.values(results);
    if (zone === undefined || found.length === 0) return undefined;
    if (found.some((result) => result instanceof Error)) return null;
    const rules = found.filter((result) => result !== undefined) as ZoneRules[];
    return rules.length < found.length ? undefined : zoneClock(zone, rules, i18n.language);
  }, [zone, results, i18n.language]);
}

function zoneClock(zone: string, years: readonly ZoneRules[], locale: string): ZoneClock {
  const known = [...years].sort((a, b) => a.from - b.from);
  const rulesAt = (ms: number): ZoneRules => {
    // The years overlap at their edges; the last one that has begun knows most of what follows.
    const rules = known.findLast((year) => year.from <= ms) ?? known[0];
    if (rules === undefined) throw new Error(`No rules for ${zone}`);
    return rules;
  };
  return {
    zone,
    rulesAt,
    at: (ms) => timeFormat({ rules: rulesAt(ms), locale }),
  };
}

/** Whether two zones show different times for one instant. */
export function readsDifferently(one: ZoneClock, other: ZoneClock, ms: number): boolean {
  return offsetAt(one.rulesAt(ms), ms) !== offsetAt(other.rulesAt(ms), ms);
}
