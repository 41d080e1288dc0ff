/** A provider of `auth.config.ts`: where its tokens come from and how to check them. */
export type AuthProvider =
  | { type: "oidc"; domain: string; applicationID: string }
  | {
      type: "customJwt";
      issuer: string;
      jwks: string;
      algorithm: string;
      /** The audience; null accepts tokens for anybody. */
      applicationID: string | null;
    };

/**
 * Reads the providers of an evaluated auth.config.
 *
 * @returns a sentence about the first thing that is wrong, if anything is
 */
export function readAuthProviders(config: unknown): AuthProvider[] | { wrong: string } {
  const providers = (config as { providers?: unknown } | undefined)?.providers;
  if (!Array.isArray(providers)) {
    return { wrong: "auth.config must export { providers: [...] } as its default." };
  }
  const read: AuthProvider[] = [];
  for (const [index, provider] of providers.entries()) {
    const result = readProvider((provider ?? {}) as Record<string, unknown>);
    if (typeof result === "string") {
      return { wrong: `Provider ${index} of auth.config has no valid \`${result}\`.` };
    }
    read.push(result);
  }
  return read;
}

/** The provider, or the name of the field that is missing. */
function readProvider(provider: Record<string, unknown>): AuthProvider | string {
  const text = (name: string) => {
    const value = provider[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  if (provider.type === "customJwt") {
    const [issuer, jwks, algorithm] = [text("issuer"), text("jwks"), text("algorithm")];
    if (issuer === null) return "issuer";
    if (jwks === null) return "jwks";
    if (algorithm !== "RS256" && algorithm !== "ES256" && algorithm !== "EdDSA") return "algorithm";
    return { type: "customJwt", issuer, jwks, algorithm, applicationID: text("applicationID") };
  }
  const [domain, applicationID] = [text("domain"), text("applicationID")];
  if (domain === null) return "domain";
  if (applicationID === null) return "applicationID";
  return { type: "oidc", domain, applicationID };
}

/** As the CLI wants to see it. */
export function authInfo(provider: AuthProvider): Record<string, string | null> {
  if (provider.type === "customJwt") return { ...provider };
  return { domain: provider.domain, applicationID: provider.applicationID };
}
