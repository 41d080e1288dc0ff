import { createHash } from "node:crypto";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import os from "node:os";
import path from "node:path";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startIssuer, type Issuer } from "./issuer.ts";
import { PERSONAS } from "./personas.ts";

const APP = "http://127.0.0.1:5173";
const VERIFIER = "a-verifier-of-enough-characters-to-be-taken-as-one";
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

let dataDir: string;
let issuer: Issuer;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "issuer-"));
  issuer = await start();
});

afterEach(async () => {
  await issuer.stop();
  await rm(dataDir, { recursive: true });
});

function start(port = 0): Promise<Issuer> {
  return startIssuer({ dataDir, port, appOrigins: [APP], personas: PERSONAS });
}

function authorizeUrl(changes: Record<string, string> = {}): string {
  const parameters = new URLSearchParams({
    client_id: "convex",
    response_type: "code",
    redirect_uri: `${APP}/signed-in`,
    state: "a-state",
    nonce: "a-nonce",
    code_challenge: CHALLENGE,
    code_challenge_method: "S256",
    ...changes,
  });
  return `${issuer.url}/authorize?${parameters.toString()}`;
}

function post(url: string, form: Record<string, string>, headers: HeadersInit = {}) {
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams(form),
    headers,
    redirect: "manual",
  });
}

async function codeFor(form: Record<string, string>): Promise<string> {
  const response = await post(authorizeUrl(), form);
  expect(response.status).toBe(303);
  const back = new URL(response.headers.get("location") ?? "");
  expect(back.origin + back.pathname).toBe(`${APP}/signed-in`);
  expect(back.searchParams.get("state")).toBe("a-state");
  return back.searchParams.get("code") ?? "";
}

function redeem(code: string, changes: Record<string, string> = {}) {
  return post(`${issuer.url}/token`, {
    grant_type: "authorization_code",
    client_id: "convex",
    code,
    redirect_uri: `${APP}/signed-in`,
    code_verifier: VERIFIER,
    ...changes,
  });
}

interface Tokens {
  id_token: string;
  refresh_token: string;
}

async function tokensFor(form: Record<string, string>): Promise<Tokens> {
  const response = await redeem(await codeFor(form));
  expect(response.status).toBe(200);
  return (await response.json()) as Tokens;
}

function refresh(refreshToken: string) {
  return post(`${issuer.url}/token`, {
    grant_type: "refresh_token",
    refresh_token: refreshToken,
  });
}

async function expectRefusal(response: Response, status: number, sentence: RegExp) {
  expect(response.status).toBe(status);
  const body = (await response.json()) as { error: string; error_description: string };
  expect(body.error).not.toBe("");
  expect(body.error_description).toMatch(sentence);
}

