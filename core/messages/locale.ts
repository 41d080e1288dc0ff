/** Which of our locales a reader is written to in. */
import { LOCALES, type Locale } from "./kinds.ts";

/** Regions that write English as the United States do; all others write it as Britain does (CLDR's parents of "en"). */
const AMERICAN = ["US", "AS", "BI", "GU", "MH", "MP", "PH", "PR", "UM", "VI"];
/** Spain, its islands and cities, and Equatorial Guinea; all others are nearer to Mexico's Spanish. */
const EUROPEAN_SPANISH = ["ES", "EA", "IC", "GQ"];

/** The locale for each region of a language; "" is the language alone. */
const NEAREST: Readonly<Record<string, (region: string) => Locale>> = {
  en: (region) => (region === "" || AMERICAN.includes(region) ? "en-US" : "en-GB"),
  es: (region) => (region === "" || EUROPEAN_SPANISH.includes(region) ? "es-ES" : "es-MX"),
  fr: (region) => (region === "CA" ? "fr-CA" : "fr-FR"),
  de: () => "de",
  ko: () => "ko",
  ja: () => "ja",
};

const FALLBACK: Locale = "en-US";
/** Language, perhaps a script, perhaps a region; what comes after says nothing to us. */
const TAG = /^([a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_]|$)/i;

/** The nearest of our locales to a BCP 47 tag such as "de-AT"; American English for what we do not write, and for nonsense. */
export function localeFor(tag: string | undefined): Locale {
  const [, language = "", region = ""] = TAG.exec(tag ?? "") ?? [];
  const name = language.toLowerCase();
  const nearest = Object.hasOwn(NEAREST, name) ? NEAREST[name] : undefined;
  return nearest?.(region.toUpperCase()) ?? FALLBACK;
}

/** Whether this is one of our locales, written exactly so. */
export function isLocale(text: string): text is Locale {
  return (LOCALES as readonly string[]).includes(text);
}
