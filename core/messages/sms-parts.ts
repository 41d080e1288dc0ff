/** How a text message travels: its alphabet, and the number of parts that are paid for (GSM 03.38; UCS-2). */

export type SmsParts = { encoding: "gsm7" | "ucs2"; parts: number };

const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** These are written as an escape and a letter. */
const EXTENDED = "\f^{}\\[~]|€";

const BASIC_SET = new Set(BASIC);
const EXTENDED_SET = new Set(EXTENDED);

/** What fits a message of one part, and each part of a longer one, whose header takes its share: septets, and 16-bit units. */
const ROOM = { gsm7: { single: 160, each: 153 }, ucs2: { single: 70, each: 67 } } as const;

/** Whether a text can be written in the alphabet that gives the most room. */
export function isGsm7(text: string): boolean {
  return Array.from(text).every((letter) => BASIC_SET.has(letter) || EXTENDED_SET.has(letter));
}

/** Alphabet and number of parts of a text. An empty one is still a message. */
export function partsOf(text: string): SmsParts {
  const encoding = isGsm7(text) ? "gsm7" : "ucs2";
  const sizes = Array.from(text, (letter) =>
    encoding === "ucs2" ? letter.length : EXTENDED_SET.has(letter) ? 2 : 1,
  );
  const { single, each } = ROOM[encoding];
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return { encoding, parts: total <= single ? 1 : countParts(sizes, each) };
}

/** A letter of two units does not lie in two parts: what is left at the end of one is lost. */
function countParts(sizes: readonly number[], room: number): number {
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > room) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
}
