import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { JWTPayload } from "jose";

export type Issuer = {
  url: string;
  /** A signed token for `subject`; claims may replace what is usual. */
  token(subject: string, options?: { claims?: JWTPayload; seconds?: number }): Promise<string>;
  /** A token that says it is from this issuer and is signed with another key. */
  forged(subject: string): Promise<string>;
  stop(): Promise<void>;
};

/** An OpenID provider on 127.0.0.1: its configuration, its keys, and tokens without asking. */
export async function startIssuer(alg: "RS256" | "ES256" | "EdDSA" = "RS256"): Promise<Issuer> {
  const [own, other] = await Promise.all([generateKeyPair(alg), generateKeyPair(alg)]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "test", alg, use: "sig" };
  const server = createServer((request, response) => {
    const isConfiguration = request.url === "/.well-known/openid-configuration";
    const isKeys = request.url === "/jwks";
    response.writeHead(isConfiguration || isKeys ? 200 : 404, {
      "content-type": "application/json",
    });
    const configuration = { issuer: url, jwks_uri: `${url}/jwks` };
    response.end(JSON.stringify(isConfiguration ? configuration : isKeys ? { keys: [jwk] } : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = (key: CryptoKey, claims: JWTPayload, seconds = 3600) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      iss: url,
      aud: "convex",
      iat: now,
      exp: now + seconds,
      jti: randomUUID(),
      ...claims,
    })
      .setProtectedHeader({ alg, kid: "test", typ: "JWT" })
      .sign(key);
  };
  return {
    url,
    token: (sub, { claims, seconds } = {}) => sign(own.privateKey, { sub, ...claims }, seconds),
    forged: (sub) => sign(other.privateKey, { sub }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
