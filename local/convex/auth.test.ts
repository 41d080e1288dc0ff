import { writeFile } from "node:fs/promises";
import path from "node:path";
import { ConvexClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { api } from "./fixture/convex/_generated/api";
import {
  copyOfFixture,
  deployFixture,
  httpClient,
  setEnvironment,
  startFixture,
} from "./fixture-server.testing.ts";
import type { FixtureServer } from "./fixture-server.testing.ts";
import { startIssuer } from "./issuer.testing.ts";
import type { Issuer } from "./issuer.testing.ts";

let server: FixtureServer;
let issuer: Issuer;
beforeAll(async () => {
  issuer = await startIssuer();
  server = await startFixture({ env: { ISSUER_URL: issuer.url } });
});
afterAll(async () => {
  await server.stop();
  await issuer.stop();
});

async function me(token: string) {
  const client = httpClient(server);
  client.setAuth(token);
  return await client.query(api.people.me, {});
}

describe("a token of the deployment's provider", () => {
  test("gives its subject, issuer and the claims of OpenID by Convex's names", async () => {
    const claims = { name: "Ada", email: "ada@example.com", email_verified: true };
    expect(await me(await issuer.token("ada", { claims }))).toEqual({
      subject: "ada",
      issuer: issuer.url,
      tokenIdentifier: `${issuer.url}|ada`,
      name: "Ada",
      email: "ada@example.com",
      emailVerified: true,
    });
  });

  test("is refused when it ended, is for somebody else, is of nobody known, or is forged", async () => {
    const refused = [
      await issuer.token("ada", { seconds: -3600 }),
      await issuer.token("ada", { claims: { aud: "another" } }),
      await issuer.token("ada", { claims: { iss: "https://other.example" } }),
      await issuer.forged("ada"),
    ];
    for (const token of refused) await expect(me(token)).rejects.toThrow();
  });

  test("is known to actions and HTTP actions, and not to a component or a scheduled function", async () => {
    const token = await issuer.token("ada");
    const client = httpClient(server);
    client.setAuth(token);
    expect(await client.action(api.people.callerOfAction, {})).toMatchObject({ subject: "ada" });
    const response = await fetch(`${server.siteUrl}/echo`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await response.json()).toMatchObject({ subject: "ada" });
  });
});

describe("a live client", () => {
  test("sees its queries change with sign-in, another person and sign-out", async () => {
    const client = new ConvexClient(server.url, {
      logger: false,
      skipConvexDeploymentUrlCheck: true,
    });
    onTestFinished(() => client.close());
    const seen: (string | null)[] = [];
    client.onUpdate(api.people.me, {}, (person) => seen.push(person?.subject ?? null));
    await expect.poll(() => seen).toEqual([null]);
    client.setAuth(() => issuer.token("ada"));
    await expect.poll(() => seen.at(-1)).toBe("ada");
    client.setAuth(() => issuer.token("grace"));
    await expect.poll(() => seen.at(-1)).toBe("grace");
    client.client.clearAuth();
    await expect.poll(() => seen.at(-1)).toBe(null);
  });

  test("asks for a new token before the old one ends, and stays signed in", async () => {
    const client = new ConvexClient(server.url, {
      logger: false,
      skipConvexDeploymentUrlCheck: true,
      authRefreshTokenLeewaySeconds: 2,
    });
    onTestFinished(() => client.close());
    let asked = 0;
    const signedIn: boolean[] = [];
    client.setAuth(
      () => {
        asked += 1;
        return issuer.token("ada", { seconds: 4 });
      },
      (isAuthenticated) => signedIn.push(isAuthenticated),
    );
    await expect.poll(() => asked, { timeout: 15_000 }).toBeGreaterThan(2);
    expect(signedIn).not.toContain(false);
    expect((await client.query(api.people.me, {}))?.subject).toBe("ada");
  });

  test("is told of a token that nobody known signed", async () => {
    const client = new ConvexClient(server.url, {
      logger: false,
      skipConvexDeploymentUrlCheck: true,
    });
    onTestFinished(() => client.close());
    const signedIn: boolean[] = [];
    client.setAuth(
      () => issuer.forged("ada"),
      (isAuthenticated) => signedIn.push(isAuthenticated),
    );
    await expect.poll(() => signedIn).toContain(false);
    expect(await client.query(api.people.me, {})).toBeNull();
  });
});

test("a provider of custom tokens is known by its issuer and keys, without OpenID's configuration", async () => {
  const custom = await startIssuer("ES256");
  onTestFinished(() => custom.stop());
  const project = await copyOfFixture();
  const provider = {
    type: "customJwt",
    issuer: custom.url,
    jwks: `${custom.url}/jwks`,
    algorithm: "ES256",
  };
  const config = `export default { providers: [${JSON.stringify(provider)}] };\n`;
  await writeFile(path.join(project, "convex", "auth.config.ts"), config);
  await deployFixture(server, project);
  const token = await custom.token("mallory", { claims: { plan: "pro" } });
  expect(await me(token)).toMatchObject({ subject: "mallory", issuer: custom.url });
  await expect(me(await issuer.token("ada"))).rejects.toThrow();
});

test.each(["ES256", "EdDSA"] as const)("a provider may sign with %s", async (alg) => {
  const second = await startIssuer(alg);
  onTestFinished(() => second.stop());
  await setEnvironment(server, { ISSUER_URL: second.url });
  await deployFixture(server);
  expect((await me(await second.token("eve")))?.subject).toBe("eve");
});
