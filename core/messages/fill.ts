/** Texts with `{{variables}}`: filled, and checked where a business writes its own. */

/** What a business's own texts may name. */
export const VARIABLES = [
  ...(["customer", "member", "service", "business", "date", "time", "zone"] as const),
  ...(["code", "amount", "reason", "reader"] as const),
] as const;

export type Variable = (typeof VARIABLES)[number];

/** What stands for each variable, as plain text; one that is not there leaves nothing behind. */
export type Values = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const PLACEHOLDER_AND_STOP = /\{\{([^{}]*)\}\}(\.?)/g;

/**
 * Puts values in place of `{{variables}}`, once: a value that holds `{{…}}` itself stays as it is. A value that ends with a full stop, such
 * as "9:00 a.m.", ends a sentence without another.
 */
export function fill(template: string, values: Values): string {
  return template.replaceAll(PLACEHOLDER_AND_STOP, (_, inner: string, stop: string) => {
    const name = inner.trim();
    const value = Object.hasOwn(values, name) ? (values[name] ?? "") : "";
    return value.endsWith(".") ? value : value + stop;
  });
}

/** Line breaks, other control characters, halves of characters, and the marks that reorder the text around them. */
const UNFIT_FOR_A_LINE = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/** A text as one line, fit for a header: it cannot begin another one. */
export function oneLine(text: string): string {
  return text.replaceAll(UNFIT_FOR_A_LINE, " ").trim();
}

/** How long a text of a business may be, in code points, and whether it may have several lines. */
export type TextLimits = { max: number; lines: boolean };

/** For its own subjects and mails, and for text messages: two parts, before names make them longer. */
export const LIMITS = {
  subject: { max: 150, lines: false },
  body: { max: 2_000, lines: true },
  sms: { max: 320, lines: true },
} as const satisfies Record<string, TextLimits>;

export type TextProblem =
  | "REQUIRED"
  | "TOO_LONG"
  | "UNKNOWN_VARIABLE"
  | "UNCLOSED_BRACES"
  | "LINE_BREAKS"
  | "CONTROL_CHARACTERS";

const LINE_BREAKS = /[\n\r\u2028\u2029]/;
const CONTROL_CHARACTERS = /[^\P{Cc}\n\r\t]|[\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

/** Why a business's own text cannot be kept; none when it can. */
export function problemsOf(template: string, limits: TextLimits): TextProblem[] {
  const named = Array.from(template.matchAll(PLACEHOLDER), ([, inner = ""]) => inner.trim());
  const around = template.replaceAll(PLACEHOLDER, "");
  const found: Readonly<Record<TextProblem, boolean>> = {
    REQUIRED: oneLine(template) === "",
    TOO_LONG: Array.from(template).length > limits.max,
    UNKNOWN_VARIABLE: named.some((name) => !(VARIABLES as readonly string[]).includes(name)),
    UNCLOSED_BRACES: around.includes("{{") || around.includes("}}"),
    LINE_BREAKS: !limits.lines && LINE_BREAKS.test(template),
    CONTROL_CHARACTERS: CONTROL_CHARACTERS.test(template),
  };
  return (Object.keys(found) as TextProblem[]).filter((problem) => found[problem]);
}
