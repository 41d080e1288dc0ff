import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/ui/section";
import { Skeleton } from "../../components/ui/skeleton";
import { useZoneClock, yearOf } from "../../lib/zone-clock";
import { zoneCity } from "../../lib/zone-city";
import type { Preview, PreviewRow } from "./use-change-preview";
import type { RosterMember } from "./use-roster";

/** As many names are read at a glance; more stay folded until somebody wants them. */
const FEW = 12;

type PreviewResultProps = {
  preview: Preview;
  /** How many members are to be looked at. */
  total: number;
  members: readonly RosterMember[];
};

/** Whom the change concerns, those with bookings outside first and each of these bookings by name. */
export function PreviewResult({ preview, total, members }: PreviewResultProps) {
  const { t } = useTranslation("owner");
  const { rows, looked, isComplete } = preview;
  const zones = new Map(members.map(({ id, timezone }) => [id, timezone]));
  const touched = rows.filter(({ outside, isCut }) => outside.length > 0 || isCut);
  const others = rows.filter((row) => !touched.includes(row));
  const count = touched.reduce((sum, { outside }) => sum + outside.length, 0);
  return (
    <Section title={t("preview.result")}>
      <p
        role="status"
        data-testid="preview-status"
        className={isComplete ? undefined : "text-muted"}
      >
        {!isComplete && t("preview.looking", { done: looked, total })}
        {isComplete && (
          <>
            <span className="font-medium">{t("preview.concerns", { count: rows.length })}</span>{" "}
            {count === 0 ? t("preview.inside") : t("preview.outside", { count })}
          </>
        )}
      </p>
      {!isComplete && rows.length === 0 && <Skeleton className="h-24" />}
      {touched.length > 0 && (
        <ul aria-label={t("preview.bookings")} className="flex flex-col gap-3">
          {touched.map((row) => (
            <TouchedMember key={row.memberId} row={row} zone={zones.get(row.memberId) ?? "UTC"} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <details open={others.length <= FEW} className="text-[0.9375rem]">
          <summary className="min-h-9 py-1.5 font-medium text-muted">
            {t("preview.others", { count: others.length })}
          </summary>
          <ul className="mt-1 max-h-64 columns-1 gap-6 overflow-y-auto sm:columns-2">
            {others.map(({ memberId, name }) => (
              <li key={memberId} className="truncate py-1">
                {name}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

function TouchedMember({ row, zone }: { row: PreviewRow; zone: string }) {
  const { t } = useTranslation("owner");
  const clock = useZoneClock(
    zone,
    row.outside.map(({ start }) => yearOf(start)),
  );
  return (
    <li data-testid="outside-member" className="rounded-xl bg-warning-soft px-4 py-3">
      <p className="flex items-center gap-2.5 font-semibold">
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-warning" />
        {row.name}
        <span className="font-normal text-muted">{zoneCity(zone)}</span>
      </p>
      <ul className="mt-1 ps-6.5 text-[0.9375rem]">
        {row.outside.map(({ bookingId, code, start }) => (
          <li
            key={bookingId}
            data-testid="outside-booking"
            data-code={code}
            className="flex flex-wrap justify-between gap-x-4"
          >
            <span>{clock?.at(start).dateTime(start)}</span>
            <span className="font-mono text-sm">{code}</span>
          </li>
        ))}
        {row.isCut && <li className="text-sm">{t("preview.cut")}</li>}
      </ul>
    </li>
  );
}
