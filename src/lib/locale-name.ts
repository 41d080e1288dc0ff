import type { Locale } from "../../core/messages/kinds";

/** A language's name in itself: "Deutsch", "Français (Canada)". */
export function localeName(locale: Locale): string {
  const names = new Intl.DisplayNames(locale, { type: "language", languageDisplay: "standard" });
  const name = names.of(locale) ?? locale;
  // A list of names is no sentence: languages that write their names small begin them large here.
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
