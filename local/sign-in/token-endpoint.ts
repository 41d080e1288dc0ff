import type { AuthorizationCodes } from "./authorization.ts";
import { ID_TOKEN_SECONDS, signIdToken, type SigningKey } from "./id-token.ts";
import type { People, Person } from "./people.ts";
import { Refusal } from "./refusal.ts";

export interface TokenContext {
  issuer: string;
  key: SigningKey;
  people: People;
  codes: AuthorizationCodes;
}

export interface TokenResponse {
  token_type: "Bearer";
  expires_in: number;
  id_token: string;
  /** OAuth wants one. No resource here takes an access token, so it is the ID token once more. */
  access_token: string;
  refresh_token: string;
}

/** Answers a token request: a code with its verifier, or a refresh token, for a fresh ID token. */
export async function answerTokenRequest(
  context: TokenContext,
  form: URLSearchParams,
): Promise<TokenResponse> {
  const nowMs = Date.now();
  switch (form.get("grant_type")) {
    case "authorization_code": {
      const { subject, request } = context.codes.redeem(
        form.get("code") ?? "",
        { redirectUri: form.get("redirect_uri") ?? "", verifier: form.get("code_verifier") ?? "" },
        nowMs,
      );
      const person = context.people.find(subject);
      if (person === undefined) throw new Refusal("invalid_grant", "This person is gone.");
      const refreshToken = await context.people.startSession(subject, nowMs);
      return tokens(context, { person, nonce: request.nonce, refreshToken });
    }
    case "refresh_token": {
      const refreshToken = form.get("refresh_token") ?? "";
      const person = context.people.findBySession(refreshToken, nowMs);
      if (person === undefined) {
        throw new Refusal("invalid_grant", "This session has ended. Sign in again.");
      }
      return tokens(context, { person, refreshToken });
    }
    default:
      throw new Refusal(
        "unsupported_grant_type",
        'grant_type must be "authorization_code" or "refresh_token".',
      );
  }
}

async function tokens(
  { issuer, key }: TokenContext,
  session: { person: Person; nonce?: string | undefined; refreshToken: string },
): Promise<TokenResponse> {
  const idToken = await signIdToken(key, { issuer, ...session });
  return {
    token_type: "Bearer",
    expires_in: ID_TOKEN_SECONDS,
    id_token: idToken,
    access_token: idToken,
    refresh_token: session.refreshToken,
  };
}
