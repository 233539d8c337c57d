// Filters of the register of documents. The rows come from danh-sach.json, asked for when somebody first goes to
// a filter; until then, and where scripts are off, the page is the plain table that the build wrote.
"use strict";

const form = document.querySelector("form[data-register]");
const body = document.querySelector(".register tbody");
const status = document.querySelector("[data-part=count]");
const more = document.querySelector("[data-part=more]");
const SHOWN = 100;
let shown = SHOWN;

// Letters without marks, digits and letters only: "QĐ-UBND 10" finds 10/2024/QĐ-UBND however it is typed.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
const syllables = (text) => fold(text).split(/[^a-z0-9]+/).filter(Boolean);

const read = (list) => list.rows.map((row) => {
  const made = Object.fromEntries(list.keys.map((key, n) => [key, row[n]]));
  const words = syllables(`${made.kind} ${made.number} ${made.title}`);
  return { ...made, year: made.order.slice(0, 4), words, all: ` ${words.join(" ")} ` };
});

const offer = (rows) => {
  for (const name of ["kind", "authority", "field", "year", "state"]) {
    const select = form.elements[name];
    const values = [...new Set(rows.map((row) => row[name]).filter(Boolean))];
    values.sort((a, b) => (name === "year" ? b.localeCompare(a) : a.localeCompare(b, document.documentElement.lang)));
    select.append(...values.map((value) => new Option(value, value)));
    select.closest("p").hidden = values.length < 2;
  }
};

const cell = (row, key, text) => {
  const model = body.dataset[key];
  const made = document.createElement(key === "number" ? "th" : "td");
  if (key === "number") made.scope = "row";
  made.className = key === "number" ? "register__number" : /issued|effective/.test(key) ? "register__day" : "";
  const label = document.createElement("span");
  label.className = "stack__label";
  label.setAttribute("aria-hidden", "true");
  label.textContent = model;
  const value = document.createElement("span");
  value.append(text || "–");
  made.append(label, value);
  return made;
};

const draw = (row) => {
  const line = document.createElement("tr");
  const link = document.createElement("a");
  link.href = row.url;
  link.textContent = row.title;
  const badge = document.createElement("span");
  badge.className = `badge badge--${row.mark || "thuong"}`;
  badge.textContent = row.state;
  line.append(cell(row, "number", row.number), cell(row, "abstract", link), cell(row, "authority", row.authority));
  line.append(cell(row, "issued", row.issued), cell(row, "effective", row.effective));
  line.append(cell(row, "state", row.state && badge));
  return line;
};

const orders = {
  new: (a, b) => b.order.localeCompare(a.order),
  old: (a, b) => a.order.localeCompare(b.order),
  number: (a, b) => a.number.localeCompare(b.number, "vi", { numeric: true }),
};

const apply = (rows) => {
  const asked = Object.fromEntries(new FormData(form));
  const words = syllables(asked.words);
  const fits = (row) =>
    ["kind", "authority", "field", "year", "state"].every((name) => !asked[name] || row[name] === asked[name]) &&
    words.every((word) => row.all.includes(` ${word}`));
  const found = rows.filter(fits).sort(orders[asked.sort]);
  body.replaceChildren(...found.slice(0, shown).map(draw));
  more.hidden = found.length <= shown;
  const rest = document.querySelector(".register__rest");
  if (rest) rest.hidden = true; // it tells of the table that the build wrote
  const { none, one, count } = form.dataset;
  const told = [none, one][found.length] ?? count;
  status.textContent = told.replace("{n}", found.length).replace("{m}", Math.min(found.length, shown));
};

if (form && body) {
  let rows;
  let asked;
  const load = () => {
    asked ??= fetch(form.dataset.register)
      .then((reply) => (reply.ok ? reply.json() : Promise.reject(reply.status)))
      .then((list) => {
        rows = read(list);
        offer(rows);
      })
      .catch(() => {
        asked = undefined;
        status.textContent = form.dataset.failed;
      });
    return asked;
  };
  const show = () => load().then(() => rows && apply(rows));
  const refresh = () => {
    shown = SHOWN;
    return show();
  };
  // the first of the new rows gets the focus: the button may be gone, and reading goes on there
  more.addEventListener("click", () => {
    const before = shown;
    shown += SHOWN;
    show().then(() => body.rows[before]?.querySelector("a")?.focus());
  });
  form.hidden = false;
  form.addEventListener("focusin", load);
  form.addEventListener("pointerenter", load);
  form.addEventListener("input", refresh);
  form.addEventListener("reset", () => setTimeout(refresh));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    refresh();
  });
}
