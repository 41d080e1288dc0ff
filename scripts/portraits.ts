import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MORE_MEMBERS } from "../convex/demo/morePeople.ts";
import { MEMBERS } from "../convex/demo/people.ts";
import { ROOT } from "./run.ts";

/** `npm run portraits`: draws a picture of everybody in the demonstration. */

const SKIN = ["#f6d3b8", "#e8b58f", "#d19a6f", "#b07a4f", "#8a5a3a", "#6b432b"];
const HAIR = ["#2b1d14", "#4a2f1d", "#7a4a26", "#b98246", "#20242c", "#8d8d93"];
const SHIRT = ["#0f6b5c", "#365f9c", "#a2553a", "#6c4d8f", "#b98a2f", "#3d4a57", "#a23f63"];
const GROUND = ["#dcefe9", "#e3eaf6", "#f6e8dd", "#eee6f4", "#f6f0d8", "#e6ebe4", "#f5e3e9"];

/** What somebody looks like: which skin, hair colour, haircut, shirt and ground, and whether with glasses. */
type Look = [skin: number, hair: number, cut: number, shirt: number, glasses?: "glasses"];

const LOOKS: Record<string, Look> = {
  "maya-chen": [1, 4, 1, 0],
  "jonas-weber": [0, 3, 3, 1, "glasses"],
  "aiko-tanaka": [0, 4, 2, 6],
  "sofia-ramirez": [2, 1, 1, 2],
  "liam-obrien": [0, 2, 0, 5],
  "amara-okafor": [5, 0, 2, 4],
  "noah-kim": [1, 4, 3, 5],
  "grace-miller": [0, 3, 4, 3],
  "olivier-tremblay": [0, 5, 0, 1, "glasses"],
  "hannah-singh": [3, 0, 1, 4],
  "lucas-almeida": [3, 1, 3, 0],
  "camille-laurent": [1, 1, 4, 5],
  "pablo-garcia": [2, 0, 3, 2],
  "zofia-nowak": [0, 2, 2, 3, "glasses"],
  "aylin-demir": [1, 0, 1, 6],
  "youssef-benali": [3, 0, 0, 1],
  "wanjiru-mwangi": [5, 4, 4, 2],
  "omar-haddad": [2, 4, 3, 5, "glasses"],
  "priya-nair": [3, 4, 1, 3],
  "sita-gurung": [2, 0, 2, 0],
  "wei-ling-tan": [1, 4, 4, 6, "glasses"],
  "ji-woo-park": [0, 4, 0, 4],
  "ruby-walker": [0, 3, 1, 2],
  "aroha-ngata": [3, 1, 4, 0],
};

const HAIR_SHAPES = [
  '<path d="M52 96q-2-54 48-54t48 54q-8-30-30-34-30 10-58 4-6 12-8 30z"/>',
  '<path d="M46 150q-8-106 54-108 62 2 54 108-10 4-16-2 6-46-8-78-30 12-60 2-12 34-8 76-8 6-16 2z"/>',
  '<circle cx="100" cy="36" r="17"/><path d="M54 98q-4-54 46-54t46 54q-6-26-24-32-24 6-46 0-16 8-22 32z"/>',
  '<path d="M56 84q2-40 44-40t44 40q-12-20-44-20t-44 20z"/>',
  '<path d="M48 112q-12-70 52-70t52 70q4 18-10 20 4-40-12-58-34 14-60 0-14 20-12 58-14-2-10-20z"/>',
];
const GLASSES =
  '<g fill="none" stroke="#2f3338" stroke-width="3"><circle cx="82" cy="102" r="13"/><circle cx="118" cy="102" r="13"/><path d="M95 101h10"/></g>';

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`There is no choice ${index}.`);
  return found;
}

function portraitOf(slug: string): string {
  const look = LOOKS[slug];
  if (!look) throw new Error(`Nobody has said what ${slug} looks like.`);
  const [skin, hair, shirt] = [at(SKIN, look[0]), at(HAIR, look[1]), at(SHIRT, look[3])];
  const [shape, ground] = [at(HAIR_SHAPES, look[2]), at(GROUND, look[3])];
  const glasses = look[4] ? GLASSES : "";
  const brow = `<path d="M74 88q8-5 16 0M110 88q8-5 16 0" stroke="${hair}" stroke-width="4" fill="none" stroke-linecap="round"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">
<rect width="200" height="200" fill="${ground}"/>
<path d="M20 200q6-52 60-58h40q54 6 60 58z" fill="${shirt}"/>
<path d="M84 122h32v26q-16 16-32 0z" fill="${skin}" style="filter:brightness(.93)"/>
<ellipse cx="100" cy="100" rx="43" ry="50" fill="${skin}"/>
<g fill="${hair}">${shape}</g>
${brow}
<circle cx="82" cy="102" r="4.5" fill="#23272c"/><circle cx="118" cy="102" r="4.5" fill="#23272c"/>
<path d="M100 104q5 12-2 15" stroke="#00000030" stroke-width="3" fill="none" stroke-linecap="round"/>
<path d="M84 126q16 14 32 0" stroke="#8c3d36" stroke-width="4" fill="none" stroke-linecap="round"/>
${glasses}
</svg>
`;
}

const folder = join(ROOT, "public/people");
mkdirSync(folder, { recursive: true });
for (const { settings } of [...MEMBERS, ...MORE_MEMBERS]) {
  writeFileSync(join(folder, `${settings.slug}.svg`), portraitOf(settings.slug));
}
