import type { IncomingMessage } from "node:http";
import { readAuthorizationRequest, redirectWithCode } from "./authorization.ts";
import { json, readForm, type Answer } from "./http.ts";
import { pickerPage, refusalPage } from "./page.ts";
import { Refusal } from "./refusal.ts";
import { signUp, type RefusedSignUp } from "./sign-up.ts";
import { answerTokenRequest, type TokenContext } from "./token-endpoint.ts";

/** Answers every request of the issuer: discovery and tokens for programs, one page for people. */
export class SignInDesk {
  readonly #appOrigins: readonly string[];
  readonly #tokens: TokenContext;

  constructor(options: { appOrigins: readonly string[]; tokens: TokenContext }) {
    this.#appOrigins = options.appOrigins;
    this.#tokens = options.tokens;
  }

  async answer(request: IncomingMessage): Promise<Answer> {
    const forPeople = /^\/authorize(\?|$)/.test(request.url ?? "");
    const cors = forPeople ? {} : this.#cors(request.headers.origin);
    try {
      const answer = await this.#route(request);
      return { ...answer, headers: { ...answer.headers, ...cors } };
    } catch (error) {
      const refusal = asRefusal(error);
      if (forPeople) return this.#page(refusal.status, refusalPage(refusal.message));
      const answer = json(refusal.status, {
        error: refusal.code,
        error_description: refusal.message,
      });
      return { ...answer, headers: { ...answer.headers, ...cors } };
    }
  }

  async #route(request: IncomingMessage): Promise<Answer> {
    this.#requireOwnHost(request.headers.host);
    const target = request.url ?? "/";
    if (!URL.canParse(target, this.#tokens.issuer)) {
      throw new Refusal("invalid_request", `"${target}" is no address.`);
    }
    const url = new URL(target, this.#tokens.issuer);
    if (request.method === "OPTIONS") return { status: 204 };
    switch (`${request.method ?? ""} ${url.pathname}`) {
      case "GET /.well-known/openid-configuration":
        return json(200, this.#configuration());
      case "GET /.well-known/jwks.json":
        return json(200, { keys: [this.#tokens.key.publicJwk] });
      case "GET /authorize":
        return this.#showPicker(url);
      case "POST /authorize":
        return this.#signIn(url, await readForm(request));
      case "POST /token":
        return json(200, await answerTokenRequest(this.#tokens, await readForm(request)));
      case "POST /revoke":
        await this.#tokens.people.endSession((await readForm(request)).get("token") ?? "");
        return json(200, {});
      default:
        throw new Refusal(
          "not_found",
          `There is no ${request.method ?? ""} ${url.pathname} here: this is the local sign-in service.`,
          404,
        );
    }
  }

  #configuration() {
    const { issuer } = this.#tokens;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      revocation_endpoint: `${issuer}/revoke`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      response_types_supported: ["code"],
      grant_types_supported: ["authorization_code", "refresh_token"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["none"],
      scopes_supported: ["openid", "profile", "email"],
      claims_supported: ["sub", "name", "given_name", "family_name", "email", "email_verified"],
    };
  }

  #showPicker(url: URL): Answer {
    readAuthorizationRequest(url.searchParams, this.#appOrigins);
    return this.#picker(200, url);
  }

  async #signIn(url: URL, form: URLSearchParams): Promise<Answer> {
    const request = readAuthorizationRequest(url.searchParams, this.#appOrigins);
    const chosen = form.get("subject");
    let person = chosen === null ? undefined : this.#tokens.people.find(chosen);
    if (chosen !== null && person === undefined) {
      throw new Refusal("access_denied", `Nobody here has the id "${chosen}".`);
    }
    if (person === undefined) {
      const outcome = await signUp(this.#tokens.people, form);
      if ("refused" in outcome) return this.#picker(422, url, outcome.refused);
      person = outcome.person;
    }
    const grant = { subject: person.subject, request };
    const code = this.#tokens.codes.issue(grant, Date.now());
    return { status: 303, headers: { location: redirectWithCode(request, code) } };
  }

  #picker(status: number, url: URL, refused?: RefusedSignUp): Answer {
    const page = pickerPage({
      action: url.pathname + url.search,
      personas: this.#tokens.people.seeded,
      signedUp: this.#tokens.people.signedUp,
      refused,
    });
    return this.#page(status, page);
  }

  #page(status: number, body: string): Answer {
    // Browsers apply form-action to the redirect that follows a form too, so the application's origins belong in it.
    const formAction = ["'self'", ...this.#appOrigins].join(" ");
    return {
      status,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`,
      },
      body,
    };
  }

  #cors(origin: string | undefined): Record<string, string> {
    if (origin === undefined || !this.#appOrigins.includes(origin)) return {};
    return {
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": "content-type",
      vary: "origin",
    };
  }

  /** A foreign name that was made to point at this machine must not be able to sign anybody in. */
  #requireOwnHost(host: string | undefined): void {
    const { port } = new URL(this.#tokens.issuer);
    if (host === `127.0.0.1:${port}` || host === `localhost:${port}`) return;
    throw new Refusal("invalid_request", `Open ${this.#tokens.issuer} instead.`, 421);
  }
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new Refusal("server_error", `The local sign-in service failed: ${reason}`, 500);
}
