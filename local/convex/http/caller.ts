import type { IncomingMessage } from "node:http";
import type { Authenticator } from "../auth.ts";
import { RequestError } from "../errors.ts";
import type { Caller, Identity } from "../types.ts";

/** Who sends this request: a holder of the admin key, a user with a token, or nobody in particular. */
export async function callerOf(raw: IncomingMessage, auth: Authenticator): Promise<Caller> {
  const anonymous: Caller = { ...originOf(raw), identity: null, token: null, isAdmin: false };
  const [scheme, credentials] = (raw.headers.authorization ?? "").split(" ");
  if (credentials === undefined) return anonymous;
  if (scheme === "Convex") {
    const identity = auth.requireAdmin(credentials);
    return { ...anonymous, isAdmin: true, identity };
  }
  if (scheme !== "Bearer") return anonymous;
  const identity = await requireIdentity(credentials, auth);
  return { ...anonymous, identity, token: credentials };
}

async function requireIdentity(token: string, auth: Authenticator): Promise<Identity> {
  try {
    return (await auth.verify(token)).identity;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RequestError(401, "Unauthenticated", `Could not verify the token: ${reason}`);
  }
}

/** By the wire, whatever a header claims: no proxy stands before this server. */
export function originOf(raw: IncomingMessage): Pick<Caller, "ip" | "userAgent"> {
  return { ip: raw.socket.remoteAddress ?? null, userAgent: raw.headers["user-agent"] ?? null };
}
