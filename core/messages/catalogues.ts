/** The texts of each locale. */
import type { Locale } from "./kinds.ts";
import type { Catalogue, Differences } from "./texts/catalogue.ts";
import { de } from "./texts/de.ts";
import { enGB } from "./texts/en-gb.ts";
import { en } from "./texts/en.ts";
import { esMX } from "./texts/es-mx.ts";
import { es } from "./texts/es.ts";
import { frCA } from "./texts/fr-ca.ts";
import { fr } from "./texts/fr.ts";
import { ja } from "./texts/ja.ts";
import { ko } from "./texts/ko.ts";

const CATALOGUES: Readonly<Record<Locale, Catalogue>> = {
  "en-US": en,
  "en-GB": vary(en, enGB),
  "es-ES": es,
  "es-MX": vary(es, esMX),
  "fr-FR": fr,
  "fr-CA": vary(fr, frCA),
  ...{ de, ko, ja },
};

export function catalogueOf(locale: Locale): Catalogue {
  return CATALOGUES[locale];
}

/** A language as a region speaks it. The type of the differences holds them to the shape of the language. */
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
