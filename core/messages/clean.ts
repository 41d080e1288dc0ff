/** Neither a line break nor a character: what a text may not carry into a mail or a calendar. */
const CONTROL = /[^\P{Cc}\n]/gu;

/**
 * A text that every mail program and calendar can take: line breaks are "\n", a tab is a blank, control characters are gone, and half of
 * a character is the sign for what cannot be read.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ")
    .replaceAll(CONTROL, "")
    .replaceAll(/\p{Surrogate}/gu, "\uFFFD");
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll("\n", " ");
}
