import { describe, expect, it } from "vitest";
import { catalogueOf } from "./catalogues.ts";
import { VARIABLES } from "./fill.ts";
import { LOCALES, type Locale } from "./kinds.ts";
import type { Differences } from "./texts/catalogue.ts";
import { enGB } from "./texts/en-gb.ts";
import { esMX } from "./texts/es-mx.ts";
import { frCA } from "./texts/fr-ca.ts";

/** Every text by the path that leads to it. */
function textsOf(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : textsOf(value as object, `${path}${key}.`),
  );
}

function variablesOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{\{(.*?)\}\}/g), ([, name = ""]) => name))].sort();
}

const texts = (locale: Locale) => textsOf(catalogueOf(locale));
const american = texts("en-US");

describe.each(LOCALES.filter((locale) => locale !== "en-US"))("the texts of %s", (locale) => {
  it("are the same texts as the American ones", () => {
    const paths = texts(locale).map(([path]) => path);
    expect(paths.sort()).toEqual(american.map(([path]) => path).sort());
  });

  it("name the same variables, so that nobody is told less", () => {
    const named = new Map(american.map(([path, text]) => [path, variablesOf(text)]));
    for (const [path, text] of texts(locale)) {
      expect(`${path} ${String(variablesOf(text))}`).toBe(`${path} ${String(named.get(path))}`);
    }
  });

  it("have as many paragraphs", () => {
    const paragraphs = ([path, text]: [string, string]) => `${path} ${text.split("\n\n").length}`;
    expect(texts(locale).map(paragraphs).sort()).toEqual(american.map(paragraphs).sort());
  });
});

describe("every text", () => {
  it("says something, names known variables only, and is tidy", () => {
    const known: string[] = [...VARIABLES, "contact"];
    for (const [path, text] of LOCALES.flatMap(texts)) {
      expect(variablesOf(text).filter((name) => !known.includes(name))).toEqual([]);
      expect(`${path}: ${text.trim()}`).toBe(`${path}: ${text}`);
      expect(text).toMatch(/\S/);
      expect(text).not.toMatch(/ {2}|~|\.\.|\n\n\n|[^\n]\n[^\n]/);
      expect(text.replaceAll(/\{\{\w+\}\}/g, "")).not.toMatch(/[{}]/);
    }
  });

  it("differs between languages, but for words that both have", () => {
    const languages = ["en-US", "es-ES", "fr-FR", "de", "ko", "ja"] as const;
    for (const one of languages) {
      const ours = texts(one).filter(([path]) => path.startsWith("kinds."));
      for (const other of languages) {
        if (one === other) continue;
        const theirs = new Map(texts(other));
        expect(ours.filter(([path, text]) => theirs.get(path) === text)).toEqual([]);
      }
    }
  });
});

describe.each<[Locale, Locale, Differences]>([
  ["en-GB", "en-US", enGB],
  ["es-MX", "es-ES", esMX],
  ["fr-CA", "fr-FR", frCA],
])("what %s says otherwise than %s", (region, language, differences) => {
  it("is said, and differs", () => {
    const [ours, theirs] = [new Map(texts(region)), new Map(texts(language))];
    for (const [path, text] of textsOf(differences)) {
      expect(ours.get(path)).toBe(text);
      expect(theirs.get(path)).not.toBe(text);
    }
  });

  it("is all that differs", () => {
    const theirs = new Map(texts(language));
    const differing = texts(region).filter(([path, text]) => theirs.get(path) !== text);
    expect(differing.map(([path]) => path).sort()).toEqual(
      textsOf(differences)
        .map(([path]) => path)
        .sort(),
    );
  });
});
