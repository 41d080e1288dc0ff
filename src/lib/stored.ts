/**
 * Reads and writes JSON in the browser's storage. A browser may forbid storage (private windows, embedded pages):
 * then nothing is remembered, and nothing else breaks.
 */
export function readStored(area: "local" | "session", key: string): unknown {
  try {
    const text = storage(area).getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function writeStored(area: "local" | "session", key: string, value: unknown): void {
  try {
    if (value === null) storage(area).removeItem(key);
    else storage(area).setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: the page works on without its memory.
  }
}

function storage(area: "local" | "session"): Storage {
  return area === "local" ? localStorage : sessionStorage;
}
