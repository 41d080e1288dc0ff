import type { FaultName, World } from "./state.ts";

/** Whether this fault strikes now. One that was ordered for the next times is used up by that. */
export function strikes({ state, random }: World, name: FaultName): boolean {
  const setting = state.faults.settings[name];
  if (setting.next > 0) {
    setting.next -= 1;
    return true;
  }
  return setting.chance > 0 && random() < setting.chance;
}
