// Suggestions under the search box: projects, municipalities and themes, as an ARIA combobox.
// Without this script the form leads to the list of projects.
const { search, searchFile, folded, why } = window.digi;
const { say } = window.digi.say;
const form = document.querySelector("form.search");
const box = form.elements.q;
const panel = document.getElementById("suggestions");
const list = panel.querySelector("[role=listbox]");
const told = document.getElementById("suggested");
const lang = document.documentElement.lang;
const most = { projects: 6, others: 4 };
let turn = 0;

const begins = (text, asked) => folded(text).split(/[\s/–-]+/).some((word) => word.startsWith(asked)) || folded(text).startsWith(asked);

// What there is for a text: [{title, about, address, hits}], others before projects.
async function find(text) {
  const [{ projects, others }, hits] = await Promise.all([searchFile(`${lang}.json`), search(text, { lang })]);
  const asked = folded(text);
  const names = new Set(hits.flatMap((hit) => hit.why.flatMap(({ base }) => (base ? [folded(base)] : []))));
  const places = others.filter(([name, , , more]) => [name, ...more.split(";")].some((one) => one && (begins(one, asked) || names.has(folded(one)))));
  const first = ([name]) => (folded(name).startsWith(asked) ? 0 : 1);
  places.sort((one, other) => first(one) - first(other));
  const found = hits.filter(({ id }) => projects[id]).map((hit) => [hit.id, hit.why]);
  const seen = new Set(found.map(([id]) => id));
  const begun = Object.keys(projects).filter((id) => !seen.has(id) && begins(projects[id][0], asked)).map((id) => [id, []]);
  const rows = [...found, ...begun];
  const options = [
    ...places.slice(0, most.others).map(([title, kind, address]) => ({ title, about: panel.dataset[kind], address, hits: [] })),
    ...rows.slice(0, most.projects).map(([id, hits]) => ({ title: projects[id][0], about: projects[id][1], address: projects[id][2], hits })),
  ];
  return { options, count: found.length };
}

async function update() {
  const mine = (turn += 1);
  const text = box.value.trim();
  if (!text) return close();
  let found;
  try {
    found = await find(text);
  } catch {
    return close(); // Its data may be out of reach; the form still works.
  }
  if (mine !== turn || document.activeElement !== box) return;
  list.replaceChildren(...found.options.map(option));
  if (found.count) {
    list.append(option({ title: say(panel, found.count) }, found.options.length));
    list.lastChild.className = "all";
  }
  told.textContent = say(told, found.options.length);
  select(null);
  panel.hidden = !list.children.length;
  box.setAttribute("aria-expanded", String(!panel.hidden));
}

function option({ title, about, address, hits }, place) {
  const line = document.createElement("li");
  const name = document.createElement("span");
  line.id = `suggestion-${place}`;
  line.setAttribute("role", "option");
  name.textContent = title;
  line.append(name);
  if (address) {
    line.dataset.address = new URL(`../${address}`, window.digi.searchHome).href;
    const small = document.createElement("span");
    small.className = "quiet";
    small.textContent = about;
    line.append(" ", small);
    mark(name, hits);
  }
  return line;
}

// The found words, and what was typed as the beginning of a word.
function mark(name, hits) {
  const asked = folded(box.value.trim());
  const begun = name.textContent.split(/[\s/–-]+/).filter((word) => folded(word).startsWith(asked));
  why.mark(name, [...hits, ...begun.map((found) => ({ found }))]);
}

function close() {
  turn += 1;
  panel.hidden = true;
  told.textContent = "";
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

const selected = () => list.querySelector("[aria-selected=true]");

function select(line) {
  for (const one of list.children) one.setAttribute("aria-selected", String(one === line));
  if (line) box.setAttribute("aria-activedescendant", line.id);
  else box.removeAttribute("aria-activedescendant");
  line?.scrollIntoView({ block: "nearest" });
}

function open(line) {
  if (line.dataset.address) location.assign(line.dataset.address);
  else form.requestSubmit();
}

// Down from the last line and up from the first lead back to the box.
function step(by) {
  const lines = [null, ...list.children];
  select(lines[(lines.indexOf(selected()) + by + lines.length) % lines.length]);
}

function keys(event) {
  if (event.isComposing) return;
  const isOpen = !panel.hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (isOpen) step(event.key === "ArrowDown" ? 1 : -1);
    else update();
  } else if (event.key === "Enter" && isOpen && selected()) {
    event.preventDefault();
    open(selected());
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (isOpen) close();
    else box.value = "";
  }
}

box.setAttribute("role", "combobox");
box.setAttribute("aria-autocomplete", "list");
box.setAttribute("aria-expanded", "false");
box.setAttribute("aria-controls", list.id);
box.addEventListener("input", update);
box.addEventListener("keydown", keys);
box.addEventListener("focus", () => searchFile(`${lang}.json`).catch(() => null));
box.addEventListener("blur", close);
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const line = event.target.closest("[role=option]");
  if (line) open(line);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  box.focus();
});
