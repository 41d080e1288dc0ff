/** What Convex's default runtime offers besides the language itself, as the modules of a push see it. */

const WEB_GLOBALS = [
  ...["AbortController", "AbortSignal", "Blob", "Crypto", "CryptoKey", "DOMException", "Event"],
  ...["EventTarget", "File", "FormData", "Headers", "ReadableStream", "ReadableStreamBYOBReader"],
  ...["ReadableStreamDefaultReader", "Request", "Response", "SubtleCrypto", "TextDecoder"],
  ...["TextEncoder", "TransformStream", "URL", "URLSearchParams", "WritableStream"],
  ...["WritableStreamDefaultWriter", "atob", "btoa", "console", "crypto", "structuredClone"],
] as const;

/** They exist, but only inside a function that may use them: Convex refuses them while a module loads. */
const REFUSED_WHILE_LOADING = [
  ...["fetch", "setTimeout", "setInterval", "clearTimeout", "clearInterval"],
] as const;

/**
 * The globals of a fresh module in the default runtime. Environment variables are unset, as they are on a new
 * deployment, so code that cannot load without one is found here. Buffer, `require`, and everything of
 * `process` but its `env` are absent.
 */
export function defaultRuntimeGlobals(): Record<string, unknown> {
  const node = globalThis as unknown as Record<string, unknown>;
  const globals: Record<string, unknown> = { process: { env: {} } };
  for (const name of WEB_GLOBALS) globals[name] = node[name];
  for (const name of REFUSED_WHILE_LOADING) {
    globals[name] = () => {
      throw new Error(`${name} cannot be called while a module loads, only inside a function.`);
    };
  }
  globals.self = globals;
  return globals;
}
