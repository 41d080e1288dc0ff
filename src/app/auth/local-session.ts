/** What one session needs from its surroundings; tests give their own. */
export interface LocalSessionOptions {
  /** Address of the issuer, without a slash at its end. */
  issuer: string;
  /** Where this application takes people back, without a path: its own origin. */
  appOrigin: string;
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  fetch: typeof globalThis.fetch;
  now: () => number;
}

interface Tokens {
  idToken: string;
  refreshToken: string;
}

/** What has to be remembered while the person is away at the issuer. */
interface Departure {
  state: string;
  verifier: string;
  returnTo: string;
}

export interface Profile {
  name?: string;
  email?: string;
  pictureUrl?: string;
}

/** `unknown` until a code that came with the address has been redeemed. */
export type LocalState =
  { status: "unknown" } | { status: "signedOut" } | { status: "signedIn"; profile: Profile };

/** The path to which the issuer sends people back. */
export const RETURN_PATH = "/signed-in";

const CLIENT_ID = "convex";
const TOKENS = "sign-in.tokens";
const DEPARTURE = "sign-in.departure";

/** A token is renewed this long before its end, so that it is still good when the server looks at it. */
const RENEW_BEFORE_MS = 60_000;

/**
 * A session at an OpenID issuer, by redirect with PKCE. Tokens are kept in `storage`: sessionStorage, so that each tab
 * has its own person. On one's own machine that is the point: a customer and a member side by side in one browser.
 */
export class LocalSession {
  #state: LocalState;
  #tokens: Tokens | null;
  #renewal: Promise<string | null> | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #options: LocalSessionOptions;

  constructor(options: LocalSessionOptions) {
    this.#options = options;
    this.#tokens = this.#read(TOKENS) as Tokens | null;
    this.#state = stateOf(this.#tokens);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): LocalState => this.#state;

  /** Remembers where the person was and gives the issuer's address to send them to. */
  async departTo(returnTo: string): Promise<string> {
    const departure = { state: randomText(), verifier: randomText(), returnTo };
    this.#write(DEPARTURE, departure);
    const parameters = new URLSearchParams({
      client_id: CLIENT_ID,
      response_type: "code",
      scope: "openid profile email",
      redirect_uri: this.#redirectUri(),
      state: departure.state,
      code_challenge: await challengeOf(departure.verifier),
      code_challenge_method: "S256",
    });
    return `${this.#options.issuer}/authorize?${parameters.toString()}`;
  }

  /**
   * Takes the code from the address on which the issuer sent the person back, and redeems it in the background.
   * Returns the page to show now, or null when this address is not such a way back.
   */
  arriveFrom(address: URL): string | null {
    if (address.pathname !== RETURN_PATH) return null;
    // It is kept: who goes back to the issuer's page and chooses again comes by here again, with the same state.
    const departure = this.#read(DEPARTURE) as Departure | null;
    const code = address.searchParams.get("code");
    // Somebody else's code, from a forged link, must not sign this tab in.
    if (
      departure === null ||
      code === null ||
      address.searchParams.get("state") !== departure.state
    ) {
      return departure?.returnTo ?? "/";
    }
    this.#become({ status: "unknown" });
    void this.#redeem(code, departure.verifier);
    return departure.returnTo;
  }

  /** A token that is good for a while, or null when the session has ended or cannot be renewed just now. */
  async token({ force }: { force: boolean }): Promise<string | null> {
    if (this.#tokens === null) return null;
    if (!force && this.#lastsMs(this.#tokens) > RENEW_BEFORE_MS) return this.#tokens.idToken;
    // Two askers at once share one renewal.
    this.#renewal ??= this.#renew(this.#tokens).finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async signOut(): Promise<void> {
    const ended = this.#tokens;
    this.#keep(null);
    if (ended === null) return;
    try {
      await this.#post("/revoke", { token: ended.refreshToken });
    } catch {
      // The issuer is away. This tab has forgotten its tokens, and the session there ends by its age.
    }
  }

  async #redeem(code: string, verifier: string): Promise<void> {
    const answer = await this.#requestTokens({
      grant_type: "authorization_code",
      code,
      code_verifier: verifier,
      redirect_uri: this.#redirectUri(),
    });
    this.#keep(typeof answer === "string" ? null : answer);
  }

  async #renew(tokens: Tokens): Promise<string | null> {
    const answer = await this.#requestTokens({
      grant_type: "refresh_token",
      refresh_token: tokens.refreshToken,
    });
    // Signed out, or signed in as another, while the answer was under way.
    if (this.#tokens?.refreshToken !== tokens.refreshToken) return null;
    if (answer === "unreachable") return this.#lastsMs(tokens) > 0 ? tokens.idToken : null;
    if (answer === "refused") {
      this.#keep(null);
      return null;
    }
    this.#keep(answer);
    return answer.idToken;
  }

  #lastsMs({ idToken }: Tokens): number {
    return Number(claimsOf(idToken).exp) * 1000 - this.#options.now();
  }

  async #requestTokens(form: Record<string, string>): Promise<Tokens | "refused" | "unreachable"> {
    try {
      const response = await this.#post("/token", { client_id: CLIENT_ID, ...form });
      if (response.status >= 500) return "unreachable";
      if (!response.ok) return "refused";
      const body = (await response.json()) as { id_token: string; refresh_token: string };
      return { idToken: body.id_token, refreshToken: body.refresh_token };
    } catch {
      return "unreachable";
    }
  }

  #post(path: string, form: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams(form);
    return this.#options.fetch(this.#options.issuer + path, { method: "POST", body });
  }

  #redirectUri(): string {
    return this.#options.appOrigin + RETURN_PATH;
  }

  #keep(tokens: Tokens | null): void {
    this.#tokens = tokens;
    this.#write(TOKENS, tokens);
    this.#become(stateOf(tokens));
  }

  #become(state: LocalState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #read(key: string): unknown {
    const text = this.#options.storage.getItem(key);
    return text === null ? null : JSON.parse(text);
  }

  #write(key: string, value: unknown): void {
    if (value === null) this.#options.storage.removeItem(key);
    else this.#options.storage.setItem(key, JSON.stringify(value));
  }
}

function stateOf(tokens: Tokens | null): LocalState {
  if (tokens === null) return { status: "signedOut" };
  const { name, email, picture } = claimsOf(tokens.idToken);
  return {
    status: "signedIn",
    profile: {
      ...(typeof name === "string" && { name }),
      ...(typeof email === "string" && { email }),
      ...(typeof picture === "string" && { pictureUrl: picture }),
    },
  };
}

/** What a token says. It is the server that verifies it; here it only greets its owner. */
function claimsOf(idToken: string): Record<string, unknown> {
  const payload = idToken.split(".")[1] ?? "";
  const binary = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (letter) => letter.codePointAt(0) ?? 0);
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
}

/** 256 random bits in base64url. */
function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

function base64url(bytes: Uint8Array): string {
  const binary = String.fromCodePoint(...bytes);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
