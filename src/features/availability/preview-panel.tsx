import { clsx } from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import { Badge } from "../../components/ui/badge";
import { Card } from "../../components/ui/card";
import { Select } from "../../components/ui/input";
import { Skeleton } from "../../components/ui/skeleton";
import type { ZoneClock } from "../../lib/zone-clock";
import type { Draft } from "./draft";
import type { PreviewDay } from "./preview";
import { usePreview } from "./use-preview";
import type { Service, StoredAvailability } from "./use-stored-availability";
import { WhyPanel } from "./why-panel";

type PreviewPanelProps = {
  stored: StoredAvailability;
  draft: Draft;
  isDirty: boolean;
  className?: string;
};

/** The next two weeks as customers would see them if the draft were saved now, live. */
export function PreviewPanel({ stored, draft, isDirty, className }: PreviewPanelProps) {
  const { t } = useTranslation("availability");
  const { settings } = stored;
  const services = stored.services.filter(({ active }) => active);
  const [chosen, setChosen] = useState<string | null>(null);
  const service = services.find(({ id }) => id === chosen) ?? services[0];
  const [asked, setAsked] = useState<string | null>(null);
  const preview = usePreview({
    memberId: settings.id,
    draft,
    service,
    services: stored.services,
  });
  const isHidden = settings.status !== "active" || settings.bookingMode !== "native";
  return (
    <Card className={clsx("flex min-w-0 flex-col gap-4 p-5", className)}>
      <div>
        <div className="flex items-start justify-between gap-2">
          <h2 className="text-heading">{t("preview.title")}</h2>
          {isDirty && <Badge tone="warning">{t("preview.unsaved")}</Badge>}
        </div>
        <p className="text-sm text-muted">
          {t(isHidden ? "preview.hidden" : "preview.text", {
            zone: draft.timezone.replaceAll("_", " "),
          })}
        </p>
      </div>
      {service ? (
        <>
          {services.length > 1 && (
            <ServiceSelect services={services} value={service.id} onChange={setChosen} />
          )}
          {preview ? (
            <Days days={preview.days} clock={preview.clock} onAsk={setAsked} />
          ) : (
            <Skeleton className="h-72" />
          )}
          {!isHidden && (
            <WhyPanel
              key={asked}
              stored={stored}
              service={service}
              date={asked ?? (preview?.days[0] ? formatDate(preview.days[0].day) : "")}
              isDirty={isDirty}
            />
          )}
        </>
      ) : (
        <p className="text-muted">{t("preview.noService")}</p>
      )}
    </Card>
  );
}

type ServiceSelectProps = {
  services: readonly Service[];
  value: string;
  onChange: (id: string) => void;
};

function ServiceSelect({ services, value, onChange }: ServiceSelectProps) {
  const { t } = useTranslation("availability");
  return (
    <Select
      aria-label={t("preview.service")}
      data-testid="preview-service"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      {services.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

type DaysProps = {
  days: readonly PreviewDay[];
  clock: ZoneClock;
  /** Somebody wants to know more about a date "YYYY-MM-DD". */
  onAsk: (date: string) => void;
};

function Days({ days, clock, onAsk }: DaysProps) {
  const { t, i18n } = useTranslation("availability");
  const format = dayFormat(i18n.language);
  return (
    <ol
      data-testid="preview"
      aria-label={t("preview.title")}
      className="-mx-1 flex max-h-[26rem] xl:max-h-[max(12rem,calc(100dvh-37rem))] flex-col gap-3 overflow-y-auto px-1"
    >
      {days.map(({ day, starts }) => (
        <li key={day} data-testid="preview-day" data-date={formatDate(day)}>
          <button
            type="button"
            aria-label={t("preview.ask", {
              date: format.date(day),
              times: t("preview.times", { count: starts.length }),
            })}
            onClick={() => onAsk(formatDate(day))}
            className="flex min-h-8 w-full items-center justify-between gap-2 rounded-lg px-1 text-start hover:bg-sunken"
          >
            <span className="text-sm font-semibold">
              {format.shortWeekday(day)} {format.dayOfMonth(day)}
            </span>
            <span className="text-[0.8125rem] text-muted">
              {t("preview.times", { count: starts.length })}
            </span>
          </button>
          <ul className="flex flex-wrap gap-1">
            {starts.map((start) => (
              <li
                key={start}
                data-testid="preview-slot"
                data-start={start}
                className="rounded-md bg-accent-soft px-1.5 py-0.5 text-[0.8125rem] font-medium text-accent-text tabular-nums"
              >
                {clock.at(start).time(start)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
