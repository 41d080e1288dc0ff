import type { AuthConfig } from "convex/server";

declare const process: { env: { AUTH_ISSUER_URL?: string } };

/**
 * One issuer vouches for everybody: Clerk's frontend API address in production, the local issuer's address on one
 * machine. Convex reads this file at each push and refuses the push while the variable is not set.
 */
export default {
  providers: [{ domain: process.env.AUTH_ISSUER_URL ?? "", applicationID: "convex" }],
} satisfies AuthConfig;
