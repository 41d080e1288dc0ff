import { Globe } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { zoneCity } from "../../lib/zone-city";
import type { ZoneClock } from "../../lib/zone-clock";

const ZoneDialog = lazy(async () => ({
  default: (await import("../../components/zone-dialog")).ZoneDialog,
}));

type ZonePickerProps = { clock: ZoneClock; now: number; onChange: (zone: string) => void };

/** Names the zone the times are shown in. The list of all zones is loaded when somebody asks for it. */
export function ZonePicker({ clock, now, onChange }: ZonePickerProps) {
  const { t } = useTranslation("booking");
  const [open, setOpen] = useState(false);
  const format = clock.at(now);
  return (
    <>
      <button
        type="button"
        data-testid="zone"
        data-zone={clock.zone}
        onClick={() => setOpen(true)}
        className="-mx-2 inline-flex min-h-11 items-center gap-2 rounded-xl px-2 text-start text-sm text-muted hover:bg-sunken hover:text-ink"
      >
        <Globe aria-hidden className="size-4 shrink-0" />
        <span>
          {t("timesIn", { city: zoneCity(clock.zone), offset: format.offset(now) })}
          <span className="ms-1.5 font-semibold text-accent-text underline-offset-2">
            {t("change")}
          </span>
        </span>
      </button>
      {open && (
        <Suspense>
          <ZoneDialog
            zone={clock.zone}
            onClose={() => setOpen(false)}
            onChoose={(zone) => {
              onChange(zone);
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
