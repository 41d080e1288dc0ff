import type { Appearance } from "@stripe/stripe-js";
import { useMemo, useSyncExternalStore } from "react";
import { useTheme } from "./theme";

const DARK = "(prefers-color-scheme: dark)";

function listen(onChange: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/** Our colours and shapes for Stripe's form, in the theme that is on: its fields are frames of another site and see none of our styles. */
export function useStripeAppearance(): Appearance {
  const theme = useTheme();
  const prefersDark = useSyncExternalStore(listen, () => matchMedia(DARK).matches);
  const isDark = theme === "dark" || (theme === "system" && prefersDark);
  return useMemo(() => appearanceOf(isDark), [isDark]);
}

function appearanceOf(isDark: boolean): Appearance {
  const colour = colours(isDark);
  return {
    theme: isDark ? "night" : "stripe",
    variables: {
      colorPrimary: colour("accent"),
      colorBackground: colour("surface"),
      colorText: colour("ink"),
      colorTextSecondary: colour("muted"),
      colorTextPlaceholder: colour("muted"),
      colorDanger: colour("danger"),
      iconColor: colour("muted"),
      fontFamily: "ui-sans-serif, system-ui, sans-serif",
      fontSizeBase: "16px",
      borderRadius: "12px",
      gridRowSpacing: "20px",
    },
    rules: {
      ".Input": { borderColor: colour("field-line"), boxShadow: "none" },
      ".Input:focus": { borderColor: colour("accent"), boxShadow: `0 0 0 1px ${colour("accent")}` },
      ".Label": { fontSize: "14px", fontWeight: "600", color: colour("ink") },
      ".Tab": { borderColor: colour("line"), boxShadow: "none" },
      ".Tab--selected": { borderColor: colour("accent"), boxShadow: "none" },
    },
  };
}

/** What the roles of index.css come to in one theme: only an element can say it. */
function colours(isDark: boolean): (role: string) => string {
  const probe = document.createElement("span");
  probe.style.colorScheme = isDark ? "dark" : "light";
  probe.hidden = true;
  document.body.append(probe);
  const found = new Map<string, string>();
  for (const role of ["accent", "surface", "ink", "muted", "danger", "field-line", "line"]) {
    probe.style.color = `var(--${role})`;
    found.set(role, getComputedStyle(probe).color);
  }
  probe.remove();
  return (role) => found.get(role) ?? "";
}
