import {
  type Color,
  legible,
  parseColor,
  SURFACE_CONTRAST,
  TEXT_CONTRAST,
  textOn,
} from "../../../core/messages/colors.ts";

/** The roles of colours in a mail. */
export type Palette = {
  canvas: Color;
  surface: Color;
  sunken: Color;
  ink: Color;
  muted: Color;
  line: Color;
  /** What is pressed, and what is written on it. */
  brand: Color;
  onBrand: Color;
  link: Color;
};

export type Theme = { light: Palette; dark: Palette };

/** A business that has chosen no colour has the product's. */
const OWN_BRAND: Color = "#0f6a5b";

const LIGHT = {
  ...({ canvas: "#f5f4f0", surface: "#ffffff", sunken: "#f8f7f4" } as const),
  ...({ ink: "#1b1d1a", muted: "#5c5d57", line: "#e5e2da" } as const),
};
const DARK = {
  ...({ canvas: "#101210", surface: "#1a1d1a", sunken: "#222622" } as const),
  ...({ ink: "#f1f0ea", muted: "#a9aca2", line: "#343933" } as const),
};

/** The business's colour, in the shades that can be read in each scheme. */
export function themeOf(brand: string | null): Theme {
  const color = parseColor(brand ?? "") ?? OWN_BRAND;
  return { light: withBrand(LIGHT, color), dark: withBrand(DARK, color) };
}

function withBrand(neutrals: Omit<Palette, "brand" | "onBrand" | "link">, color: Color): Palette {
  const brand = legible(color, neutrals.surface, SURFACE_CONTRAST);
  // Links stand on all three grounds; the canvas is the one that differs most from the surface.
  const link = legible(
    legible(color, neutrals.surface, TEXT_CONTRAST),
    neutrals.canvas,
    TEXT_CONTRAST,
  );
  return { ...neutrals, brand, onBrand: textOn(brand), link };
}

/** The smallest height of what a thumb presses. */
export const TOUCH_PX = 44;

export const FONT =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', 'Apple SD Gothic Neo', 'Hiragino Sans', 'Noto Sans', Arial, sans-serif";

/** What people typed may be one word of 300 letters. */
export const WRAPPED = { overflowWrap: "anywhere", wordBreak: "break-word" } as const;

/** Korean breaks between words, and Japanese headings between phrases, where a program knows how. */
export const BASE_CSS = `
:root { color-scheme: light dark; }
:lang(ko) { word-break: keep-all !important; }
h1:lang(ja) { word-break: auto-phrase !important; }`;

/** What a small screen has otherwise: less room at the sides, facts below their labels, buttons as wide as the screen. */
export const PHONE_CSS = `
@media (max-width: 520px) {
  .canvas > table > tbody > tr > td { padding: 12px 8px 24px !important; }
  .body { padding: 24px 20px 20px !important; }
  .fact { display: block !important; width: auto !important; }
  .fact-label { border-bottom: 0 !important; padding: 9px 16px 0 !important; line-height: 20px !important; }
  .fact-value { padding: 0 16px 9px !important; }
  .action, .action a { width: 100% !important; box-sizing: border-box; text-align: center; }
}`;

/** The dark scheme where a mail program follows the system's. */
export function darkCss({ dark }: Theme): string {
  const rules = rolesOf(dark).map(([role, style]) => `  .${role} { ${style} }`);
  return `@media (prefers-color-scheme: dark) {\n${rules.join("\n")}\n}`;
}

/**
 * The dark scheme in Outlook's own programs, which mark what they have darkened and know no media query for it. A style sheet of its own:
 * who does not understand such a selector drops the whole sheet.
 */
export function outlookDarkCss({ dark }: Theme): string {
  return rolesOf(dark)
    .flatMap(([role, style]) =>
      ["[data-ogsc]", "[data-ogsb]"].map((mark) => `${mark} .${role} { ${style} }`),
    )
    .join("\n");
}

function rolesOf(palette: Palette): [role: string, style: string][] {
  const ground = (color: Color) => `background-color: ${color} !important;`;
  const text = (color: Color) => `color: ${color} !important;`;
  const line = `border-color: ${palette.line} !important;`;
  return [
    ["canvas", ground(palette.canvas)],
    // React Email gives the ground of a body to the one cell within it, too.
    ["canvas > table > tbody > tr > td", ground(palette.canvas)],
    ["surface", `${ground(palette.surface)} ${line}`],
    ["sunken", ground(palette.sunken)],
    ["ink", text(palette.ink)],
    ["muted", text(palette.muted)],
    ["line", line],
    ["brand", `${ground(palette.brand)} ${text(palette.onBrand)}`],
    ["link", text(palette.link)],
  ];
}
