/**
 * What people type: names, addresses, messages (RULES.md §6.3). Lengths are in code points, after trimming and
 * Unicode normalisation (NFC), so that one visible letter counts the same however it was typed.
 */
export type FieldProblem =
  "required" | "too_short" | "too_long" | "control_characters" | "malformed";

export type Parsed = { ok: true; value: string } | { ok: false; problem: FieldProblem };

type TextRule = { min: number; max: number; multiline: boolean };

/** Control characters, halves of characters, line and paragraph separators, and the marks that reorder the text around them. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
const FORBIDDEN_BUT_LINES = /[^\P{Cc}\n\t]|[\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
/** Nothing that leaves ink: blanks, joiners, fillers, the empty Braille cell. */
const INVISIBLE = /^[\s\p{Z}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
/** More marks on one letter than any script has: they grow out of their line and over the ones around it. */
const TOWER_OF_MARKS = /\p{M}{9}/u;

function parseText(input: string, rule: TextRule): Parsed {
  const written = input.replaceAll("\r\n", "\n").normalize("NFC").trim();
  const value = INVISIBLE.test(written) ? "" : written;
  if ((rule.multiline ? FORBIDDEN_BUT_LINES : FORBIDDEN).test(value)) {
    return { ok: false, problem: "control_characters" };
  }
  const length = Array.from(value).length;
  if (length === 0 && rule.min > 0) return { ok: false, problem: "required" };
  if (length < rule.min) return { ok: false, problem: "too_short" };
  if (length > rule.max) return { ok: false, problem: "too_long" };
  if (TOWER_OF_MARKS.test(value)) return { ok: false, problem: "malformed" };
  return { ok: true, value };
}

/** A person's or a thing's name: 2–100 code points of any script, on one line. */
export function parseName(input: string): Parsed {
  return parseText(input, { min: 2, max: 100, multiline: false });
}

/** One optional line, at most 120 code points; empty is fine. */
export function parseLine(input: string): Parsed {
  return parseText(input, { min: 0, max: 120, multiline: false });
}

/** A message, reason or note: at most 500 code points, may have several lines; empty is fine. */
export function parseMessage(input: string): Parsed {
  return parseText(input, { min: 0, max: 500, multiline: true });
}

/** A description of a person or service: at most 2,000 code points, may have several lines; empty is fine. */
export function parseDescription(input: string): Parsed {
  return parseText(input, { min: 0, max: 2000, multiline: true });
}

/** No part before the @ holds anything invisible: two addresses that look alike are alike. */
const EMAIL =
  /^[^\s\p{C}@<>()[\]\\,;:"]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;

/** An e-mail address, lower-cased: at most 254 characters, 64 before the @ (RFC 5321 §4.5.3.1). */
export function parseEmail(input: string): Parsed {
  const text = parseText(input.toLowerCase(), { min: 1, max: 254, multiline: false });
  if (!text.ok) return text;
  const local = text.value.slice(0, text.value.lastIndexOf("@"));
  const wellFormed = EMAIL.test(text.value) && local.length <= 64 && !/^\.|\.\.|\.$/.test(local);
  return wellFormed ? text : { ok: false, problem: "malformed" };
}

/** The part of an e-mail address after the @, lower-cased. */
export function parseDomain(input: string): Parsed {
  // Whatever may stand after an @ is a domain, so there is one rule for both.
  const email = parseEmail(`x@${input.trim().replace(/^@/, "")}`);
  return email.ok ? { ok: true, value: email.value.slice("x@".length) } : email;
}

/** The mailbox behind an address, for counting and blocking: without case and without a plus tag. Dots count, as they do for most hosts. */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf("@");
  const local = email.slice(0, Math.max(at, 0));
  const tag = local.indexOf("+", 1);
  return (tag < 0 ? email : local.slice(0, tag) + email.slice(at)).toLowerCase();
}

/** A telephone number as typed: 5–15 digits (E.164), with an optional leading + and the usual separators. */
export function parsePhone(input: string): Parsed {
  const text = parseText(input, { min: 1, max: 40, multiline: false });
  if (!text.ok) return text;
  const digits = text.value.replace(/\D/g, "").length;
  const wellFormed = /^\+?[\d\s().\-/]+$/.test(text.value) && digits >= 5 && digits <= 15;
  return wellFormed ? text : { ok: false, problem: "malformed" };
}

/** A number that text messages can be sent to: with + and its country code, kept without separators ("+491701234567"). */
export function parseMobile(input: string): Parsed {
  const phone = parsePhone(input);
  if (!phone.ok) return phone;
  const value = phone.value.replaceAll(/[^+\d]/g, "");
  return /^\+[1-9]\d{6,14}$/.test(value)
    ? { ok: true, value }
    : { ok: false, problem: "malformed" };
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The part of an address that names a thing: 2–60 of a–z, 0–9 and single hyphens. */
export function parseSlug(input: string): Parsed {
  if (input.length < 2) return { ok: false, problem: input === "" ? "required" : "too_short" };
  if (input.length > 60) return { ok: false, problem: "too_long" };
  return SLUG.test(input) ? { ok: true, value: input } : { ok: false, problem: "malformed" };
}

/** A slug made of a name, or of `fallback` when the name has no Latin letters or digits. */
export function slugify(name: string, fallback: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-+|-+$/g, "");
  return slug.length >= 2 ? slug : fallback;
}

/** No name before the host: "https://bank.example@evil.example" leads to evil.example. */
const SECURE_URL = /^https:\/\/[^\s"'<>\\@/?#]+(?:[/?#][^\s"'<>\\]*)?$/;

/** A web address: https only, at most 500 characters, so that no screen loads or opens it over an open line. */
export function parseSecureUrl(input: string): Parsed {
  const text = parseText(input, { min: 1, max: 500, multiline: false });
  if (!text.ok) return text;
  return SECURE_URL.test(text.value) ? text : { ok: false, problem: "malformed" };
}

const OWN_PATH = /^\/[\w.-]+(?:\/[\w.-]+)*$/;

/** A picture's address: a secure one, or a path on the site itself ("/people/ann.svg"). */
export function parseImageUrl(input: string): Parsed {
  const isOwn = input.length <= 500 && OWN_PATH.test(input) && !input.includes("..");
  return isOwn ? { ok: true, value: input } : parseSecureUrl(input);
}

/** Whether this is the random name that a browser gave itself. */
export function isVisitorId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}
