/** The look of the inbox: two panes, on a phone one at a time; light and dark by the reader's system. */
export const STYLE = `
:root {
  --ground: #f5f5f2; --card: #ffffff; --ink: #1d1e1b; --quiet: #63655e; --line: #e4e3dd; --field: #8c8d84;
  --accent: #245fb0; --on-accent: #ffffff; --wash: #eaf0f9; --good: #1b6a42; --bad: #a82c1d; --wait: #7d570c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131412; --card: #1b1c1a; --ink: #efefe9; --quiet: #a3a59b; --line: #2e302c; --field: #777a70;
    --accent: #8fb8f4; --on-accent: #10233f; --wash: #212a38; --good: #74d3a0; --bad: #ff9e90; --wait: #efc172;
  }
}
* { box-sizing: border-box; margin: 0; }
html { height: 100%; }
body {
  min-height: 100%; display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
  font: 15px/1.5 ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
a { color: var(--accent); }
h2 { font-size: 1.375rem; line-height: 1.25; letter-spacing: -0.015em; text-wrap: balance; overflow-wrap: anywhere; }
h3 { font-size: 0.9375rem; margin: 1.5rem 0 0.5rem; }
ol, ul { list-style: none; padding: 0; }
.quiet, .from p span, .from p + p, time { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.nothing { padding: 3rem 1.5rem; color: var(--quiet); text-align: center; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.row:focus-visible { outline-offset: -2px; }

#bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 1rem; padding: 0.625rem 1rem; border-bottom: 1px solid var(--line); background: var(--card); }
#bar h1 { font-size: 1.0625rem; letter-spacing: -0.01em; }
#bar nav { display: flex; gap: 0.25rem; }
#bar nav a { display: flex; align-items: center; gap: 0.375rem; min-height: 2.25rem; padding: 0 0.75rem; border-radius: 0.5rem; color: var(--quiet); text-decoration: none; }
#bar nav a:hover { color: var(--ink); background: var(--ground); }
#bar nav a[aria-current] { color: var(--accent); background: var(--wash); font-weight: 600; }
.count { font-size: 0.75rem; font-weight: 600; min-width: 1.25rem; padding: 0 0.375rem; border-radius: 1rem; background: var(--line); color: var(--quiet); text-align: center; }
[aria-current] .count { background: var(--accent); color: var(--on-accent); }
.recipients { margin-inline-start: auto; min-width: 0; }

main { flex: 1; display: grid; grid-template-columns: minmax(18rem, 25rem) minmax(0, 1fr); min-height: 0; }
main.single { grid-template-columns: minmax(0, 1fr); }
#list { border-inline-end: 1px solid var(--line); background: var(--card); }
#reader { display: flex; flex-direction: column; min-width: 0; }
@media (min-width: 52rem) {
  body { height: 100dvh; }
  #list, #reader { overflow: auto; }
  .back { display: none; }
}
@media (max-width: 51.99rem) {
  main, main.single { display: block; }
  main:not(.reading) #reader { display: none; }
  main.reading #list, body:has(main.reading) .recipients { display: none; }
  #list { border: 0; }
  .reading .letterhead { padding-top: 0.375rem; }
  .recipients { width: 100%; }
  .recipients label, .recipients select { width: 100%; }
  #reader { min-height: calc(100dvh - 7rem); }
}
.back { padding: 0.75rem 1rem 0; text-decoration: none; align-self: start; }

.row { position: relative; display: grid; grid-template-columns: 2.25rem minmax(0, 1fr) auto; gap: 0 0.75rem; padding: 0.75rem 1rem; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
.row:hover { background: var(--ground); }
.row[aria-current] { background: var(--wash); }
.row .initials { grid-row: 1 / span 3; }
.row .who, .row .subject, .row .preview { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.row time { font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
.row .subject, .row .preview, .row .marks { grid-column: 2 / -1; }
.row .preview { color: var(--quiet); font-size: 0.875rem; }
.row .who { color: var(--quiet); font-size: 0.875rem; }
.unread .subject { font-weight: 650; }
.unread::before { content: ""; position: absolute; inset-inline-start: 0.3125rem; top: 1.625rem; width: 0.4375rem; height: 0.4375rem; border-radius: 50%; background: var(--accent); }
.marks { display: flex; flex-wrap: wrap; gap: 0.375rem; font-size: 0.75rem; color: var(--quiet); }
.marks:not(:has(*)) { display: none; }
.row .marks { margin-top: 0.25rem; }
.kind { padding: 0 0.5rem; border-radius: 1rem; background: var(--line); font-size: 0.75rem; line-height: 1.25rem; }
.badge { border: 1px solid currentColor; border-radius: 1rem; padding: 0 0.5rem; font-size: 0.75rem; line-height: 1.125rem; white-space: nowrap; }
.good { color: var(--good); } .bad { color: var(--bad); } .wait { color: var(--wait); }

.initials { flex: none; display: grid; place-items: center; width: 2.25rem; height: 2.25rem; border-radius: 50%; font-size: 0.8125rem; font-weight: 600; background: hsl(var(--hue) 45% 88%); color: hsl(var(--hue) 60% 24%); --hue: 210; }
.initials[data-hue="1"] { --hue: 20; } .initials[data-hue="2"] { --hue: 45; } .initials[data-hue="3"] { --hue: 95; } .initials[data-hue="4"] { --hue: 155; }
.initials[data-hue="5"] { --hue: 190; } .initials[data-hue="6"] { --hue: 265; } .initials[data-hue="7"] { --hue: 325; }
@media (prefers-color-scheme: dark) { .initials { background: hsl(var(--hue) 28% 27%); color: hsl(var(--hue) 60% 87%); } }

.letterhead { padding: 1.25rem 1.5rem 0.75rem; }
.from { display: flex; gap: 0.75rem; align-items: center; margin-top: 0.875rem; }
.from > div { min-width: 0; overflow-wrap: anywhere; font-size: 0.9375rem; line-height: 1.4; }
.letterhead .marks { margin-top: 0.75rem; }
.chips { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.75rem; }
.chip { display: inline-flex; gap: 0.5rem; align-items: center; min-height: 2.25rem; padding: 0 0.75rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--card); color: inherit; text-decoration: none; font-size: 0.875rem; }
.chip:hover { border-color: var(--accent); }
.chip span { color: var(--quiet); }
.tabs { display: flex; gap: 0.25rem; padding: 0 1.125rem; border-bottom: 1px solid var(--line); overflow-x: auto; overflow-y: hidden; scrollbar-width: none; flex: none; }
.tabs a { padding: 0.5rem 0.625rem; color: var(--quiet); text-decoration: none; border-bottom: 2px solid transparent; white-space: nowrap; }
.tabs a:hover { color: var(--ink); }
.tabs a[aria-current] { color: var(--accent); border-color: var(--accent); font-weight: 600; }
.part { flex: 1; padding: 1.25rem 1.5rem 3rem; }
.part.letter { display: flex; padding: 0; background: var(--card); }
iframe { flex: 1; width: 100%; min-height: 26rem; border: 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 0.875rem/1.55 ui-monospace, SFMono-Regular, Menlo, monospace; }
.part.text pre { font: inherit; max-width: 44rem; }
code { font: 0.8125rem ui-monospace, SFMono-Regular, Menlo, monospace; color: var(--quiet); overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.375rem 1.25rem; }
dt { color: var(--quiet); } dd { overflow-wrap: anywhere; }
details { margin-top: 1rem; } summary { cursor: pointer; color: var(--quiet); padding: 0.375rem 0; }
details pre { margin-top: 0.5rem; padding: 0.875rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; }

.occasion { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 1.25rem; max-width: 44rem; padding: 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 1rem; }
.occasion + .occasion { margin-top: 1rem; }
.leaf { align-self: start; width: 4rem; overflow: hidden; border: 1px solid var(--line); border-radius: 0.75rem; text-align: center; }
.leaf time { display: block; }
.leaf time:first-child { background: var(--accent); color: var(--on-accent); font-size: 0.75rem; font-weight: 600; line-height: 1.5rem; text-transform: uppercase; letter-spacing: 0.04em; }
.leaf time + time { color: var(--ink); font-size: 1.625rem; font-weight: 600; line-height: 2.75rem; font-variant-numeric: tabular-nums; }
.method { font-size: 0.8125rem; font-weight: 600; color: var(--accent); }
.occasion h3 { margin: 0; font-size: 1.1875rem; line-height: 1.3; overflow-wrap: anywhere; }
.when { margin-bottom: 0.875rem; } .when time { color: inherit; }
.occasion dl { font-size: 0.9375rem; }
.guest { display: block; } .notes { white-space: pre-wrap; }
.off .leaf time:first-child { background: var(--bad); color: var(--card); }
.off .method { color: var(--bad); } .off h3, .off .when { text-decoration: line-through; }
@media (max-width: 30rem) { .occasion { grid-template-columns: minmax(0, 1fr); gap: 0.875rem; } .letterhead, .part { padding-inline: 1rem; } .part.letter { padding: 0; } .tabs { padding-inline: 0.5rem; } }

.events li { padding: 0.625rem 0; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.375rem 1rem; }
.events p { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
.thread { display: flex; flex-direction: column; gap: 0.75rem; max-width: 44rem; }
.bubble { align-self: start; max-width: min(34rem, 92%); padding: 0.625rem 0.875rem; border: 1px solid var(--line); border-radius: 1rem 1rem 1rem 0.25rem; background: var(--card); overflow-wrap: anywhere; }
.bubble > p:first-child { white-space: pre-wrap; }
.bubble .quiet { margin-top: 0.25rem; font-size: 0.8125rem; }
.bubble .actions { margin-top: 0.375rem; } .bubble button { min-height: 1.75rem; padding: 0 0.5rem; font-size: 0.8125rem; color: var(--quiet); border-color: var(--line); }
.mine { align-self: end; border-radius: 1rem 1rem 0.25rem 1rem; background: var(--wash); border-color: transparent; }
.answer { display: flex; gap: 0.5rem; margin-top: 0.5rem; } .answer label { flex: 1; } .answer input { width: 100%; }

.faults { padding: 1.25rem 1.5rem 3rem; max-width: 76rem; width: 100%; margin: 0 auto; }
.faults section + section, .faults > .actions { margin-top: 2rem; }
.faults h2 { font-size: 1.0625rem; margin-bottom: 0.625rem; }
.grid { display: grid; gap: 0.625rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
.card { padding: 0.75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; }
.card.on { border-color: var(--bad); } .on p { color: var(--bad); }
.card .actions { margin-top: 0.5rem; } .card label { display: grid; font-size: 0.8125rem; color: var(--quiet); } .card input { width: 6rem; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }
section > .actions { margin-top: 0.75rem; }
button, input, select { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--field); border-radius: 0.5rem; padding: 0.25rem 0.75rem; min-height: 2.25rem; max-width: 100%; }
button { cursor: pointer; } button:hover { border-color: var(--accent); color: var(--accent); }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.primary:hover { color: var(--on-accent); filter: brightness(1.06); }
[role="alert"] { color: var(--bad); padding: 0.625rem 1rem; border-bottom: 1px solid currentColor; }
@media (pointer: coarse) { button, input, select, .chip, #bar nav a { min-height: 2.75rem; } .tabs a, .back { padding-block: 0.75rem; } }
`;
