/** The header X-Twilio-Signature over a call: its address, and its fields by name, each with its value. */
export async function signCall(
  url: string,
  params: Record<string, string>,
  authToken: string,
): Promise<string> {
  const names = Object.keys(params).sort();
  const signed = url + names.map((name) => name + (params[name] ?? "")).join("");
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-1" };
  const secret = encoder.encode(authToken);
  const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(signed)));
  return btoa(String.fromCharCode(...mac));
}
