/** Colours that can be read: contrast as WCAG 2 counts it, from 1 (the same) to 21 (black on white). */

/** "#rrggbb", in lower case. */
export type Color = `#${string}`;

const WHITE: Color = "#ffffff";
const BLACK: Color = "#000000";

/** What text needs against what it stands on (WCAG 2, 1.4.3). */
export const TEXT_CONTRAST = 4.5;
/** What a button needs to be seen as a surface. Its words say what it is, so a bright brand keeps its colour (WCAG 2, 1.4.11). */
export const SURFACE_CONTRAST = 1.25;

/** Shades between a colour and black or white: as many as a channel has. */
const STEPS = 255;

type Channels = readonly [red: number, green: number, blue: number];

/** "#0F6A5B" or "#0fb", with or without blanks around it; null for anything else. */
export function parseColor(text: string): Color | null {
  const digits = /^\s*#([0-9a-f]{3}|[0-9a-f]{6})\s*$/i.exec(text)?.[1]?.toLowerCase();
  if (digits === undefined) return null;
  return `#${digits.length === 3 ? digits.replaceAll(/./g, "$&$&") : digits}`;
}

export function contrast(one: Color, other: Color): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** White where it can be read on this, else black; one of them always can. */
export function textOn(ground: Color): Color {
  return contrast(WHITE, ground) >= TEXT_CONTRAST ? WHITE : BLACK;
}

/** The colour itself where it stands out enough from the ground, else the nearest shade of it that does. */
export function legible(color: Color, ground: Color, ratio: number): Color {
  if (contrast(color, ground) >= ratio) return color;
  const goal = contrast(WHITE, ground) >= contrast(BLACK, ground) ? WHITE : BLACK;
  const enough = (share: number) => contrast(mixed(color, goal, share), ground) >= ratio;
  let [near, far] = [0, STEPS];
  while (near < far) {
    const middle = Math.floor((near + far) / 2);
    if (enough(middle / STEPS)) far = middle;
    else near = middle + 1;
  }
  return mixed(color, goal, far / STEPS);
}

function mixed(from: Color, to: Color, share: number): Color {
  const [start, end] = [channelsOf(from), channelsOf(to)];
  const parts = start.map((value, index) =>
    Math.round(value + ((end[index] ?? 0) - value) * share)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${parts.join("")}`;
}

function channelsOf(color: Color): Channels {
  const at = (index: number) => Number.parseInt(color.slice(index, index + 2), 16);
  return [at(1), at(3), at(5)];
}

function luminance(color: Color): number {
  const [red, green, blue] = channelsOf(color);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** A channel's share of light: sRGB stores it bent, so that dark shades get more of its values. */
function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
