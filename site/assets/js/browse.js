// The list of projects: the address says what is chosen, and all that is shown follows from it.
// The page is complete without this script; it only hides, orders, counts and makes files.
const { address, filter, order, items: reading, facets, chips, municipalities, result, copyButton, downloads } = window.digi;
const { say, number } = window.digi.say;
const $ = (id) => document.getElementById(id);
const table = $("projects");
const towns = $("municipalities");
const text = $("search").elements.q;
const views = [...document.querySelectorAll("[name=view]")];
const boxes = facets.facetsOf($("facets"), () => change({ chosen: facets.ticked(boxes) }));
const names = boxes.map((box) => box.name);
const known = Object.fromEntries(boxes.map((box) => [box.name, box.words]));
const items = reading.itemsOf(table, names);
let state = address.fromQuery(location.search, known);
let shown = items;
let turn = 0;
let typing = false;

const query = (changes = {}) => address.toQuery({ ...state, ...changes }, names);

// One choice is one step back; letters typed in a row are one choice.
function change(changes, isTyping = false) {
  Object.assign(state, { unknown: [] }, changes);
  if (location.protocol !== "file:") {
    const way = isTyping && typing ? "replaceState" : "pushState";
    history[way](null, "", query() ? `?${query()}` : location.pathname);
  }
  typing = isTyping;
  $("copied").textContent = "";
  $("address").hidden = true;
  return show();
}

async function show() {
  const mine = (turn += 1);
  const found = await reading.find(items, state.q);
  if (mine !== turn) return;
  const fits = order.names.includes(state.sort) && (found || state.sort !== "match");
  const sort = fits ? state.sort : found ? "match" : "new";
  shown = order.sorted(filter.select(items, state.chosen, found), sort, found);
  result.rows(table, items, shown, found);
  result.sums($("sums"), shown);
  result.headings(table.tHead, sort);
  for (const box of boxes) facets.paint(box, filter.tally(items, state.chosen, found, box.name), state.chosen[box.name]);
  showWords(sort, found);
  showView();
  for (const link of document.querySelectorAll('[data-module="keep-query"]')) link.search = query();
  document.querySelector(".print-only").textContent = location.href;
}

function showWords(sort, found) {
  const used = inUse(found);
  $("count").textContent = say($("count"), shown.length);
  for (const button of document.querySelectorAll("[data-rows]")) button.textContent = say(button, shown.length);
  for (const button of document.querySelectorAll("[data-format]")) button.disabled = shown.length === 0;
  chips.chips($("chips"), used, text);
  $("nothing").hidden = shown.length > 0;
  $("partly").textContent = shown.some(({ id }) => found?.get(id).whole === false) ? $("partly").dataset.text : "";
  chips.waysOut($("ways-out"), shown.length ? [] : used, $("count"));
  $("open-filters").textContent = $("open-filters").dataset.name + (used.length ? ` (${used.length})` : "");
  $("unknown").hidden = state.unknown.length === 0;
  $("unknown").textContent = $("unknown").dataset.text.replace("{words}", state.unknown.join(", "));
  $("sort").value = sort;
  $("sort").querySelector("[value=match]").hidden = !found;
}

function showView() {
  const view = views.find(({ value }) => value === state.view) ?? views[0];
  const isTowns = view.value === "municipalities";
  view.checked = true;
  table.hidden = isTowns || shown.length === 0;
  table.classList.toggle("cards", view.value === "cards");
  $("towns").hidden = !isTowns || shown.length === 0;
  $("sort").parentElement.hidden = isTowns;
  if (!isTowns) return;
  const sort = municipalities.sorts.includes(state.sort) ? state.sort : "municipality";
  const behind = (role, word) => query({ view: "", sort: "", chosen: { ...state.chosen, [role]: [word] } });
  const count = municipalities.paint(towns, shown, sort, behind);
  result.headings(towns.tHead, sort);
  if (count) $("count").textContent += ` · ${say(towns, count)}`;
}

// The filters in use: what each is called, how to take it away and how many rows there are then.
function inUse(found) {
  const used = boxes.flatMap(({ name, title, values }) =>
    values.filter(({ input }) => state.chosen[name].includes(input.value)).map((value) => {
      const chosen = { ...state.chosen, [name]: state.chosen[name].filter((word) => word !== value.input.value) };
      const without = () => filter.select(items, chosen, found).length;
      return { text: `${title}: ${value.name}`, remove: () => change({ chosen }), without };
    }));
  if (!state.q) return used;
  const without = () => filter.select(items, state.chosen, null).length;
  return [{ text: `${$("chips").dataset.text}: ${state.q}`, remove: () => change({ q: (text.value = "") }), without }, ...used];
}

function taken() {
  const filters = inUse(null).map((one) => one.text).join("; ");
  const told = { address: location.href, count: number(shown.length), filters: filters || "–" };
  return { ids: shown.map(({ id }) => id), about: result.about($("about-file"), told) };
}

// On a narrow page the filters stand in a sheet that a button opens.
function setSheet() {
  const narrow = matchMedia("(max-width: 62rem)");
  const sheet = $("sheet");
  const place = () => {
    if (!narrow.matches && sheet.open) sheet.close();
    (narrow.matches ? sheet.querySelector("[data-slot]") : $("side")).append($("facets"));
  };
  $("open-filters").addEventListener("click", () => sheet.showModal());
  for (const button of sheet.querySelectorAll("[data-close]")) button.addEventListener("click", () => sheet.close());
  narrow.addEventListener("change", place);
  place();
}

// A slash goes to the search box, Escape empties it.
function keys(event) {
  const isField = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  if (event.key === "/" && !isField && !event.ctrlKey && !event.metaKey && !$("sheet").open) {
    event.preventDefault();
    text.focus();
  }
  if (event.key === "Escape" && event.target === text && state.q) change({ q: (text.value = "") });
}

function clear() {
  change({ q: (text.value = ""), chosen: Object.fromEntries(names.map((name) => [name, []])) });
  text.focus();
}

function readAddress() {
  state = address.fromQuery(location.search, known);
  text.value = state.q;
  typing = false;
  show();
}

function listen() {
  $("search").addEventListener("submit", (event) => event.preventDefault());
  $("search").addEventListener("input", () => change({ q: text.value.trim() }, true));
  $("sort").addEventListener("change", () => change({ sort: $("sort").value }));
  $("clear").addEventListener("click", clear);
  for (const view of views) view.addEventListener("change", () => change({ view: view.value, sort: "" }));
  document.addEventListener("keydown", keys);
  window.addEventListener("popstate", readAddress);
}

const isFirst = (name) => $("sort").value === name;
result.sortable(table.tHead, ([first, second]) => change({ sort: isFirst(first) ? second : first }));
result.sortable(towns.tHead, ([name]) => change({ sort: name }));
copyButton($("copy"), $("address"));
downloads($("downloads"), taken);
setSheet();
listen();
readAddress();
