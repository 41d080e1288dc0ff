import { Dice } from "../dice.ts";
import { readRows } from "../rows.ts";
import { drawing } from "./drawing.testing.ts";
import { judge } from "./judge.ts";
import { FAIR, type Fate, type Weather } from "./post-office.ts";
import type { Story } from "./story.ts";
import { CALM, World, type Climate } from "./world.ts";

/* Many bookings live side by side in one world, so that its pools carry the messages of all; a history is one of them. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const PER_WORLD = 25;
/** In so many worlds mails are drawn once, as they are in production. */
const DRAWN_IN = 20;

const DOWN: readonly Fate[] = ["500", "429", "refused", "silent", "silent, taken"];

/** What goes wrong in the world of a seed: in two of five nothing but webhooks, in the last everything. */
export function climateOf(seed: number, opens: number): Climate {
  const dice = new Dice(seed, "climate");
  const hooks = { twice: 0.2, late: 0.05 };
  const outages = Array.from({ length: 2 + dice.below(4) }, () => {
    const from = opens + dice.below(48 * HOUR_MS);
    const lasts = dice.pick([2, 5, 20, 90, 300, 600]) ?? 5;
    return { from, to: from + lasts * MINUTE_MS, fate: dice.pick(DOWN) ?? "500" };
  });
  const weather = (change: Partial<Weather>): Weather => ({ ...FAIR, ...hooks, ...change });
  const climates: Climate[] = [
    { ...CALM, weather: weather({}) },
    { ...CALM, weather: weather({}) },
    { ...CALM, weather: weather({ showers: 0.25 }) },
    { ...CALM, weather: weather({ outages }) },
    { weather: weather({ showers: 0.1, outages }), crash: 0.04, vanish: 0.05 },
  ];
  return climates[seed % climates.length] ?? CALM;
}

export type Outcome = { log: string[]; broken: string[]; tally: Record<string, number> };

/** Lives the histories of a world until nothing is under way any more; fake timers must be in use. */
export async function live(seed: number, chosen?: readonly Story[]): Promise<Outcome> {
  const world = await World.open(seed);
  world.climate = climateOf(seed, world.opens);
  drawing.isReal = seed % DRAWN_IN === DRAWN_IN - 1;
  for (const story of chosen ?? storiesOf(seed, world)) world.tell(story);
  await world.pass();
  const rows = await readRows(world.t, ["notifications", "bookingEvents"]);
  const { broken, overtaken } = judge(world, rows);
  const { office, pace, losses, lives, log, sweeps } = world;
  const dropped = rows.notifications.filter(({ status }) => status === "dropped").length;
  const gaveUp = rows.notifications.filter(({ status }) => status === "failed").length;
  const known = { lives: lives.length, messages: office.taken.length, dropped, gaveUp, overtaken };
  const { crashes } = pace;
  const tally = { ...known, ...office.tally, crashes, vanished: losses.vanished, sweeps };
  for (const { at, channel, to, words } of office.taken)
    log.push(`${new Date(at).toISOString().slice(5, 23)}  ${channel} to ${to}: ${words}`);
  return { log: log.sort(), broken, tally };
}

function storiesOf(seed: number, world: World): Story[] {
  return Array.from({ length: PER_WORLD }, (_, index) => world.storyOf(seed * PER_WORLD + index));
}

/** The failing history of a world alone and with as few acts as it fails with; null when it needs the others. */
export async function shrink(seed: number, { broken }: Outcome): Promise<Story | null> {
  const failing = Number(broken[0]?.split(" ")[0]);
  const world = await World.open(seed);
  let story = storiesOf(seed, world).find((each) => each.seed === failing);
  if (!story || (await live(seed, [story])).broken.length === 0) return null;
  for (let index = story.acts.length - 1; index >= 0; index--) {
    const shorter: Story = { ...story, acts: story.acts.toSpliced(index, 1) };
    if ((await live(seed, [shorter])).broken.length > 0) story = shorter;
  }
  return story;
}
