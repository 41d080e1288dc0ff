import { randomUUID } from "node:crypto";
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type CryptoKey,
  type JWK,
} from "jose";
import { readJson, writeJson } from "../json-file.ts";
import type { Person } from "./people.ts";

/** The audience of every token, and so the id under which the one client is known. */
export const CLIENT_ID = "convex";

/** Ten minutes: short enough that a demo of half an hour sees tokens renewed. */
export const ID_TOKEN_SECONDS = 600;

const ALGORITHM = "RS256";

export interface SigningKey {
  privateKey: CryptoKey;
  /** The public half, as the JWKS shows it. */
  publicJwk: JWK & { kid: string };
}

/** The key kept in `file`, made at the first start: tokens stay valid over a restart. */
export async function loadSigningKey(file: string): Promise<SigningKey> {
  const saved = (await readJson(file)) as JWK | null;
  const jwk = saved ?? (await makeKey(file));
  const privateKey = await importJWK(jwk, ALGORITHM);
  if (privateKey instanceof Uint8Array || jwk.d === undefined) {
    throw new Error(`${file} holds no private key. Delete it to have a new one made.`);
  }
  const { n, e } = jwk as { n: string; e: string };
  const publicJwk = { kty: "RSA", n, e } as const;
  const kid = await calculateJwkThumbprint(publicJwk);
  return { privateKey, publicJwk: { ...publicJwk, kid, alg: ALGORITHM, use: "sig" } };
}

async function makeKey(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  await writeJson(file, jwk);
  return jwk;
}

/**
 * An OpenID Connect ID token. Each has its own `jti`: a client that is handed the same token twice stops renewing it.
 */
export async function signIdToken(
  key: SigningKey,
  { issuer, person, nonce }: { issuer: string; person: Person; nonce?: string | undefined },
): Promise<string> {
  const [givenName = person.name, ...rest] = person.name.split(" ");
  return new SignJWT({
    name: person.name,
    given_name: givenName,
    ...(rest.length > 0 && { family_name: rest.join(" ") }),
    email: person.email,
    email_verified: true,
    ...(nonce !== undefined && { nonce }),
  })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.publicJwk.kid, typ: "JWT" })
    .setIssuer(issuer)
    .setSubject(person.subject)
    .setAudience(CLIENT_ID)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${ID_TOKEN_SECONDS}s`)
    .sign(key.privateKey);
}
