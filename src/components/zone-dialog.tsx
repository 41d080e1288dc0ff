import { useQuery } from "convex/react";
import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../convex/_generated/api";
import { browserZone } from "../lib/browser-zone";
import { Dialog } from "./ui/dialog";
import { Input } from "./ui/input";
import { Skeleton } from "./ui/skeleton";

/** So many fit on a screen or two; whoever looks for another types a letter more. */
const SHOWN = 60;

type ZoneDialogProps = { zone: string; onClose: () => void; onChoose: (zone: string) => void };

/** All zones the module knows, narrowed by typing a city, country or region. */
export function ZoneDialog({ zone, onClose, onChoose }: ZoneDialogProps) {
  const { t } = useTranslation();
  const zones = useQuery(api.zones.list);
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase().replaceAll(" ", "_");
  const own = browserZone();
  const found = (zones ?? []).filter((name) => name.toLocaleLowerCase().includes(wanted));
  const shown = (wanted ? found : [...new Set([zone, own, ...found])]).slice(0, SHOWN);
  return (
    <Dialog open onOpenChange={onClose} title={t("zone.title")} description={t("zone.text")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const first = shown[0];
          if (wanted && first) onChoose(first);
        }}
      >
        <Input
          type="search"
          aria-label={t("zone.search")}
          placeholder={t("zone.placeholder")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </form>
      <p aria-live="polite" className="sr-only">
        {zones && t("zone.found", { count: found.length })}
      </p>
      <ul className="mt-3 h-72 overflow-y-auto">
        {zones === undefined && <Skeleton className="h-64 w-full" />}
        {zones && shown.length === 0 && <li className="py-6 text-muted">{t("zone.none")}</li>}
        {zones &&
          shown.map((name) => (
            <li key={name}>
              <button
                type="button"
                data-testid="zone-option"
                aria-pressed={name === zone}
                onClick={() => onChoose(name)}
                className="flex min-h-11 w-full items-center justify-between gap-3 rounded-xl px-3 text-start hover:bg-sunken aria-pressed:font-semibold"
              >
                {name.replaceAll("_", " ").replaceAll("/", " / ")}
                {name === zone && <Check aria-hidden className="size-4 text-accent-text" />}
              </button>
            </li>
          ))}
      </ul>
    </Dialog>
  );
}
