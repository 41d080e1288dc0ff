/**
 * What the page does by itself: writes times in the viewer's zone, shows what arrives, and follows its own links without losing its
 * place in the list. All of it also works without.
 */
export const SCRIPT = `
const FORMATS = {
  time: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  full: { weekday: "short", year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
  date: { weekday: "long", year: "numeric", month: "long", day: "numeric", timeZone: "UTC" },
  month: { month: "short" },
  day: { day: "numeric" },
};
const SPAN = { ...FORMATS.full, weekday: "long", month: "long" };
const write = (options, date) => new Intl.DateTimeFormat(undefined, options).format(date);

function writeTimes(root) {
  for (const time of root.querySelectorAll("time:not([data-written])")) {
    const date = new Date(time.dateTime);
    const { as, end } = time.dataset;
    if (as === "span") time.textContent = new Intl.DateTimeFormat(undefined, SPAN).formatRange(date, new Date(end));
    else if (as === "short") {
      const isToday = date.toDateString() === new Date().toDateString();
      time.textContent = write(isToday ? { hour: "2-digit", minute: "2-digit" } : { month: "short", day: "numeric" }, date);
    } else time.textContent = write(FORMATS[as], date);
    time.title = date.toISOString();
    time.dataset.written = "";
  }
}

const sources = new Map();

/** Puts a part of a fresh page in the place of the shown one, if it says something else. */
function swap(fresh, selector) {
  const [shown, current] = [document.querySelector(selector), fresh.querySelector(selector)];
  if (shown === null || current === null) return;
  const source = current.outerHTML;
  if (sources.get(selector) === source) return;
  sources.set(selector, source);
  if (shown.contains(document.activeElement) && document.activeElement.matches("input, select")) return;
  const isRow = document.activeElement?.matches("#list .row");
  const href = document.activeElement?.getAttribute("href");
  shown.replaceChildren(...current.childNodes);
  writeTimes(shown);
  if (isRow) [...shown.querySelectorAll(".row")].find((row) => row.getAttribute("href") === href)?.focus();
}

async function fetchPage() {
  const asked = location.href;
  const text = await fetch(asked).then((answer) => answer.text(), () => null);
  return text === null || asked !== location.href ? null : new DOMParser().parseFromString(text, "text/html");
}

/** Shows the page of the address, as if the browser had loaded it. */
async function show() {
  const fresh = await fetchPage();
  if (fresh === null) return;
  sources.clear();
  const list = document.getElementById("list");
  const place = list?.scrollTop ?? 0;
  for (const selector of ["#bar", "main"]) {
    document.querySelector(selector).replaceWith(fresh.querySelector(selector));
  }
  document.querySelector("[role=alert]")?.remove();
  writeTimes(document);
  const shown = document.getElementById("list");
  if (shown !== null) shown.scrollTop = place;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (link === null || link.origin !== location.origin || link.pathname !== "/") return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  void show();
  if (matchMedia("(max-width: 51.99rem)").matches) scrollTo(0, 0);
});
addEventListener("popstate", () => void show());

document.addEventListener("change", (event) => {
  if (event.target.matches(".recipients select")) event.target.form.requestSubmit();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get") return;
  event.preventDefault();
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  history.pushState(null, "", query.size === 0 ? "/" : "/?" + query);
  void show();
});

/** The arrow keys go from row to row. */
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !document.activeElement?.matches("#list .row")) return;
  const rows = [...document.querySelectorAll("#list .row")];
  const next = rows[rows.indexOf(document.activeElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
});

async function keepCurrent() {
  if (!document.hidden) {
    const fresh = await fetchPage();
    if (fresh !== null) {
      for (const selector of ["#bar", "#list", "#status", "#reader > .nothing", ".part.events", ".part.thread"]) swap(fresh, selector);
    }
  }
  setTimeout(keepCurrent, 1200);
}

writeTimes(document);
setTimeout(keepCurrent, 1200);
`;
