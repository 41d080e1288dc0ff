import { useQuery } from "convex/react";
import { useMemo } from "react";
import { DAY_MS } from "../../../core/time/calendar";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { useNow } from "../../lib/use-now";
import { useZoneClock, yearOf, type ZoneClock } from "../../lib/zone-clock";
import type { Draft } from "./draft";
import { PREVIEW_DAYS, previewOf, type PreviewDay } from "./preview";
import type { Service } from "./use-stored-availability";
import { joinRules } from "./zone-years";

/** As often as the public page cuts its times by the clock. */
const CUT_EVERY_MS = 15_000;
/** Caps count whole weeks, so as much is looked at on either side of what is shown. */
const MARGIN_DAYS = 10;

type Wanted = {
  memberId: Id<"memberSettings">;
  draft: Draft;
  service: Service | undefined;
  services: readonly Service[];
};

/** What customers would see of the draft in the next two weeks; undefined while loading. */
export function usePreview({
  memberId,
  draft,
  service,
  services,
}: Wanted): { days: PreviewDay[]; clock: ZoneClock } | undefined {
  const now = useNow(CUT_EVERY_MS);
  const today = Math.floor(now / DAY_MS);
  const from = (today - MARGIN_DAYS) * DAY_MS;
  const to = (today + PREVIEW_DAYS + MARGIN_DAYS) * DAY_MS;
  const clock = useZoneClock(draft.timezone, [yearOf(from), yearOf(to)]);
  const busy = useQuery(api.availability.listBusyTime, { memberId, from, to });

  return useMemo(() => {
    if (!clock || !busy || !service) return undefined;
    const rules = joinRules(clock.rulesAt(from), clock.rulesAt(to));
    return { days: previewOf({ draft, service, services, rules, busy, now }), clock };
  }, [clock, busy, service, services, draft, from, to, now]);
}
