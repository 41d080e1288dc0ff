import { beforeEach, describe, expect, test } from "vitest";
import { LocalSession } from "./local-session";

const ISSUER = "http://127.0.0.1:3212";
const APP = "http://127.0.0.1:5173";
const MINUTE = 60_000;

let stored: Map<string, string>;
let now: number;
/** What the session sent, in order: path and form. */
let sent: { path: string; form: Record<string, string> }[];
let answer: (form: Record<string, string>) => Response | Promise<Response>;

beforeEach(() => {
  stored = new Map();
  now = 1_800_000_000_000;
  sent = [];
  answer = ({ code }) => issued(code ?? "renewed");
});

function open(): LocalSession {
  return new LocalSession({
    issuer: ISSUER,
    appOrigin: APP,
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    fetch: async (input, init) => {
      const form = Object.fromEntries(init?.body as URLSearchParams) as Record<string, string>;
      sent.push({ path: (input as string).replace(ISSUER, ""), form });
      return answer(form);
    },
    now: () => now,
  });
}

/** Tokens of Sofía for ten minutes; `label` tells them apart. */
function issued(label: string): Response {
  const claims = { name: "Sofía Ramírez", email: "s@x.org", exp: now / 1000 + 600, jti: label };
  const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return Response.json({ id_token: `head.${payload}.signature`, refresh_token: "refresh" });
}

function labelOf(token: string | null): unknown {
  if (token === null) return null;
  const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  return (JSON.parse(payload) as { jti: string }).jti;
}

async function signIn(session: LocalSession, returnTo = "/dashboard"): Promise<string | null> {
  const { state } = Object.fromEntries(new URL(await session.departTo(returnTo)).searchParams);
  const shown = session.arriveFrom(new URL(`${APP}/signed-in?code=first&state=${state ?? ""}`));
  await settled(session);
  return shown;
}

function settled(session: LocalSession): Promise<void> {
  return new Promise((resolve) => {
    if (session.getState().status !== "unknown") {
      resolve();
      return;
    }
    const stop = session.subscribe(() => {
      stop();
      resolve();
    });
  });
}

describe("signing in", () => {
  test("sends the challenge away, keeps the verifier, and comes back to the page it left", async () => {
    const session = open();
    const address = new URL(await session.departTo("/dashboard?week=3"));
    expect(address.origin + address.pathname).toBe(`${ISSUER}/authorize`);
    const away = Object.fromEntries(address.searchParams);
    expect(away).toMatchObject({ client_id: "convex", redirect_uri: `${APP}/signed-in` });

    const back = new URL(`${APP}/signed-in?code=first&state=${away.state ?? ""}`);
    expect(session.arriveFrom(back)).toBe("/dashboard?week=3");
    expect(session.getState().status).toBe("unknown");
    await settled(session);

    expect(session.getState()).toEqual({
      status: "signedIn",
      profile: { name: "Sofía Ramírez", email: "s@x.org" },
    });
    const verifier = sent[0]?.form.code_verifier ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    expect(Buffer.from(digest).toString("base64url")).toBe(away.code_challenge);
  });

  test("outlives a reload", async () => {
    await signIn(open());
    expect(open().getState().status).toBe("signedIn");
  });

  test("takes no code it did not ask for", async () => {
    const session = open();
    expect(session.arriveFrom(new URL(`${APP}/signed-in?code=foreign&state=guess`))).toBe("/");
    await session.departTo("/dashboard");
    expect(session.arriveFrom(new URL(`${APP}/signed-in?code=foreign&state=guess`))).toBe(
      "/dashboard",
    );
    expect(sent).toEqual([]);
    expect(session.getState().status).toBe("signedOut");
  });

  test("that the issuer refuses leaves one signed out", async () => {
    answer = () => Response.json({ error: "invalid_grant" }, { status: 400 });
    const session = open();
    await signIn(session);
    expect(session.getState().status).toBe("signedOut");
  });

  test("leaves every other address alone", () => {
    expect(open().arriveFrom(new URL(`${APP}/dashboard?code=1&state=2`))).toBeNull();
  });
});

describe("a token", () => {
  test("is used again until a minute before its end, then renewed", async () => {
    const session = open();
    await signIn(session);
    now += 8 * MINUTE;
    expect(labelOf(await session.token({ force: false }))).toBe("first");
    now += 1.5 * MINUTE;
    expect(labelOf(await session.token({ force: false }))).toBe("renewed");
  });

  test("is renewed on demand, once for all who ask at the same time", async () => {
    const session = open();
    await signIn(session);
    sent = [];
    const tokens = await Promise.all([1, 2, 3].map(() => session.token({ force: true })));
    expect(tokens.map(labelOf)).toEqual(["renewed", "renewed", "renewed"]);
    expect(sent).toHaveLength(1);
  });

  test("that cannot be renewed because nobody answers serves to its end, and the session stays", async () => {
    const session = open();
    await signIn(session);
    answer = () => Promise.reject(new TypeError("no network"));
    expect(labelOf(await session.token({ force: true }))).toBe("first");
    now += 11 * MINUTE;
    expect(await session.token({ force: false })).toBeNull();
    expect(session.getState().status).toBe("signedIn");

    answer = () => issued("later");
    expect(labelOf(await session.token({ force: false }))).toBe("later");
  });

  test("that is refused ends the session", async () => {
    const session = open();
    await signIn(session);
    answer = () => Response.json({ error: "invalid_grant" }, { status: 400 });
    expect(await session.token({ force: true })).toBeNull();
    expect(session.getState().status).toBe("signedOut");
    expect(open().getState().status).toBe("signedOut");
  });

  test("that arrives after signing out is thrown away", async () => {
    const session = open();
    await signIn(session);
    let arrive: (response: Response) => void = () => undefined;
    answer = ({ grant_type: kind }) =>
      kind === "refresh_token"
        ? new Promise((resolve) => (arrive = resolve))
        : new Response("{}", { status: 200 });
    const renewal = session.token({ force: true });
    await session.signOut();
    arrive(issued("late"));
    expect(await renewal).toBeNull();
    expect(session.getState().status).toBe("signedOut");
  });
});

test("signing out tells the issuer, and forgets also when it does not answer", async () => {
  const session = open();
  await signIn(session);
  answer = () => Promise.reject(new TypeError("no network"));
  await session.signOut();
  expect(sent.at(-1)).toEqual({ path: "/revoke", form: { token: "refresh" } });
  expect(session.getState().status).toBe("signedOut");
  expect(open().getState().status).toBe("signedOut");
});
