/** When a fault strikes: the next `next` times for sure, and otherwise with `chance` (0 to 1). */
export interface FaultSetting {
  chance: number;
  next: number;
}

/** The faults that a stand-in makes on order. */
export interface Faults<Name extends string> {
  settings: Record<Name, FaultSetting>;
  /** How late a late event is, and how slow a slow answer. */
  lateMs: number;
  slowMs: number;
}

const LATE_MS = 60_000;
const SLOW_MS = 3_000;

export function noFaults<Name extends string>(names: readonly Name[]): Faults<Name> {
  const settings = Object.fromEntries(names.map((name) => [name, { chance: 0, next: 0 }]));
  return {
    settings: settings as Record<Name, FaultSetting>,
    ...{ lateMs: LATE_MS, slowMs: SLOW_MS },
  };
}

/** Whether this fault strikes now. One that was ordered for the next times is used up by that. */
export function strikes<Name extends string>(
  { state, random }: { state: { faults: Faults<Name> }; random: () => number },
  name: Name,
): boolean {
  const setting = state.faults.settings[name];
  if (setting.next > 0) {
    setting.next -= 1;
    return true;
  }
  return setting.chance > 0 && random() < setting.chance;
}

/** No fault strikes any more. */
export function calm(faults: Faults<string>): void {
  for (const setting of Object.values(faults.settings))
    Object.assign(setting, { chance: 0, next: 0 });
}

/** Orders a fault by the fields `name`, `next` and `chance`. Throws a sentence where they make no sense. */
export function orderFault(faults: Faults<string>, fields: URLSearchParams): void {
  const name = fields.get("name") ?? "";
  if (!Object.hasOwn(faults.settings, name)) {
    throw new Error(`A fault is one of ${Object.keys(faults.settings).join(", ")}.`);
  }
  const chance = Number(fields.get("chance") ?? 0);
  const next = Number(fields.get("next") ?? 0);
  if (!(chance >= 0 && chance <= 1)) throw new Error("A chance is from 0 to 1.");
  if (!(Number.isInteger(next) && next >= 0))
    throw new Error("How many of the next is a number from 0.");
  faults.settings[name] = { chance, next };
}

/** Sets how late and how slow by the fields `lateMs` and `slowMs`. Throws a sentence where they make no sense. */
export function setTiming(faults: Faults<string>, fields: URLSearchParams): void {
  const lateMs = Number(fields.get("lateMs") ?? faults.lateMs);
  const slowMs = Number(fields.get("slowMs") ?? faults.slowMs);
  if (!(lateMs >= 0 && slowMs >= 0)) throw new Error("Milliseconds are a number from 0.");
  Object.assign(faults, { lateMs, slowMs });
}
