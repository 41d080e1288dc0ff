/** The letters of GSM 03.38, of which a part holds most; those of the second row count twice. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const DOUBLE = "\f^{}\\[~]|€";

/** How many parts a text message takes: one that is longer than a part gives up some of each for a header. */
export function countSegments(body: string): number {
  const letters = Array.from(body);
  const isBasic = letters.every((letter) => BASIC.includes(letter) || DOUBLE.includes(letter));
  const length = isBasic
    ? letters.reduce((sum, letter) => sum + (DOUBLE.includes(letter) ? 2 : 1), 0)
    : body.length;
  const { single, part } = isBasic ? { single: 160, part: 153 } : { single: 70, part: 67 };
  return length <= single ? 1 : Math.ceil(length / part);
}
