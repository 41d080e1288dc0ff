import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Price } from "../../components/price";
import { Avatar } from "../../components/ui/avatar";
import { Card } from "../../components/ui/card";
import { When } from "../../components/when";
import type { ZoneClock } from "../../lib/zone-clock";
import { HoldCountdown } from "./hold-countdown";
import type { PublicMember } from "./member-pane";
import type { Offer } from "./offer";

/** Whose time is booked, as what, and how it is shown. */
export type Chosen = {
  member: PublicMember;
  offer: Offer;
  clock: ZoneClock;
  memberClock: ZoneClock | null | undefined;
};

type StepCardProps = Chosen & {
  /** What it costs, in minor units; null while the amount cannot be read. */
  price: number | null;
  /** The time that is reserved; null when it was lost. `expiresAt` is null until the backend has said it. */
  time: { start: number; expiresAt: number | null } | null;
  /** Absent where there is no way back. */
  onBack?: (() => void) | undefined;
  /** What else to know beside the step. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A step after the time was chosen: what is being booked stands beside it. */
export function StepCard({ time, aside, children, ...chosen }: StepCardProps) {
  const { t } = useTranslation("booking");
  const { member, offer, price, clock, memberClock } = chosen;
  const { service, durationMin } = offer;
  return (
    <Card className="mx-auto grid w-full max-w-4xl animate-rise overflow-hidden md:grid-cols-[19rem_1fr]">
      <aside className="flex flex-col gap-5 border-b border-line bg-sunken p-5 md:border-b-0 md:border-e sm:p-7">
        {chosen.onBack && (
          <button
            type="button"
            data-testid="back"
            onClick={chosen.onBack}
            className="-ms-2 inline-flex min-h-11 items-center gap-2 self-start rounded-xl px-2 text-sm font-semibold text-muted hover:text-ink"
          >
            <ArrowLeft aria-hidden className="size-4 rtl:rotate-180" />
            {t("chooseAnotherTime")}
          </button>
        )}
        <div className="flex items-center gap-3">
          <Avatar {...member} className="size-12" />
          <div className="min-w-0">
            <p className="font-semibold">{member.name}</p>
            <p className="text-sm text-muted">
              {service.name}
              {price !== null && (
                <>
                  {" · "}
                  <Price price={price} currency={service.currency} />
                </>
              )}
            </p>
          </div>
        </div>
        {time && (
          <>
            <When
              start={time.start}
              end={time.start + durationMin * 60_000}
              clock={clock}
              other={memberClock && { clock: memberClock, name: member.name }}
            />
            <HoldCountdown expiresAt={time.expiresAt} />
          </>
        )}
        {aside}
      </aside>
      <div className="flex min-w-0 flex-col gap-6 p-5 sm:p-7">{children}</div>
    </Card>
  );
}
