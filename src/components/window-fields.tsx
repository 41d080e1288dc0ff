import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LocalWindow } from "../../core/availability/types";
import { formatClock, MINUTES_PER_DAY } from "../../core/time/calendar";
import { Button } from "./ui/button";
import { Select } from "./ui/input";
import { clockLabel } from "../lib/clock-label";
import { nextWindow, STEP_MIN } from "../lib/week";

const CLOCKS = Array.from({ length: MINUTES_PER_DAY / STEP_MIN + 1 }, (_, index) =>
  formatClock(index * STEP_MIN),
);

type WindowFieldsProps = {
  windows: readonly LocalWindow[];
  onChange: (windows: LocalWindow[]) => void;
  error?: string | undefined;
  /** Whose windows these are, for screen readers. */
  name: string;
};

/** The windows of one day as from–to fields, with one more at a press. */
export function WindowFields({ windows, onChange, error, name }: WindowFieldsProps) {
  const { t } = useTranslation("availability");
  const next = nextWindow(windows);
  const replace = (index: number, change: Partial<LocalWindow>) =>
    onChange(windows.map((window, at) => (at === index ? { ...window, ...change } : window)));
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      {windows.map((window, index) => (
        <div key={index} data-testid="window" className="flex items-center gap-2">
          <ClockSelect
            label={t("windows.from", { name })}
            value={window.start}
            clocks={CLOCKS.slice(0, -1)}
            onChange={(start) => replace(index, { start })}
          />
          <span aria-hidden className="text-muted">
            –
          </span>
          <ClockSelect
            label={t("windows.to", { name })}
            value={window.end}
            clocks={CLOCKS.filter((clock) => clock > window.start)}
            onChange={(end) => replace(index, { end })}
          />
          <Button
            look="quiet"
            size="icon"
            aria-label={t("windows.remove", { name })}
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
          aria-label={t("windows.addTo", { name })}
          onClick={() => onChange([...windows, next])}
        >
          <Plus aria-hidden className="size-4" />
          {t("windows.add")}
        </Button>
      )}
    </div>
  );
}

type ClockSelectProps = {
  label: string;
  value: string;
  clocks: readonly string[];
  onChange: (clock: string) => void;
};

function ClockSelect({ label, value, clocks, onChange }: ClockSelectProps) {
  const { i18n } = useTranslation();
  const all = clocks.includes(value) ? clocks : [...clocks, value].sort();
  return (
    <Select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className="max-w-32 tabular-nums"
    >
      {all.map((clock) => (
        <option key={clock} value={clock}>
          {clockLabel(clock, i18n.language)}
        </option>
      ))}
    </Select>
  );
}
