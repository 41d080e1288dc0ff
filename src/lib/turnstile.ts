/** What of Cloudflare's script is used: https://developers.cloudflare.com/turnstile. */
export interface TurnstileScript {
  render: (
    place: HTMLElement,
    options: { sitekey: string; callback: (token: string) => void; "error-callback": () => void },
  ) => string | undefined;
  reset: (widgetId: string) => void;
  remove: (widgetId: string) => void;
}

declare global {
  interface Window {
    turnstile?: TurnstileScript;
  }
}

const SCRIPT = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";

let loading: Promise<TurnstileScript> | null = null;

/** Cloudflare's script, loaded at the first call; after a failure the next call tries again. */
export function loadTurnstile(): Promise<TurnstileScript> {
  loading ??= new Promise<TurnstileScript>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = SCRIPT;
    script.async = true;
    const fail = () => {
      loading = null;
      script.remove();
      reject(new Error("Turnstile could not be loaded."));
    };
    script.onload = () => {
      if (window.turnstile) resolve(window.turnstile);
      else fail();
    };
    script.onerror = fail;
    document.head.append(script);
  });
  return loading;
}
