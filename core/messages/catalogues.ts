/** The texts of each locale. */
import type { Locale } from "./kinds.ts";
import type { Catalogue, Differences } from "./texts/catalogue.ts";
import { enGB } from "./texts/en-gb.ts";
import { en } from "./texts/en.ts";

const CATALOGUES: Readonly<Record<Locale, Catalogue>> = {
  "en-US": en,
  "en-GB": vary(en, enGB),
  "es-ES": en,
  "es-MX": en,
  "fr-FR": en,
  "fr-CA": en,
  de: en,
  ko: en,
  ja: en,
};

export function catalogueOf(locale: Locale): Catalogue {
  return CATALOGUES[locale];
}

/** A language as a region speaks it. */
function vary(base: Catalogue, differences: Differences): Catalogue {
  return merge(base, differences) as Catalogue;
}

type Texts = { readonly [key: string]: string | Texts };

function merge(base: Texts, differences: Texts): Texts {
  const merged: Record<string, string | Texts> = { ...base };
  for (const [key, ours] of Object.entries(differences)) {
    const theirs = base[key];
    merged[key] =
      typeof ours === "string" || typeof theirs !== "object" ? ours : merge(theirs, ours);
  }
  return merged;
}
