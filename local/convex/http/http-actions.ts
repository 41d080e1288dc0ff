import { Readable } from "node:stream";
import type { Authenticator } from "../auth.ts";
import type { Deployment, Mount } from "../deployment.ts";
import type { HttpHandler } from "../push/analyze-module.ts";
import type { Runtime } from "../runtime.ts";
import type { Caller, Identity } from "../types.ts";
import { originOf } from "./caller.ts";
import type { HttpAnswer, HttpRequest } from "./http-server.ts";

interface Route {
  mount: Mount;
  handler: HttpHandler;
  /** As the router knows it, "/p/*". */
  path: string;
}

/** Answers with the app's `http.ts`, or that of a component mounted below a path prefix. */
export async function answerWithHttpAction(
  request: HttpRequest,
  context: { runtime: Runtime; deployment: Deployment; auth: Authenticator },
): Promise<HttpAnswer> {
  const { url, method } = request;
  const route = findRoute(context.deployment, "", { path: url.pathname, method });
  if (route === null) {
    return {
      status: 404,
      headers: { "content-type": "text/plain" },
      body: "No matching routes found",
    };
  }
  const token = bearerToken(request);
  const identity = token === null ? null : await identityOf(token, context.auth);
  const caller: Caller = { ...originOf(request.raw), identity, token, isAdmin: false };
  const udfPath = `${method} ${route.path}`;
  let response: Response | undefined;
  await context.runtime.httpAction(
    { componentPath: route.mount.componentPath, udfPath },
    caller,
    async (ctx) => {
      response = await route.handler._handler(ctx, await fetchRequest(request));
    },
  );
  if (response === undefined) throw new Error(`The HTTP action ${udfPath} gave no response.`);
  return httpAnswer(response);
}

function findRoute(
  deployment: Deployment,
  componentPath: string,
  { path, method }: { path: string; method: string },
): Route | null {
  const mount = deployment.mounts.get(componentPath);
  if (mount === undefined) return null;
  const own = mount.router?.lookup(path, method) ?? null;
  if (own !== null) return { mount, handler: own[0], path: own[2] };
  for (const child of mount.httpMounts) {
    if (!path.startsWith(child.prefix)) continue;
    // The component's routes do not know where it is mounted.
    const inner = { path: path.slice(child.prefix.length - 1), method };
    const found = findRoute(deployment, child.componentPath, inner);
    if (found !== null) return found;
  }
  return null;
}

function bearerToken({ raw }: HttpRequest): string | null {
  return /^Bearer (.+)$/i.exec(raw.headers.authorization ?? "")?.[1] ?? null;
}

/** The header may hold a key of the app's own making, so a token that nobody issued is no error here. */
async function identityOf(token: string, auth: Authenticator): Promise<Identity | null> {
  try {
    return (await auth.verify(token)).identity;
  } catch {
    return null;
  }
}

async function fetchRequest(request: HttpRequest): Promise<Request> {
  const { raw, method, url } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw.headers)) {
    for (const each of [value ?? []].flat()) headers.append(name, each);
  }
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? new Uint8Array(await request.body()) : null;
  return new Request(url, { method, headers, body });
}

function httpAnswer(response: Response): HttpAnswer {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of response.headers) {
    headers[name] = name === "set-cookie" ? response.headers.getSetCookie() : value;
  }
  if (response.body === null) return { status: response.status, headers, body: "" };
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  return { status: response.status, headers, body };
}
