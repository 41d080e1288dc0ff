import { useMutation, useQuery } from "convex/react";
import { CalendarPlus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate, parseDate } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import { Section } from "../../components/ui/section";
import { Skeleton } from "../../components/ui/skeleton";
import { clockLabel } from "../../lib/clock-label";
import { useRefusal } from "../../lib/use-refusal";
import { OverrideForm } from "./override-form";

const DAY_MS = 86_400_000;
/** As far as the zone rules of a schedule reach. */
const AHEAD_DAYS = 730;

/** Single dates with other hours. Each is stored at once, apart from the form above. */
export function DateOverrides({ memberId }: { memberId: Id<"memberSettings"> }) {
  const { t, i18n } = useTranslation("member");
  const { sentence } = useRefusal();
  const [adding, setAdding] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [yesterday] = useState(() => Math.floor(Date.now() / DAY_MS) - 1);
  const overrides = useQuery(api.availability.listOverrides, {
    memberId,
    from: formatDate(yesterday),
    to: formatDate(yesterday + AHEAD_DAYS),
  });
  const remove = useMutation(api.availability.removeOverride);
  const format = dayFormat(i18n.language);
  return (
    <Section
      title={t("overrides.title")}
      text={t("overrides.text")}
      aside={
        !adding && (
          <Button size="small" look="outline" onClick={() => setAdding(true)}>
            <CalendarPlus aria-hidden className="size-4" />
            {t("overrides.add")}
          </Button>
        )
      }
    >
      {adding && <OverrideForm memberId={memberId} onDone={() => setAdding(false)} />}
      {refused && (
        <Notice tone="danger" role="alert">
          {refused}
        </Notice>
      )}
      {overrides === undefined && <Skeleton className="h-16" />}
      {overrides?.length === 0 && !adding && <p className="text-muted">{t("overrides.none")}</p>}
      <ul className="-my-2 divide-y divide-line empty:hidden">
        {overrides?.map(({ date, windows, reason }) => {
          const label = format.date(parseDate(date) ?? 0);
          const hours = windows.map(
            ({ start, end }) =>
              `${clockLabel(start, i18n.language)} – ${clockLabel(end, i18n.language)}`,
          );
          return (
            <li key={date} data-testid="override" className="flex items-center gap-4 py-2.5">
              <div className="min-w-0 flex-1">
                <p className="font-medium">{label}</p>
                <p className="text-sm text-muted">
                  {hours.length > 0 ? hours.join(", ") : t("overrides.closed")}
                  {reason && ` · ${reason}`}
                </p>
              </div>
              <Button
                look="quiet"
                size="icon"
                aria-label={t("overrides.remove", { date: label })}
                onClick={() => {
                  setRefused(null);
                  remove({ memberId, date }).catch((thrown: unknown) =>
                    setRefused(sentence(thrown)),
                  );
                }}
              >
                <Trash2 aria-hidden className="size-4" />
              </Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
