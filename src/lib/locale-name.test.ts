import { expect, it } from "vitest";
import { LOCALES } from "../../core/messages/kinds";
import { localeName } from "./locale-name";

it("names each language as its own readers do", () => {
  expect(LOCALES.map(localeName)).toEqual([
    "English (United States)",
    "English (United Kingdom)",
    "Español (España)",
    "Español (México)",
    "Français (France)",
    "Français (Canada)",
    "Deutsch",
    "한국어",
    "日本語",
  ]);
});
