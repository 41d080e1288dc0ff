import { actionsOf, calendarsOf } from "./actions.ts";
import { needsBooking } from "./decide.ts";
import type { Facts, Words } from "./facts.ts";
import { fill, oneLine } from "./fill.ts";
import { natureOf } from "./kinds.ts";
import { rowsOf } from "./rows.ts";
import type { KindText } from "./texts/catalogue.ts";
import { valuesOf, writerOf, type Writer } from "./values.ts";

/**
 * A mail in its reader's language, clock and zone. The business's own words replace subject and paragraphs; table, buttons and footer stay
 * ours. Throws when a booking, or the agenda's day, is missing: there would be nothing to tell.
 */
export function wordsOf(facts: Facts): Words {
  requireSubjectMatter(facts);
  const writer = writerOf(facts);
  const { texts } = writer;
  const text = ourText(writer);
  const long = valuesOf(writer, "long");
  const { subject, paragraphs } = contentOf(writer, text);
  return {
    subject,
    preview: oneLine(paragraphs[0] ?? ""),
    heading: oneLine(fill(text.heading, long)),
    paragraphs: facts.own ? paragraphs : [...greetingOf(writer), ...paragraphs],
    rows: rowsOf(writer),
    actions: actionsOf(writer),
    calendars: calendarsOf(writer),
    footer: footerOf(writer),
    unsubscribe: unsubscribeOf(facts, texts.unsubscribe),
  };
}

function requireSubjectMatter({ kind, booking, agenda }: Facts): void {
  const isThere = kind === "agenda" ? agenda.length > 0 : booking !== null || !needsBooking(kind);
  if (!isThere) throw new Error(`A message of the kind ${kind} has nothing to tell`);
}

/** Our words for a kind; where it tells of a deed, with the sentence that says who did it. */
function ourText({ facts, texts }: Writer): KindText {
  const text: KindText & { who?: Readonly<Record<Facts["by"], string>> } = texts.kinds[facts.kind];
  return text.who ? { ...text, body: `${text.who[facts.by]}\n\n${text.body}` } : text;
}

function contentOf(writer: Writer, ours: KindText): Pick<Words, "subject" | "paragraphs"> {
  const { subject, body } = writer.facts.own ?? ours;
  const long = valuesOf(writer, "long");
  // Divided before it is filled, so that no name makes a paragraph of its own.
  const paragraphs = body.split(/\n\s*\n/).map((each) => fill(each, long).trim());
  return {
    subject: oneLine(fill(subject, valuesOf(writer, "short"))),
    paragraphs: paragraphs.filter(Boolean),
  };
}

function greetingOf({ facts, texts }: Writer): string[] {
  return facts.reader === "" ? [] : [fill(texts.greeting, { reader: facts.reader })];
}

function footerOf({ facts: { business, kind }, texts }: Writer): string[] {
  const contact = [business.email, business.phone].filter(Boolean).join(" · ");
  const values = { business: business.name, contact };
  const { sentBy, why, contact: howToReach } = texts.footer;
  const lines = [sentBy, why[natureOf(kind).to], ...(contact === "" ? [] : [howToReach])];
  return lines.map((line) => fill(line, values));
}

/** What is about a booking cannot be unsubscribed from. */
function unsubscribeOf({ kind, links }: Facts, label: string): Words["unsubscribe"] {
  const isOther = natureOf(kind).about === "other";
  return isOther && links.unsubscribe !== null ? { label, url: links.unsubscribe } : null;
}
