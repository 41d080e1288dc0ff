import { ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useTranslation } from "react-i18next";
import type { Weekly } from "../../core/availability/types";
import { Button, buttonStyle } from "./ui/button";
import { closedWeek, copyDay, PRESETS, TUESDAY_TO_FRIDAY, type Preset } from "../lib/week";

type WeekToolsProps = {
  weekly: Weekly;
  /** `said` tells a screen reader what became of the week. */
  onChange: (weekly: Weekly, said: string) => void;
  onCopy: () => void;
};

/** What changes many days at a press; each is one step to undo. */
export function WeekTools({ weekly, onChange, onCopy }: WeekToolsProps) {
  const { t } = useTranslation("availability");
  const [nineToFive, ...others] = Object.keys(PRESETS) as [Preset, ...Preset[]];
  const startFrom = (preset: Preset) =>
    onChange(PRESETS[preset], t("week.presetUsed", { preset: t(`preset.${preset}`) }));
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" look="outline" onClick={() => startFrom(nineToFive)}>
        {t(`preset.${nineToFive}`)}
      </Button>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          data-testid="presets"
          className={buttonStyle({ look: "outline", size: "small" })}
        >
          {t("week.presets")}
          <ChevronDown aria-hidden className="size-4" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="start"
            sideOffset={6}
            className="z-50 min-w-56 animate-rise rounded-xl border border-line bg-surface p-1.5 shadow-float"
          >
            {others.map((preset) => (
              <DropdownMenu.Item
                key={preset}
                onSelect={() => startFrom(preset)}
                className="flex min-h-11 cursor-pointer items-center rounded-lg px-3 text-[0.9375rem] outline-none data-[highlighted]:bg-sunken"
              >
                {t(`preset.${preset}`)}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <Button
        size="small"
        look="outline"
        onClick={() =>
          onChange(copyDay(weekly, "monday", TUESDAY_TO_FRIDAY), t("week.mondayCopied"))
        }
      >
        {t("week.copyMonday")}
      </Button>
      <Button size="small" look="outline" data-testid="copy-day" onClick={onCopy}>
        {t("week.copyDay")}
      </Button>
      <Button size="small" look="outline" onClick={() => onChange(closedWeek(), t("week.cleared"))}>
        {t("week.clear")}
      </Button>
    </div>
  );
}
