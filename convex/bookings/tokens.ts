import { codeFrom } from "../../core/bookings/code.ts";
import { fail } from "../errors";
import { hash } from "../hash";

export { hash } from "../hash";

/** base64url of at least 128 random bits. */
const TOKEN = /^[A-Za-z0-9_-]{22,128}$/;

/**
 * The hash under which a booking's token is stored. The browser draws the token, so that a hold whose answer was lost can be
 * asked for again, and nobody who reads the database can manage a booking.
 */
export async function hashToken(token: string): Promise<string> {
  if (!TOKEN.test(token))
    fail("INVALID_INPUT", { problems: [{ field: "token", problem: "malformed" }] });
  return await hash(token);
}

/** A fresh confirmation code. */
export function drawCode(): string {
  const code = codeFrom(crypto.getRandomValues(new Uint8Array(16)));
  return code ?? drawCode();
}

/** A token nobody else knows: 128 random bits. */
export function drawToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
