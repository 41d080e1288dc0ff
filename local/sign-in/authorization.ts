import { createHash, randomBytes } from "node:crypto";
import { CLIENT_ID } from "./id-token.ts";
import { Refusal } from "./refusal.ts";

/** What an application asks for when it sends somebody here (RFC 6749 §4.1.1 with PKCE, RFC 7636). */
export interface AuthorizationRequest {
  redirectUri: string;
  state: string | undefined;
  nonce: string | undefined;
  codeChallenge: string;
}

/** A SHA-256 in base64url: 43 characters. */
const CHALLENGE = /^[\w-]{43}$/;

/**
 * Reads the parameters of an authorization request. Everything is refused on our own page and nothing by a redirect,
 * because the reader of the mistake is the developer who sits in front of it.
 */
export function readAuthorizationRequest(
  parameters: URLSearchParams,
  allowedOrigins: readonly string[],
): AuthorizationRequest {
  const redirectUri = parameters.get("redirect_uri") ?? "";
  const origin = URL.canParse(redirectUri) ? new URL(redirectUri).origin : null;
  if (origin === null || !allowedOrigins.includes(origin)) {
    throw new Refusal(
      "invalid_request",
      `redirect_uri must be an address of ${allowedOrigins.join(" or ")}, not "${redirectUri}".`,
    );
  }
  if (parameters.get("client_id") !== CLIENT_ID) {
    throw new Refusal("invalid_client", `client_id must be "${CLIENT_ID}".`);
  }
  if (parameters.get("response_type") !== "code") {
    throw new Refusal("unsupported_response_type", 'response_type must be "code".');
  }
  const codeChallenge = parameters.get("code_challenge") ?? "";
  if (parameters.get("code_challenge_method") !== "S256" || !CHALLENGE.test(codeChallenge)) {
    throw new Refusal(
      "invalid_request",
      "PKCE is required: send code_challenge with code_challenge_method=S256.",
    );
  }
  return {
    redirectUri,
    state: parameters.get("state") ?? undefined,
    nonce: parameters.get("nonce") ?? undefined,
    codeChallenge,
  };
}

/** Back to the application, with the code and the state it sent. */
export function redirectWithCode(request: AuthorizationRequest, code: string): string {
  const url = new URL(request.redirectUri);
  url.searchParams.set("code", code);
  if (request.state !== undefined) url.searchParams.set("state", request.state);
  return url.href;
}

export interface Grant {
  subject: string;
  request: AuthorizationRequest;
}

/** One minute, as RFC 6749 advises at most ten: the application redeems its code at once. */
const CODE_MS = 60_000;

/** The codes that wait to be redeemed. They live in memory: after a restart one simply signs in again. */
export class AuthorizationCodes {
  readonly #waiting = new Map<string, Grant & { expiresMs: number }>();

  issue(grant: Grant, nowMs: number): string {
    for (const [code, { expiresMs }] of this.#waiting) {
      if (expiresMs <= nowMs) this.#waiting.delete(code);
    }
    const code = randomBytes(32).toString("base64url");
    this.#waiting.set(code, { ...grant, expiresMs: nowMs + CODE_MS });
    return code;
  }

  /** Any attempt uses the code up, also one that fails: who guesses a verifier gets one guess. */
  redeem(code: string, proof: { redirectUri: string; verifier: string }, nowMs: number): Grant {
    const grant = this.#waiting.get(code);
    this.#waiting.delete(code);
    if (grant === undefined || grant.expiresMs <= nowMs) {
      throw new Refusal("invalid_grant", "This code is unknown, used or too old. Sign in again.");
    }
    if (grant.request.redirectUri !== proof.redirectUri) {
      throw new Refusal("invalid_grant", "redirect_uri is not the one the code was issued for.");
    }
    const challenge = createHash("sha256").update(proof.verifier).digest("base64url");
    if (challenge !== grant.request.codeChallenge) {
      throw new Refusal("invalid_grant", "code_verifier does not match the code_challenge.");
    }
    return grant;
  }
}
