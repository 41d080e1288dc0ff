import { timingSafeEqual } from "node:crypto";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import type { JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from "jose";
import type { Value } from "convex/values";
import type { AuthProvider } from "./auth-provider.ts";
import { RequestError } from "./errors.ts";
import type { Identity } from "./types.ts";

export interface VerifiedToken {
  identity: Identity;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** Claims of OpenID Connect under the names they have in `UserIdentity`. */
const ATTRIBUTE_OF_CLAIM: Record<string, string> = {
  name: "name",
  given_name: "givenName",
  family_name: "familyName",
  nickname: "nickname",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  website: "websiteUrl",
  email: "email",
  email_verified: "emailVerified",
  gender: "gender",
  birthdate: "birthday",
  zoneinfo: "timezone",
  locale: "language",
  phone_number: "phoneNumber",
  phone_number_verified: "phoneNumberVerified",
  address: "address",
  updated_at: "updatedAt",
};

/** Claims about the token and not about the person; they change with every refresh. */
const TOKEN_CLAIMS = new Set([
  ...["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "auth_time", "nonce"],
  ...["acr", "amr", "azp", "at_hash", "c_hash"],
]);

/** Seconds by which the clocks of issuer and server may differ. */
const CLOCK_TOLERANCE_S = 5;
/** A client waits for its sign-in meanwhile. */
const ISSUER_TIMEOUT_MS = 10_000;

/** Checks admin keys, and user tokens against the providers of the deployed auth.config. */
export class Authenticator {
  readonly #adminKey: string;
  readonly #providers: () => AuthProvider[];
  readonly #keys = new Map<string, JWTVerifyGetKey>();

  constructor(adminKey: string, providers: () => AuthProvider[]) {
    this.#adminKey = adminKey;
    this.#providers = providers;
  }

  /**
   * @param credentials the admin key, with ":" and a base64 identity after it to act as that user
   * @throws RequestError when the key is wrong
   */
  requireAdmin(credentials: string): Identity | null {
    const key = Buffer.from(this.#adminKey);
    const given = Buffer.from(credentials);
    const start = given.subarray(0, key.length);
    if (start.length !== key.length || !timingSafeEqual(start, key)) throw badAdminKey();
    const rest = given.subarray(key.length).toString();
    if (rest === "") return null;
    if (!rest.startsWith(":")) throw badAdminKey();
    return readIdentity(Buffer.from(rest.slice(1), "base64").toString());
  }

  /** @throws Error with a sentence on what is wrong with the token */
  async verify(token: string): Promise<VerifiedToken> {
    const claims = decodeJwt(token);
    const candidates = this.#providers().filter((provider) => isIssuedFor(provider, claims));
    const [provider] = candidates;
    if (provider === undefined) {
      throw new Error(
        `No auth provider of auth.config.ts has the token's issuer "${claims.iss ?? ""}" and audience ${JSON.stringify(claims.aud ?? null)}.`,
      );
    }
    const { payload } = await jwtVerify(token, await this.#keysOf(provider), checksOf(provider));
    if (typeof payload.sub !== "string") throw new Error("The token has no `sub` claim.");
    return { identity: identityOf(payload, provider), expiresAt: (payload.exp ?? 0) * 1000 };
  }

  async #keysOf(provider: AuthProvider): Promise<JWTVerifyGetKey> {
    const source = provider.type === "oidc" ? provider.domain : provider.jwks;
    const known = this.#keys.get(source);
    if (known !== undefined) return known;
    const url = provider.type === "oidc" ? await discoverJwks(provider.domain) : provider.jwks;
    const keys = createRemoteJWKSet(new URL(url), { cooldownDuration: 1000 });
    this.#keys.set(source, keys);
    return keys;
  }
}

function badAdminKey(): RequestError {
  return new RequestError(401, "BadDeployKey", "The admin key is wrong for this server.");
}

function readIdentity(json: string): Identity {
  try {
    return JSON.parse(json) as Identity;
  } catch {
    throw badAdminKey();
  }
}

function isIssuedFor(provider: AuthProvider, claims: JWTPayload): boolean {
  const issuer = provider.type === "oidc" ? provider.domain : provider.issuer;
  if (bareIssuer(claims.iss ?? "") !== bareIssuer(issuer)) return false;
  const audiences = [claims.aud ?? []].flat();
  return provider.applicationID === null || audiences.includes(provider.applicationID);
}

/** A provider may be written with or without scheme and closing slash. */
function bareIssuer(issuer: string): string {
  return issuer.replace(/^https:\/\//, "").replace(/\/$/, "");
}

function checksOf(provider: AuthProvider): JWTVerifyOptions {
  return {
    algorithms: provider.type === "oidc" ? ["RS256", "EdDSA", "ES256"] : [provider.algorithm],
    clockTolerance: CLOCK_TOLERANCE_S,
    requiredClaims: ["exp"],
  };
}

async function discoverJwks(domain: string): Promise<string> {
  const issuer = domain.includes("://") ? domain : `https://${domain}`;
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(ISSUER_TIMEOUT_MS) });
  const configuration = response.ok ? ((await response.json()) as { jwks_uri?: unknown }) : {};
  if (typeof configuration.jwks_uri === "string") return configuration.jwks_uri;
  throw new Error(`${url} answers ${response.status} and names no jwks_uri.`);
}

function identityOf(claims: JWTPayload, provider: AuthProvider): Identity {
  const issuer = claims.iss ?? "";
  const subject = claims.sub ?? "";
  const identity: Record<string, Value> = {};
  for (const [claim, value] of Object.entries(claims)) {
    if (TOKEN_CLAIMS.has(claim) || value === undefined) continue;
    if (provider.type === "customJwt") addFlat(identity, claim, value);
    else addClaim(identity, claim, value);
  }
  return { ...identity, tokenIdentifier: `${issuer}|${subject}`, issuer, subject };
}

/** Objects inside a custom JWT are reached as `identity["properties.id"]`. */
function addFlat(identity: Record<string, Value>, claim: string, value: unknown): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    addClaim(identity, claim, value);
    return;
  }
  for (const [name, inner] of Object.entries(value)) addFlat(identity, `${claim}.${name}`, inner);
}

function addClaim(identity: Record<string, Value>, claim: string, value: unknown): void {
  const name = ATTRIBUTE_OF_CLAIM[claim] ?? claim;
  if (name === "address" && typeof value === "object") identity[name] = JSON.stringify(value);
  else if (name === "updatedAt" && typeof value === "number") {
    identity[name] = new Date(value * 1000).toISOString();
  } else identity[name] = value as Value;
}
