import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";

export const LANGUAGES = ["en"] as const;

const catalogues = import.meta.glob<Record<string, unknown>>("./*/*.json", { import: "default" });

/** Each language and namespace is a file of its own, fetched when a page first needs it. */
const files: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = catalogues[`./${language}/${namespace}.json`];
    if (load === undefined) {
      done(new Error(`No catalogue ${language}/${namespace}`), false);
      return;
    }
    load().then(
      (texts) => done(null, texts),
      (problem: unknown) => done(problem as Error, false),
    );
  },
};

export const i18n = i18next.createInstance();

i18n.on("languageChanged", (language) => {
  document.documentElement.lang = language;
  document.documentElement.dir = i18n.dir(language);
});

void i18n
  .use(files)
  .use(initReactI18next)
  .init({
    lng: detectLanguage(navigator.languages),
    fallbackLng: "en",
    supportedLngs: [...LANGUAGES],
    // "de-AT" keeps its number and date habits, but reads the texts of "de".
    nonExplicitSupportedLngs: true,
    load: "languageOnly",
    ns: ["common"],
    defaultNS: "common",
    // React escapes what it renders; doing it twice would show entities.
    interpolation: { escapeValue: false },
  });

function detectLanguage(wanted: readonly string[]): string {
  return wanted.find((tag) => LANGUAGES.some((known) => tag.split("-")[0] === known)) ?? "en";
}
