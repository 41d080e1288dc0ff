import { randomId } from "./random-id";
import { readStored, writeStored } from "./stored";

let current: string | null = null;

/** A random id this browser keeps, by which the backend limits how many times one visitor holds. It names nobody. */
export function visitorId(): string {
  if (current !== null) return current;
  const stored = readStored("local", "visitor");
  current = typeof stored === "string" && stored !== "" ? stored : randomId();
  writeStored("local", "visitor", current);
  return current;
}
