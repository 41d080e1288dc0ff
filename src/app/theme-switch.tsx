import { Moon, Sun, SunMoon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { buttonStyle } from "../components/ui/button";
import { setTheme, useTheme, type Theme } from "../lib/theme";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const ICON = { system: SunMoon, light: Sun, dark: Moon };

export function ThemeSwitch() {
  const { t } = useTranslation();
  const theme = useTheme();
  const Icon = ICON[theme];
  const label = t("theme.label", { theme: t(`theme.${theme}`) });
  return (
    <button
      type="button"
      data-testid="theme"
      title={label}
      aria-label={label}
      onClick={() => setTheme(NEXT[theme])}
      className={buttonStyle({ look: "quiet", size: "icon" })}
    >
      <Icon aria-hidden className="size-5" />
    </button>
  );
}
