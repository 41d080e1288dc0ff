/** The fields of a form, or of a JSON object, as whatever sends them chose. Throws a sentence when it is neither. */
export function readFields(contentType: string | undefined, body: string): URLSearchParams {
  if (contentType?.startsWith("application/json") !== true) return new URLSearchParams(body);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    value = null;
  }
  if (typeof value !== "object" || value === null) throw new Error("This is no JSON object.");
  return new URLSearchParams(Object.entries(value).map(([name, one]) => [name, String(one)]));
}
