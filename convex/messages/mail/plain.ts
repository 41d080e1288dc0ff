import { cleanLine, cleanText } from "../../../core/messages/clean.ts";
import type { Words } from "../../../core/messages/facts.ts";

/** Short enough to be quoted twice on a screen of 80 columns. */
const WIDTH = 72;

/** The message for readers without HTML: the same words, and every address in full on a line of its own. */
export function plainText(words: Words): string {
  const { heading, paragraphs, rows, actions, calendars, footer, unsubscribe } = words;
  const blocks = [
    wrapped(heading),
    ...paragraphs.map((text) => wrapped(text)),
    rows.map(factLine).join("\n"),
    ...actions.map(linkLines),
    ...(calendars
      ? [`${cleanLine(calendars.label)}\n${calendars.links.map(linkLine).join("\n")}`]
      : []),
    ["--", ...footer.map((line) => wrapped(line))].join("\n"),
    ...(unsubscribe ? [linkLines(unsubscribe)] : []),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** Further lines of a fact are set in, so that none of them can pass for a fact of its own. */
function factLine({ label, value }: { label: string; value: string }): string {
  return wrapped(`${cleanLine(label)}: ${cleanText(value)}`).replaceAll("\n", "\n    ");
}

type Link = { label: string; url: string };

function linkLines({ label, url }: Link): string {
  return `${cleanLine(label)}:\n${url}`;
}

function linkLine({ label, url }: Link): string {
  return `${cleanLine(label)}: ${url}`;
}

/** Broken at blanks only: a long word, an address or a sentence without blanks stays whole. */
function wrapped(text: string): string {
  return cleanText(text).split("\n").map(wrappedLine).join("\n");
}

function wrappedLine(line: string): string {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  return [...lines, current].join("\n").trimEnd();
}
