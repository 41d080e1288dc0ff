/** The look of the stand-in's pages: phone first, light and dark by the reader's system. */
export const STYLE = `
:root {
  --ground: #f6f7fb; --card: #ffffff; --ink: #1a1c2b; --quiet: #5a5e73; --line: #dfe2ec;
  --field: #868aa0; --accent: #4b45c6; --on-accent: #ffffff; --good: #14683f; --bad: #a92a1c; --wait: #83560a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #11131c; --card: #1a1d29; --ink: #eef0f8; --quiet: #a5aac0; --line: #2f3345;
    --field: #787e97; --accent: #a5a0ff; --on-accent: #16143f; --good: #6fd6a0; --bad: #ff9c8e; --wait: #f0c069;
  }
}
* { box-sizing: border-box; margin: 0; }
body {
  background: var(--ground); color: var(--ink);
  font: 15px/1.5 ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { margin: 0 auto; padding: clamp(1.25rem, 4vw, 2.5rem) clamp(0.875rem, 4vw, 2rem) 4rem; }
.narrow { max-width: 32rem; }
.wide { max-width: 76rem; }
h1 { font-size: clamp(1.5rem, 5vw, 1.875rem); line-height: 1.2; letter-spacing: -0.02em; text-wrap: balance; }
header p { margin-top: 0.375rem; color: var(--quiet); max-width: 44rem; }
section { margin-top: 2rem; }
h2 { font-size: 1.0625rem; margin-bottom: 0.625rem; }
h2 span, .quiet { color: var(--quiet); font-weight: 400; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; padding: 0.875rem 1rem; }
.card + .card { margin-top: 0.625rem; }
.slim { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.375rem 1rem; padding: 0.5rem 0.75rem; }
.slim .actions { margin: 0; }
.slim strong { font-size: 0.9375rem; }
.slim button { min-height: 1.875rem; padding: 0.125rem 0.625rem; }
.grid { display: grid; gap: 0.625rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); }
.grid .card { margin: 0; }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; }
.top > * { min-width: 0; overflow-wrap: anywhere; }
.top strong { font-size: 1.0625rem; font-variant-numeric: tabular-nums; }
code { font: 0.8125rem ui-monospace, SFMono-Regular, Menlo, monospace; color: var(--quiet); overflow-wrap: anywhere; }
.badge { border: 1px solid currentColor; border-radius: 1rem; padding: 0 0.5rem; font-size: 0.8125rem; white-space: nowrap; }
.good { color: var(--good); } .bad { color: var(--bad); } .wait { color: var(--wait); }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.625rem; align-items: end; }
.actions:not(:has(*)) { display: none; }
form { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }
.stack { display: grid; gap: 0.75rem; margin-top: 1.5rem; align-items: stretch; }
label { display: grid; gap: 0.125rem; font-size: 0.8125rem; color: var(--quiet); }
input {
  font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--field); border-radius: 0.5rem;
  padding: 0.3125rem 0.5rem; min-height: 2.25rem; width: 6rem;
}
button {
  font: inherit; cursor: pointer; color: var(--ink); background: var(--card); border: 1px solid var(--field);
  border-radius: 0.5rem; padding: 0.3125rem 0.75rem; min-height: 2.25rem;
}
button:hover { border-color: var(--accent); color: var(--accent); }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; min-height: 2.75rem; }
.primary:hover { color: var(--on-accent); filter: brightness(1.08); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[role="alert"] { color: var(--bad); border: 1px solid currentColor; border-radius: 0.75rem; padding: 0.625rem 0.875rem; margin-top: 1rem; }
`;
