// The list of projects: filter by text and facets, sort by column, state in the address.
// The table is complete without this script; it only hides and orders rows.
const form = document.querySelector('[data-module="filter"]');
const table = document.querySelector('[data-module="sort"]');
const count = document.querySelector('[data-module="count"]');
const body = table.tBodies[0];
const rows = [...body.rows];
const facets = ["call", "municipality", "region", "theme"];

function fits(row, wanted) {
  const words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
  const inText = words.every((word) => row.dataset.text.includes(word));
  return inText && facets.every((name) => !wanted[name] || row.dataset[name].split(" ").includes(wanted[name]));
}

function say(number) {
  if (number === 0) return count.dataset.none;
  if (number === 1) return count.dataset.one;
  return count.dataset.many.replace("{count}", number);
}

function apply() {
  const wanted = Object.fromEntries(["q", ...facets].map((name) => [name, form.elements[name].value.trim()]));
  for (const row of rows) row.hidden = !fits(row, wanted);
  count.textContent = say(rows.filter((row) => !row.hidden).length);
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();
  if (location.protocol !== "file:") history.replaceState(null, "", query ? `?${query}` : location.pathname);
  for (const link of document.querySelectorAll('[data-module="keep-query"]')) {
    link.search = query ? `?${query}` : "";
  }
}

function readAddress() {
  const query = new URLSearchParams(location.search);
  for (const name of ["q", ...facets]) {
    const value = query.get(name) ?? "";
    const field = form.elements[name];
    field.value = value;
    if (field.value !== value) field.value = "";
  }
}

function key(row, column, kind) {
  const cell = row.cells[column];
  return kind === "value" ? cell.dataset.value : cell.textContent.trim();
}

function compare(a, b, column, kind, direction) {
  const one = key(a, column, kind);
  const other = key(b, column, kind);
  if (!one || !other) return Number(!one) - Number(!other);
  return direction * one.localeCompare(other, document.documentElement.lang, { numeric: true });
}

function sortBy(heading) {
  const direction = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
  rows.sort((a, b) => compare(a, b, heading.cellIndex, heading.dataset.sort, direction));
  body.append(...rows);
}

for (const heading of table.tHead.querySelectorAll("[data-sort]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  button.addEventListener("click", () => sortBy(heading));
  heading.append(button);
}
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(apply));
readAddress();
form.hidden = false;
apply();
