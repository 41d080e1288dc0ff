const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const CODE_LENGTH = 8;
/** The largest multiple of the alphabet's size in a byte: bytes from here on would favour the first letters. */
const FAIR_LIMIT = 256 - (256 % ALPHABET.length);

/**
 * A confirmation code, eight of A–Z0–9, from random bytes; null when too few of them are usable.
 * Sixteen bytes fail once in about 10^11 times, so a caller simply draws again.
 */
export function codeFrom(randomBytes: Uint8Array): string | null {
  const fair = [...randomBytes].filter((byte) => byte < FAIR_LIMIT).slice(0, CODE_LENGTH);
  if (fair.length < CODE_LENGTH) return null;
  return fair.map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
}
