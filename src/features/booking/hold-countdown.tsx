import { Timer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNow } from "../../lib/use-now";

/** Below this the reader is told once, aloud, that the time runs out. */
const HURRY_MS = 2 * 60_000;

/** How long the time stays reserved. Only a display: whether it still is, the backend says. */
export function HoldCountdown({ expiresAt }: { expiresAt: number | null }) {
  const { t } = useTranslation("booking");
  const now = useNow(1000);
  const left = expiresAt === null ? null : Math.max(0, expiresAt - now);
  const hurry = left !== null && left < HURRY_MS;
  return (
    <p
      data-testid="hold-countdown"
      className="flex items-center gap-2 text-sm font-medium text-muted"
    >
      <Timer aria-hidden className="size-4" />
      {left === null ? (
        t("reserving")
      ) : (
        <span role="timer" className="tabular-nums">
          {t("reservedFor", { left: clockOf(left) })}
        </span>
      )}
      <span aria-live="polite" className="sr-only">
        {hurry ? t("hurry") : ""}
      </span>
    </p>
  );
}

/** Rounded down: the display may lag a second behind the clock, and must not promise more than was given. */
function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
