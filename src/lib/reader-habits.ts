import { localeFor } from "../../core/messages/locale";
import type { ClockStyle } from "../../core/time/format";

/** How messages to this reader should be written: in their browser's language, and with their own clock where ours would differ. */
export function habitsOf(language: string): { locale: string; clock: ClockStyle } {
  const own = hasNoon(language);
  // Whoever reads a language that we do not write gets another one, but keeps the way their times are written.
  const isUsual = own === null || own === hasNoon(localeFor(language));
  return { locale: language, clock: isUsual ? "auto" : own ? "12h" : "24h" };
}

/** Whether clocks of a language begin again at noon; null for what is no language. */
function hasNoon(language: string): boolean | null {
  try {
    const { hourCycle } = new Intl.DateTimeFormat(language, {
      timeStyle: "short",
    }).resolvedOptions();
    return hourCycle === "h12" || hourCycle === "h11";
  } catch {
    return null;
  }
}