describe("tokens", () => {
  test("verify against the keys that discovery names, with issuer, audience and the person", async () => {
    const discovery = (await (
      await fetch(`${issuer.url}/.well-known/openid-configuration`)
    ).json()) as { issuer: string; jwks_uri: string };
    const { id_token: idToken } = await tokensFor({ subject: "persona-maya" });

    const { payload, protectedHeader } = await jwtVerify(
      idToken,
      createRemoteJWKSet(new URL(discovery.jwks_uri)),
      { issuer: discovery.issuer, audience: "convex" },
    );
    expect(protectedHeader.alg).toBe("RS256");
    expect(payload).toMatchObject({
      sub: "persona-maya",
      name: "Maya Chen",
      given_name: "Maya",
      family_name: "Chen",
      email: "maya@example.com",
      email_verified: true,
      nonce: "a-nonce",
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
  });

  test("never come twice: each has its own jti", async () => {
    const first = await tokensFor({ subject: "persona-maya" });
    const second = (await (await refresh(first.refresh_token)).json()) as Tokens;
    expect(decodeJwt(second.id_token).jti).not.toBe(decodeJwt(first.id_token).jti);
    expect(decodeJwt(second.id_token).sub).toBe("persona-maya");
  });

  test("outlive a restart of the issuer: key, people and sessions are kept, readable by their owner only", async () => {
    const tokens = await tokensFor({ name: "Nora Lind", email: "nora@example.com" });
    const port = Number(new URL(issuer.url).port);
    await issuer.stop();
    issuer = await start(port);

    const keys = createRemoteJWKSet(new URL(`${issuer.url}/.well-known/jwks.json`));
    await expect(jwtVerify(tokens.id_token, keys)).resolves.toBeDefined();
    const renewed = (await (await refresh(tokens.refresh_token)).json()) as Tokens;
    expect(decodeJwt(renewed.id_token)).toMatchObject({ name: "Nora Lind" });
    for (const file of ["key.json", "people.json"]) {
      expect((await stat(path.join(dataDir, file))).mode & 0o077).toBe(0);
    }
  });

  test("are no longer renewed after signing out, in that session alone", async () => {
    const [here, elsewhere] = [
      await tokensFor({ subject: "persona-maya" }),
      await tokensFor({ subject: "persona-maya" }),
    ];
    expect((await post(`${issuer.url}/revoke`, { token: here.refresh_token })).status).toBe(200);
    await expectRefusal(await refresh(here.refresh_token), 400, /session has ended/);
    expect((await refresh(elsewhere.refresh_token)).status).toBe(200);
  });
});

describe("a code", () => {
  test("is refused with the wrong verifier, and used up by the attempt", async () => {
    const code = await codeFor({ subject: "persona-carl" });
    await expectRefusal(
      await redeem(code, { code_verifier: "another" }),
      400,
      /code_verifier does not match/,
    );
    await expectRefusal(await redeem(code), 400, /unknown, used or too old/);
  });

  test("is refused the second time", async () => {
    const code = await codeFor({ subject: "persona-carl" });
    expect((await redeem(code)).status).toBe(200);
    await expectRefusal(await redeem(code), 400, /unknown, used or too old/);
  });

  test("is refused with another redirect address than it was issued for", async () => {
    const code = await codeFor({ subject: "persona-carl" });
    await expectRefusal(
      await redeem(code, { redirect_uri: `${APP}/elsewhere` }),
      400,
      /redirect_uri is not the one/,
    );
  });
});

describe("an authorization request", () => {
  test.each([
    ["a foreign redirect", { redirect_uri: "https://evil.example/" }, /redirect_uri must be/],
    ["a redirect that only begins alike", { redirect_uri: `${APP}.evil.example/` }, /redirect_uri/],
    ["a script as redirect", { redirect_uri: "javascript:alert(1)" }, /redirect_uri must be/],
    ["an unknown client", { client_id: "other" }, /client_id must be/],
    ["no PKCE", { code_challenge: "" }, /PKCE is required/],
    ["plain PKCE", { code_challenge_method: "plain" }, /PKCE is required/],
    ["the implicit flow", { response_type: "token" }, /response_type must be/],
  ])("with %s is refused with a sentence, to look at and to send", async (_, changes, sentence) => {
    const url = authorizeUrl(changes);
    for (const response of [await fetch(url), await post(url, { subject: "persona-maya" })]) {
      expect(response.status).toBe(400);
      expect(response.headers.get("location")).toBeNull();
      expect(await response.text()).toMatch(sentence);
    }
  });

  test("for somebody who is not there is refused", async () => {
    const response = await post(authorizeUrl(), { subject: "persona-nobody" });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("Nobody here has the id");
  });

  test("shows everybody with what they may do, and who signed up here", async () => {
    await codeFor({ name: "Nora Lind", email: "nora@example.com" });
    const page = await (await fetch(authorizeUrl())).text();
    for (const { subject, name } of PERSONAS) {
      expect(page).toContain(`value="${subject}"`);
      expect(page).toContain(name);
    }
    expect(page).toContain("Owns the marketplace");
    expect(page).toContain("Nora Lind");
  });
});

describe("signing up", () => {
  test("makes a person whose token carries name and address", async () => {
    const { id_token: idToken } = await tokensFor({ name: " Nora  Lind ", email: "nora@x.org" });
    expect(decodeJwt(idToken)).toMatchObject({ name: "Nora Lind", email: "nora@x.org" });
    expect(decodeJwt(idToken).sub).toMatch(/^person-/);
  });

  test("twice with the same form, as by a double click, makes one person", async () => {
    const form = { name: "Nora Lind", email: "nora@example.com" };
    const [first, second] = [await tokensFor(form), await tokensFor(form)];
    expect(decodeJwt(second.id_token).sub).toBe(decodeJwt(first.id_token).sub);
  });

  test.each([
    [{ name: "", email: "nora@example.com" }, "Please give a name"],
    [{ name: "n".repeat(81), email: "nora@example.com" }, "Please give a name"],
    [{ name: "Nora", email: "nora" }, "Please give an e-mail address"],
    [{ name: "Nora", email: "MAYA@example.com" }, "Maya Chen already has this address"],
  ])("with %o is refused on the page, which keeps what was typed", async (form, sentence) => {
    const response = await post(authorizeUrl(), form);
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(sentence);
    expect(page).toContain(`value="${form.email}"`);
  });

  test("cannot put markup on the page", async () => {
    const response = await post(authorizeUrl(), { name: '"><b>Bold', email: "x" });
    expect(await response.text()).not.toContain("<b>");
  });
});

describe("the server", () => {
  test("lets only the application's origin read tokens", async () => {
    const form = { grant_type: "refresh_token", refresh_token: "x" };
    const own = await post(`${issuer.url}/token`, form, { origin: APP });
    expect(own.headers.get("access-control-allow-origin")).toBe(APP);
    const foreign = await post(`${issuer.url}/token`, form, { origin: "https://evil.example" });
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("answers a foreign host name, an unknown path and broken forms with a sentence", async () => {
    expect(await statusWithHost("evil.example")).toBe(421);
    await expectRefusal(await fetch(`${issuer.url}/nothing`), 404, /There is no GET \/nothing/);
    await expectRefusal(
      await fetch(`${issuer.url}/token`, { method: "POST", body: "{}" }),
      415,
      /Send a form/,
    );
    await expectRefusal(
      await post(`${issuer.url}/token`, { padding: "x".repeat(20_000) }),
      413,
      /at most 16384 bytes/,
    );
    await expectRefusal(await post(`${issuer.url}/token`, {}), 400, /grant_type must be/);
  });

  test("says which file to delete when its data is damaged", async () => {
    await issuer.stop();
    await writeFile(path.join(dataDir, "people.json"), "{ half");
    await expect(start()).rejects.toThrow(/people\.json is damaged/);
    await rm(path.join(dataDir, "people.json"));
    issuer = await start();
  });
});

/** fetch() does not let a caller choose the Host header. */
function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${issuer.url}/authorize`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("error", reject);
    request.end();
  });
}
