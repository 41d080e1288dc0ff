import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatClock } from "../../../core/time/calendar";
import type { LocalWindow } from "../../../core/availability/types";
import { Button } from "../../components/ui/button";
import { Select } from "../../components/ui/input";
import { clockLabel } from "../../lib/clock-label";
import { nextWindow } from "./weekly";

const STEP_MIN = 15;
const CLOCKS = Array.from({ length: (24 * 60) / STEP_MIN + 1 }, (_, index) =>
  formatClock(index * STEP_MIN),
);

type WindowListProps = {
  windows: readonly LocalWindow[];
  onChange: (windows: LocalWindow[]) => void;
  error: string | undefined;
  /** Whose windows these are, for screen readers. */
  name: string;
};

/** From–to windows of one day, with one more at a press. */
export function WindowList({ windows, onChange, error, name }: WindowListProps) {
  const { t } = useTranslation("member");
  const next = nextWindow(windows);
  const replace = (index: number, change: Partial<LocalWindow>) =>
    onChange(windows.map((window, at) => (at === index ? { ...window, ...change } : window)));
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      {windows.map((window, index) => (
        <div key={index} data-testid="window" className="flex items-center gap-2">
          <ClockSelect
            label={t("weekly.from", { name })}
            value={window.start}
            onChange={(start) => replace(index, { start })}
          />
          <span aria-hidden className="text-muted">
            –
          </span>
          <ClockSelect
            label={t("weekly.to", { name })}
            value={window.end}
            onChange={(end) => replace(index, { end })}
          />
          <Button
            look="quiet"
            size="icon"
            aria-label={t("weekly.remove", { name })}
            onClick={() => onChange(windows.filter((_, at) => at !== index))}
          >
            <Trash2 aria-hidden className="size-4" />
          </Button>
        </div>
      ))}
      {error && (
        <p role="alert" className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
      {next && (
        <Button
          look="quiet"
          size="small"
          className="self-start"
          onClick={() => onChange([...windows, next])}
        >
          <Plus aria-hidden className="size-4" />
          {t("weekly.add")}
        </Button>
      )}
    </div>
  );
}

type ClockSelectProps = { label: string; value: string; onChange: (clock: string) => void };

function ClockSelect({ label, value, onChange }: ClockSelectProps) {
  const { i18n } = useTranslation();
  const clocks = CLOCKS.includes(value) ? CLOCKS : [...CLOCKS, value].sort();
  return (
    <Select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className="min-w-0 max-w-32 flex-1 tabular-nums"
    >
      {clocks.map((clock) => (
        <option key={clock} value={clock}>
          {clockLabel(clock, i18n.language)}
        </option>
      ))}
    </Select>
  );
}
