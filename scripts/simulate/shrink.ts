import { live, type History } from "./history.ts";

type Fails = (history: History) => Promise<boolean>;

const fails: Fails = async (history) => (await live(history)).broken.length > 0;

/** A failing history without the faults and steps that it fails without, as far as leaving them out one after the other gets. */
export async function shrink(history: History, isFailing: Fails = fails): Promise<History> {
  let shortest = history;
  for (const name of Object.keys(history.faults)) {
    const without = { ...shortest, faults: { ...shortest.faults, [name]: 0 } };
    if (await isFailing(without)) shortest = without;
  }
  for (let size = shortest.steps.length >> 1; size > 0; size >>= 1) {
    for (let from = shortest.steps.length - size; from >= 0; from -= size) {
      const without = { ...shortest, steps: shortest.steps.toSpliced(from, size) };
      if (await isFailing(without)) shortest = without;
    }
  }
  return shortest;
}
