/** The look of the sign-in pages: one column, phone first, light and dark by the reader's system. */
export const STYLE = `
:root {
  --ground: #faf9f6; --card: #ffffff; --ink: #1b1d1a; --quiet: #5c5d57; --line: #e5e2da;
  --field: #8b887e; --accent: #0f6a5b; --on-accent: #ffffff; --alert: #b1271b; --alert-ground: #fcebe8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121412; --card: #1a1d1a; --ink: #f1f0ea; --quiet: #a9aca2; --line: #30352f;
    --field: #7d8278; --accent: #63cdb6; --on-accent: #06241e; --alert: #f59a8d; --alert-ground: #3a1d19;
  }
}
* { box-sizing: border-box; margin: 0; }
body {
  background: var(--ground); color: var(--ink);
  font: 16px/1.5 ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 34rem; margin: 0 auto; padding: clamp(1.5rem, 6vw, 4rem) 1.25rem 4rem; }
h1 { font-size: clamp(1.6rem, 5vw, 2rem); line-height: 1.2; letter-spacing: -0.02em; text-wrap: balance; }
header p { margin-top: 0.5rem; color: var(--quiet); }
h2 { font-size: 0.875rem; font-weight: 600; color: var(--quiet); margin: 2rem 0 0.5rem; }
ul { list-style: none; padding: 0; border: 1px solid var(--line); border-radius: 0.875rem; background: var(--card); overflow: hidden; }
li + li { border-top: 1px solid var(--line); }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; }
li button {
  display: flex; align-items: center; gap: 0.875rem; width: 100%; padding: 0.75rem 1rem;
  border: 0; background: none; text-align: start;
}
li button:hover { background: color-mix(in srgb, var(--accent) 8%, transparent); }
li button:focus-visible { outline-offset: -2px; border-radius: 0.875rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.initials {
  flex: none; display: grid; place-items: center; width: 2.75rem; height: 2.75rem; border-radius: 50%;
  background: hsl(var(--hue) 42% 88%); color: hsl(var(--hue) 60% 22%); font-weight: 600; font-size: 0.9375rem;
}
@media (prefers-color-scheme: dark) {
  .initials { background: hsl(var(--hue) 28% 26%); color: hsl(var(--hue) 60% 86%); }
}
.who { min-width: 0; overflow-wrap: anywhere; }
.who strong { display: block; font-weight: 600; }
.who span { color: var(--quiet); font-size: 0.9375rem; }
.sign-up { display: grid; gap: 0.875rem; }
.sign-up h2 { margin-bottom: 0; }
label { display: grid; gap: 0.25rem; font-size: 0.875rem; font-weight: 500; }
input {
  font-size: 1rem; font-weight: 400; padding: 0.625rem 0.75rem; border: 1px solid var(--field);
  border-radius: 0.625rem; background: var(--card); min-height: 2.75rem;
}
.primary {
  min-height: 2.75rem; border: 0; border-radius: 0.625rem; background: var(--accent);
  color: var(--on-accent); font-weight: 600;
}
.primary:hover { filter: brightness(1.08); }
[role="alert"] {
  color: var(--alert); background: var(--alert-ground); padding: 0.625rem 0.75rem; border-radius: 0.625rem;
}
`;
