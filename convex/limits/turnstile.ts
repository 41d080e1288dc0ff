const SITEVERIFY = "https://challenges.cloudflare.com/turnstile/v0/siteverify";

type Answer = { secret: string; url: string | null; token: string; ip: string | null };

/**
 * Whether Cloudflare Turnstile says that the person it gave `token` to passed its check. Each token counts once, within five minutes. A
 * service that cannot be asked throws.
 */
export async function isPerson({ secret, url, token, ip }: Answer): Promise<boolean> {
  const form = new URLSearchParams({ secret, response: token });
  if (ip !== null) form.set("remoteip", ip);
  const response = await fetch(url ?? SITEVERIFY, { method: "POST", body: form });
  const { success } = (await response.json()) as { success?: boolean };
  return success === true;
}
