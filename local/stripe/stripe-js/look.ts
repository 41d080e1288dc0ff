/** As much of Stripe's appearance as shows here. */
export interface Appearance {
  theme?: string;
  variables?: Record<string, string>;
}

const DAY: Record<string, string> = {
  colorPrimary: "#0570de",
  colorBackground: "#ffffff",
  colorText: "#30313d",
  colorTextSecondary: "#6d6e78",
  colorDanger: "#b3093c",
  borderRadius: "6px",
  fontFamily: "inherit",
};

const NIGHT: Record<string, string> = {
  ...DAY,
  colorPrimary: "#85d996",
  colorBackground: "#30313d",
  colorText: "#f4f4f6",
  colorTextSecondary: "#b6b8c4",
  colorDanger: "#fe87a1",
};

/** Gives an element the variables of an appearance. */
export function dress(element: HTMLElement, { theme, variables = {} }: Appearance): void {
  const look = { ...(theme === "night" ? NIGHT : DAY), ...variables };
  for (const [name, value] of Object.entries(look)) element.style.setProperty(`--${name}`, value);
}

export const STYLE = `
.local-stripe { color: var(--colorText); font-family: var(--fontFamily); font-size: 1rem; line-height: 1.4; text-align: start; }
.local-stripe, .local-stripe * { box-sizing: border-box; }
.local-stripe fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.local-stripe legend { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.local-stripe .methods { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.5rem; }
.local-stripe .method {
  display: flex; align-items: center; gap: 0.5rem; min-height: 2.75rem; padding: 0 0.75rem; cursor: pointer;
  border: 1px solid color-mix(in srgb, var(--colorText) 35%, transparent); border-radius: var(--borderRadius);
  background: var(--colorBackground);
}
.local-stripe .method:has(:checked) { border-color: var(--colorPrimary); box-shadow: 0 0 0 1px var(--colorPrimary); }
.local-stripe .method:has(:focus-visible) { outline: 2px solid var(--colorPrimary); outline-offset: 2px; }
.local-stripe .method input { accent-color: var(--colorPrimary); margin: 0; flex: none; }
.local-stripe .panel { display: grid; grid-template-columns: 1fr 1fr; gap: 0.75rem; margin-top: 0.75rem; }
.local-stripe .panel[hidden], .local-stripe .method[hidden] { display: none; }
.local-stripe .wide { grid-column: 1 / -1; margin: 0; }
.local-stripe .field { display: grid; gap: 0.25rem; align-content: start; font-size: 0.875rem; min-width: 0; }
.local-stripe .field input {
  font: inherit; font-size: 1rem; width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; color: inherit;
  border: 1px solid color-mix(in srgb, var(--colorText) 35%, transparent); border-radius: var(--borderRadius);
  background: var(--colorBackground);
}
.local-stripe .field input:focus-visible { outline: 2px solid var(--colorPrimary); outline-offset: 1px; }
.local-stripe .field input[aria-invalid="true"] { border-color: var(--colorDanger); }
.local-stripe .problem { color: var(--colorDanger); font-size: 0.875rem; }
.local-stripe .problem:empty { display: none; }
.local-stripe .hint { color: var(--colorTextSecondary); font-size: 0.875rem; }
.local-stripe summary { cursor: pointer; }
.local-stripe dl { display: grid; grid-template-columns: auto 1fr; gap: 0.125rem 0.75rem; margin: 0.375rem 0 0; }
.local-stripe dt { font-variant-numeric: tabular-nums; white-space: nowrap; }
.local-stripe dd { margin: 0; }
`;
