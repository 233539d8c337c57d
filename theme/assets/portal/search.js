// The search page: reads the form and the address, shows results as text, tells their number to screen readers.
import { Index } from "./search-index.js";
import { fold, pairs, tokens } from "./search-words.js";

const MOST = 200; // characters of a query that count
const PAGE = 10;
const FILTERS = ["site", "section", "kind", "year"];
const form = document.querySelector("form[data-index]");
const { lang } = document.documentElement;
const words = form.dataset;
const field = form.elements.q;
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const [status, results, rows, more, ways, others] = ["status", "results", "rows", "more", "ways", "others"].map(part);
const index = new Index(words.index, lang);
const heading = document.title;
let turn = 0;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const make = (name, text, kind) => {
  const node = document.createElement(name);
  if (text) node.textContent = text;
  if (kind) node.className = kind;
  return node;
};

const day = (text) => {
  const [year, month, date] = text.split("-");
  if (lang !== "en") return `${date}/${month}/${year}`;
  return `${Number(date)} ${words.months.split(" ")[month - 1]} ${year}`;
};

// Which words of a text a query asked for: neighbours first; where there are none, single words.
function wanted(runs) {
  const near = new Set(), alone = new Set(), single = new Set();
  for (const run of runs) {
    const forms = [run.typed, ...run.used.flatMap((spelling) => spelling.row.map((form) => form.split(" ")))];
    for (const form of forms) {
      for (const pair of pairs(form)) near.add(pair);
      for (const word of form) single.add(word);
      if (form.length === 1) alone.add(form[0]);
    }
  }
  return { near, alone, single };
}

function mark(node, text, { near, alone, single }) {
  const found = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((word) => ({
    start: word.index,
    end: word.index + word[0].length,
    words: tokens(word[0], lang),
  }));
  const hit = found.map((word, n) => {
    const before = found[n - 1]?.words.at(-1), after = found[n + 1]?.words[0];
    return (
      word.words.some((w) => alone.has(w)) ||
      near.has(`${before}_${word.words[0]}`) ||
      near.has(`${word.words.at(-1)}_${after}`)
    );
  });
  const any = hit.includes(true);
  let done = 0;
  for (let n = 0; n < found.length; n++) {
    const is = (at) => at < found.length && (any ? hit[at] : found[at].words.some((w) => w.length > 1 && single.has(w)));
    if (!is(n)) continue;
    const { start } = found[n];
    while (is(n + 1)) n++;
    node.append(text.slice(done, start), make("mark", text.slice(start, found[n].end)));
    done = found[n].end;
  }
  node.append(text.slice(done));
}

function row(record, asked) {
  const item = make("li", "", "result");
  const title = make("h3", "", "card__title");
  const link = make("a");
  if (/^(?:\/(?!\/)|https?:\/\/)/.test(record.url)) link.href = record.url;
  mark(link, record.title, asked);
  title.append(link);
  const line = make("p", "", "card__line");
  const { sites, sections, kinds } = index.head;
  if (Object.keys(sites).length > 1) line.append(make("span", sites[record.site], "card__site"));
  line.append(make("span", sections[record.section]));
  if (kinds[record.kind] !== sections[record.section]) line.append(make("span", kinds[record.kind]));
  const time = make("time", day(record.day));
  time.dateTime = record.day;
  line.append(time);
  item.append(title, line);
  if (record.summary) {
    const summary = make("p", "", "card__summary");
    mark(summary, record.summary, asked);
    item.append(summary);
  }
  return item;
}

// Among equals the one that is written exactly as asked, marks included, comes first.
function exact(record, query) {
  const typed = query.normalize("NFC").toLowerCase().replaceAll('"', " ").trim().replace(/\s+/g, " ");
  const holds = (text) => text.normalize("NFC").toLowerCase().includes(typed);
  if (fold(record.title) === fold(typed)) return 0.4;
  return /[^\x00-\x7f]/.test(typed) ? (holds(record.title) ? 0.2 : holds(record.summary) ? 0.05 : 0) : 0;
}

async function show(found, query, from) {
  const records = await index.records(found.hits.slice(from, from + PAGE));
  for (const record of records) record.score += exact(record, query);
  records.sort((a, b) => b.score - a.score);
  const asked = wanted(found.runs);
  return records.map((record) => row(record, asked));
}

function state() {
  const query = field.value.slice(0, MOST).trim();
  const filters = {};
  for (const name of FILTERS) if (form.elements[name]?.value) filters[name] = form.elements[name].value;
  return { query, filters };
}

async function run() {
  const mine = ++turn;
  const { query, filters } = state();
  document.title = query ? `${query} – ${heading}` : heading;
  others.hidden = true;
  if (!query) {
    results.hidden = true;
    ways.hidden = false;
    rows.replaceChildren();
    status.textContent = "";
    return;
  }
  status.textContent = words.busy;
  results.setAttribute("aria-busy", "true");
  try {
    const year = Number(filters.year) || 0;
    const [found, shown] = await index.use(async () => {
      const answer = await index.search(query, { ...filters, year });
      return [answer, await show(answer, query, 0)];
    });
    if (mine !== turn) return;
    const n = found.hits.length;
    rows.replaceChildren(...shown);
    more.hidden = n <= PAGE;
    more.onclick = () => next(found, query, mine);
    results.hidden = n === 0;
    ways.hidden = n > 0;
    others.hidden = n > 0 || !others.querySelector("a");
    const other = others.querySelector("a");
    if (other) other.search = new URLSearchParams({ q: query });
    const told = n === 0 ? words.none : found.near ? words.near : found.repaired ? words.mended : n === 1 ? words.one : words.some;
    const mended = found.runs.map((r) => r.typed.join(" ")).join(" ");
    status.textContent = fill(told, { n, q: query, r: mended });
  } catch {
    if (mine !== turn) return;
    rows.replaceChildren();
    results.hidden = true;
    ways.hidden = false;
    status.textContent = words.failed;
  } finally {
    if (mine === turn) results.removeAttribute("aria-busy");
  }
}

async function next(found, query, mine) {
  const from = rows.children.length;
  more.disabled = true;
  try {
    const shown = await show(found, query, from);
    if (mine !== turn) return;
    rows.append(...shown);
    shown[0]?.querySelector("a").focus();
    more.hidden = rows.children.length >= found.hits.length;
    status.textContent = fill(words.more, { n: rows.children.length, all: found.hits.length });
  } catch {
    run(); // a release has replaced the index meanwhile
  } finally {
    more.disabled = false;
  }
}

function address() {
  const { query, filters } = state();
  const asked = new URLSearchParams(query ? { q: query, ...filters } : filters).toString();
  return location.pathname + (asked ? `?${asked}` : "");
}

function restore() {
  const asked = new URLSearchParams(location.search);
  field.value = (asked.get("q") ?? "").slice(0, MOST);
  for (const name of FILTERS) {
    const choice = form.elements[name];
    if (choice) choice.value = [...choice.options].some((o) => o.value === asked.get(name)) ? asked.get(name) : "";
  }
  run();
}

const go = () => {
  if (address() !== location.pathname + location.search) history.pushState(null, "", address());
  run();
};
form.addEventListener("submit", (event) => {
  event.preventDefault();
  go();
});
form.addEventListener("change", (event) => {
  if (event.target !== field) go();
});
addEventListener("popstate", restore);
for (const node of document.querySelectorAll("[data-script]")) node.hidden = node.dataset.script === "off";
restore();
