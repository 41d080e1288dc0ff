import { readEnv } from "./env";

/*
 * Keys of links that people get by mail or hand to their calendar. Nothing of them is stored: whoever knows the secret can make the key
 * again, so each later mail can carry it, and nobody who reads the database has one.
 */

/** What a key opens, and of what. */
export type Purpose = "manage" | "file" | "feed" | "unsubscribe";

/** The key for a subject, 43 characters of base64url; null where links cannot be signed. */
export async function keyFor(purpose: Purpose, subject: string): Promise<string | null> {
  const secret = readEnv("LINK_SECRET");
  if (secret === null) return null;
  const text = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", text.encode(secret), algorithm, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, text.encode(`${purpose}:${subject}`));
  return base64url(new Uint8Array(mac));
}

/** Whether `given` is the key for a subject, in a time that does not depend on how much of it is right. */
export async function isKeyFor(purpose: Purpose, subject: string, given: string): Promise<boolean> {
  const key = await keyFor(purpose, subject);
  return key !== null && isSame(key, given);
}

/** A text as it may be kept: whoever reads it later cannot open what its links open. */
export function withoutKeys(text: string): string {
  return text.replaceAll(/(?<=[#/])[\w-]{43}(?![\w-])/g, "…");
}

/** Compares two texts without telling by the time it takes where they differ. */
export function isSame(known: string, given: string): boolean {
  if (known.length !== given.length) return false;
  let difference = 0;
  for (let index = 0; index < known.length; index += 1) {
    difference |= known.charCodeAt(index) ^ given.charCodeAt(index);
  }
  return difference === 0;
}

function base64url(bytes: Uint8Array): string {
  const plain = btoa(String.fromCharCode(...bytes));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
