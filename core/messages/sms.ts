import type { Facts } from "./facts.ts";
import { fill, oneLine } from "./fill.ts";
import { isSmsKind } from "./kinds.ts";
import { isGsm7, partsOf } from "./sms-parts.ts";
import { anchorOf, valuesOf, writerOf, type Writer } from "./values.ts";

/** How a message is made shorter; each step gives up what is missed least. */
type Squeeze = {
  /** Whether the zone is named by its city too, or by its offset alone. */
  hasCity: boolean;
  /** Whether accents may go where nothing else asks for the alphabet of half the room. */
  isPlain: boolean;
  /** The longest a name may be, in code points. */
  longest: { member: number; others: number; reason: number };
};

/** What somebody gave as a reason may be as long as a letter, and each part of a message is paid for. */
const REASON = 100;
const WHOLE = { member: Infinity, others: Infinity, reason: REASON };

const STEPS: readonly Squeeze[] = [
  { hasCity: true, isPlain: false, longest: WHOLE },
  { hasCity: false, isPlain: false, longest: WHOLE },
  { hasCity: false, isPlain: true, longest: WHOLE },
  { hasCity: false, isPlain: true, longest: { ...WHOLE, member: 20 } },
  { hasCity: false, isPlain: true, longest: { member: 12, others: 24, reason: 60 } },
  { hasCity: false, isPlain: true, longest: { member: 8, others: 12, reason: 40 } },
];

/**
 * A text message in its reader's language, clock and zone: as full as goes into the fewest parts, which is one where that is possible. The
 * link to the booking comes last and is never cut. Throws for a kind that is no text message.
 */
export function smsOf(facts: Facts): string {
  const writer = writerOf(facts);
  const template = templateOf(writer);
  const texts = STEPS.map((step) => squeeze(writer, template, step));
  const fewest = Math.min(...texts.map((text) => partsOf(text).parts));
  return texts.find((text) => partsOf(text).parts === fewest) ?? "";
}

function templateOf({ facts, texts }: Writer): string {
  const { kind, own, booking } = facts;
  if (!isSmsKind(kind) || !booking) throw new Error(`There is no text message of the kind ${kind}`);
  return own?.body ?? texts.kinds[kind].sms;
}

function squeeze(writer: Writer, template: string, step: Squeeze): string {
  const { facts, format } = writer;
  const values = valuesOf(writer, "short");
  const anchor = anchorOf(facts);
  const { member, others, reason } = step.longest;
  const filled = fill(template, {
    ...values,
    zone: step.hasCity || anchor === null ? values.zone : format.offset(anchor),
    member: shorten(values.member, member),
    ...{ customer: shorten(values.customer, others), service: shorten(values.service, others) },
    ...{ business: shorten(values.business, others), reader: shorten(values.reader, others) },
    reason: shorten(values.reason, reason),
  });
  const text = simplify(oneLine(filled));
  const link = facts.links.manage;
  return [step.isPlain ? unaccent(text) : text, ...(link === null ? [] : [link])].join(" ");
}

const DOTS = "...";

function shorten(name: string, longest: number): string {
  const letters = Array.from(oneLine(name));
  if (letters.length <= longest) return letters.join("");
  return (
    letters
      .slice(0, longest - DOTS.length)
      .join("")
      .trimEnd() + DOTS
  );
}

/** Typographic signs that look as well plain, and would halve the room. */
const SIMPLER: readonly (readonly [RegExp, string])[] = [
  [/[\s\u00A0\u202F\u2009]+/g, " "],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/[\u2018\u2019\u201B]/g, "'"],
  [/[\u201C-\u201F«»]/g, '"'],
  [/\u2026/g, DOTS],
];

function simplify(text: string): string {
  return SIMPLER.reduce((simple, [pattern, plain]) => simple.replaceAll(pattern, plain), text);
}

/** Takes accents off where that, and nothing less, gives the text the larger room: "sáb" becomes "sab", and "é" stays. */
function unaccent(text: string): string {
  const plain = Array.from(text, (letter) =>
    isGsm7(letter) ? letter : letter.normalize("NFD").replace(/\p{M}/gu, ""),
  ).join("");
  return isGsm7(plain) ? plain : text;
}
