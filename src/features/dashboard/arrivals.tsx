import { useQuery } from "convex/react";
import { BellRing, X } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { HOME_TENANT } from "../../lib/tenant";
import { useZoneClock, yearOf } from "../../lib/zone-clock";
import { useArrivals, type MemberBooking } from "./use-arrivals";
import { useMoneyWords } from "./use-money-words";

const SHOWN_MS = 12_000;

/** A soft notice, seen and announced, of each booking that arrives while the member is here. */
export function Arrivals({ memberId }: { memberId: Id<"memberSettings"> }) {
  const { t } = useTranslation("member");
  const [latest] = useArrivals(memberId);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const shown = latest !== undefined && latest.id !== dismissed ? latest : null;
  const shownId = shown?.id ?? null;

  useEffect(() => {
    if (shownId === null) return;
    const timer = setTimeout(() => setDismissed(shownId), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shownId]);

  return (
    <div
      role="status"
      aria-label={t("arrival.label")}
      className="pointer-events-none fixed inset-x-4 bottom-4 z-30 flex justify-end"
    >
      {shown && (
        <div
          data-testid="arrival"
          className="pointer-events-auto flex w-full max-w-sm animate-rise items-start gap-3 rounded-2xl border border-line bg-surface p-4 shadow-float"
        >
          <span className="grid size-9 shrink-0 place-items-center rounded-xl bg-accent-soft text-accent-text">
            <BellRing aria-hidden className="size-[1.125rem]" />
          </span>
          {/* Its words about money may still be on their way; the page around must not wait for them. */}
          <Suspense fallback={null}>
            <ArrivalText booking={shown} />
          </Suspense>
          <button
            type="button"
            aria-label={t("arrival.dismiss")}
            onClick={() => setDismissed(shown.id)}
            className="-me-1 -mt-1 grid size-9 shrink-0 place-items-center rounded-lg text-muted hover:bg-sunken"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
      )}
    </div>
  );
}

function ArrivalText({ booking }: { booking: MemberBooking }) {
  const { t } = useTranslation("member");
  const settings = useQuery(api.members.settings, { tenantSlug: HOME_TENANT });
  const clock = useZoneClock(settings?.timezone, [yearOf(booking.start)]);
  const format = clock?.at(booking.start);
  const when = format && `${format.shortDate(booking.start)}, ${format.time(booking.start)}`;
  const { brief } = useMoneyWords(booking);
  return (
    <div className="min-w-0 flex-1 text-[0.9375rem]">
      <p className="font-semibold">
        {t(booking.status === "pending" ? "arrival.request" : "arrival.booking", {
          name: booking.contact?.name ?? "",
        })}
      </p>
      <p className="text-sm text-muted">
        {[booking.eventType.name, when, brief].filter(Boolean).join(" · ")}
      </p>
      <Link href="/dashboard" className="text-sm font-semibold text-accent-text hover:underline">
        {t("arrival.show")}
      </Link>
    </div>
  );
}
