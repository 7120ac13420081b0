// The list of projects: the address says what is chosen, and all that is shown follows from it.
// The page is complete without this script; it only hides, orders, counts and makes files.
const { address, filter, order, facets, chips, municipalities, copyButton, downloads } = window.digi;
const $ = (id) => document.getElementById(id);
const language = document.documentElement.lang;
const number = new Intl.NumberFormat({ fi: "fi-FI", sv: "sv-FI", en: "en-GB" }[language]);
const euro = new Intl.NumberFormat({ fi: "fi-FI", sv: "sv-FI", en: "en-GB" }[language], { style: "currency", currency: "EUR", maximumFractionDigits: 0 });
const page = document.querySelector('[data-module="browse"]');
const search = $("search");
const form = $("facets");
const table = $("projects");
const towns = $("municipalities");
const status = $("count");
const boxes = facets.facetsOf(form, () => change({ chosen: ticked() }));
const names = boxes.map((box) => box.name);
const known = Object.fromEntries(boxes.map((box) => [box.name, box.words]));
const items = [...table.tBodies[0].rows].map(itemOf);
const byId = new Map(items.map((item) => [item.id, item]));
let state = address.fromQuery(location.search, known);
let shown = items;
let asked = 0;
let typing = false;

function itemOf(row, place) {
  const { id, text, euros, opened, kind } = row.dataset;
  const words = Object.fromEntries(names.map((name) => [name, row.dataset[name].split(" ").filter(Boolean)]));
  const [name, who] = [row.cells[0].querySelector("a").textContent, row.cells[1].textContent.trim()];
  return { row, place, id, text, name, who, words, kind, euros: euros ? Number(euros) : null, opened: opened || null };
}

function ticked() {
  return Object.fromEntries(boxes.map((box) => [box.name, box.values.map(({ input }) => input).filter((input) => input.checked).map((input) => input.value)]));
}

const words = (element, count) => (element.dataset[["none", "one"][count]] ?? element.dataset.many).replace("{count}", number.format(count));
const querySelf = (changes = {}) => address.toQuery({ ...state, ...changes }, names);

// What the text finds: id → {rank, why}; null without a text. The search engine if it is there.
async function find(text) {
  if (!text) return null;
  const engine = window.digi.search?.(text, { lang: language });
  const hits = (await engine?.catch?.(() => null)) ?? filter.plainSearch(items, text);
  return new Map(hits.filter((hit) => byId.has(hit.id)).map((hit, rank) => [hit.id, { rank, why: hit.why ?? [] }]));
}

async function change(changes, isTyping = false) {
  Object.assign(state, changes);
  if (location.protocol !== "file:") {
    const query = querySelf();
    history[isTyping && typing ? "replaceState" : "pushState"](null, "", query ? `?${query}` : location.pathname);
  }
  typing = isTyping;
  await show();
}

async function show() {
  const turn = (asked += 1);
  const found = await find(state.q);
  if (turn !== asked) return;
  const sort = order.names.includes(state.sort) && (found || state.sort !== "match") ? state.sort : found ? "match" : "new";
  shown = order.sorted(filter.select(items, state.chosen, found), sort, found);
  showRows(found);
  showSorts(sort, Boolean(found));
  for (const box of boxes) facets.paint(box, filter.tally(items, state.chosen, found, box.name), state.chosen[box.name]);
  showView();
  showSums();
  showChips();
  $("unknown").hidden = state.unknown.length === 0;
  $("unknown").textContent = $("unknown").dataset.text.replace("{words}", state.unknown.join(", "));
  for (const link of document.querySelectorAll('[data-module="keep-query"]')) link.search = querySelf();
}

function showRows(found) {
  for (const { row } of items) row.hidden = true;
  for (const { row, id } of shown) {
    row.hidden = false;
    const why = row.querySelector(".why");
    why.textContent = (found?.get(id).why ?? []).map(({ text }) => text).join(", ");
  }
  const rest = items.filter(({ row }) => row.hidden);
  table.tBodies[0].append(...[...shown, ...rest].map(({ row }) => row));
  status.textContent = words(status, shown.length);
  $("nothing").hidden = shown.length > 0;
  for (const button of document.querySelectorAll("[data-rows]")) button.textContent = words(button, shown.length);
  for (const button of document.querySelectorAll("[data-format]")) button.disabled = shown.length === 0;
}

function showSorts(sort, isSearch) {
  $("sort").value = sort;
  $("sort").querySelector("[value=match]").hidden = !isSearch;
  for (const heading of table.tHead.querySelectorAll("[data-sort]")) {
    const place = heading.dataset.sort.split(" ").indexOf(sort);
    if (place < 0) heading.removeAttribute("aria-sort");
    else heading.setAttribute("aria-sort", heading.dataset.first === "descending" ? ["descending", "ascending"][place] : ["ascending", "descending"][place]);
  }
}

function showView() {
  const view = page.querySelector(`[name=view][value="${CSS.escape(state.view)}"]`) ?? page.querySelector("[name=view]");
  view.checked = true;
  const isTowns = view.value === "municipalities";
  table.hidden = isTowns || shown.length === 0;
  table.classList.toggle("cards", view.value === "cards");
  $("towns").hidden = !isTowns || shown.length === 0;
  $("sort").parentElement.hidden = isTowns;
  if (!isTowns) return;
  const sort = municipalities.sorts.includes(state.sort) ? state.sort : "municipality";
  for (const heading of towns.tHead.querySelectorAll("[data-sort]")) {
    if (heading.dataset.sort === sort) heading.setAttribute("aria-sort", heading.dataset.first);
    else heading.removeAttribute("aria-sort");
  }
  const count = municipalities.paint(towns, shown, sort, (role, word) => querySelf({ view: "", sort: "", chosen: { ...state.chosen, [role]: [word] } }));
  status.textContent += ` · ${words(towns, count)}`;
}

function showSums() {
  const sums = filter.sums(shown);
  let count = 0;
  for (const line of $("sums").querySelectorAll("[data-kind]")) {
    const sum = sums.get(line.dataset.kind) ?? { euros: 0, count: 0 };
    count += sum.count;
    line.hidden = sum.count === 0;
    line.querySelector("strong").textContent = line.dataset.text.replace("{sum}", euro.format(sum.euros));
    line.querySelector("span").textContent = words(line, sum.count);
  }
  const rest = $("sums").querySelector("[data-rest]");
  rest.hidden = shown.length === count;
  rest.textContent = words(rest, shown.length - count);
}

function inUse() {
  const used = boxes.flatMap((box) =>
    box.values.filter(({ input }) => state.chosen[box.name].includes(input.value)).map(({ input, name }) => ({
      text: `${box.title}: ${name}`,
      remove: () => change({ chosen: { ...state.chosen, [box.name]: state.chosen[box.name].filter((word) => word !== input.value) } }),
    })));
  const text = { text: `${$("chips").dataset.text}: ${state.q}`, remove: () => change({ q: (search.elements.q.value = "") }) };
  return state.q ? [text, ...used] : used;
}

function showChips() {
  const used = inUse();
  chips($("chips"), used, search.elements.q);
  $("open-filters").textContent = used.length ? `${$("open-filters").dataset.name} (${used.length})` : $("open-filters").dataset.name;
}

// The second sheet of the workbook: the page's own words about the data, with this search in them.
function about() {
  const told = { "{address}": location.href, "{count}": number.format(shown.length), "{filters}": inUse().map(({ text }) => text).join("; ") || "–" };
  const fill = (text) => Object.entries(told).reduce((result, [sign, value]) => result.replace(sign, () => value), text.trim());
  const link = (element) => element.querySelector("a")?.href;
  return [...$("about-file").content.querySelectorAll("dt")].map((term) => {
    const meaning = term.nextElementSibling;
    return [fill(term.textContent), link(meaning) ? new URL(meaning.querySelector("a").getAttribute("href"), location.href).href : fill(meaning.textContent)];
  });
}

// On a narrow page the filters stand in a sheet that is opened by a button.
function place(isNarrow) {
  const sheet = $("sheet");
  if (!isNarrow && sheet.open) sheet.close();
  (isNarrow ? sheet.querySelector("[data-slot]") : $("side")).append(form);
}

function sortButtons(head, next) {
  for (const heading of head.querySelectorAll("[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => change({ sort: next(heading.dataset.sort.split(" ")) }));
    heading.append(button);
  }
}

function keys(event) {
  const isField = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  if (event.key === "/" && !isField && !event.ctrlKey && !event.metaKey && !$("sheet").open) {
    event.preventDefault();
    search.elements.q.focus();
  }
  if (event.key === "Escape" && event.target === search.elements.q && state.q) change({ q: (search.elements.q.value = "") });
}

function start() {
  const narrow = matchMedia("(max-width: 62rem)");
  narrow.addEventListener("change", () => place(narrow.matches));
  place(narrow.matches);
  sortButtons(table.tHead, ([first, second]) => (state.sort === first || (first === "new" && !state.sort && !state.q) ? second : first));
  sortButtons(towns.tHead, ([name]) => name);
  search.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", () => change({ q: search.elements.q.value.trim() }, true));
  $("sort").addEventListener("change", () => change({ sort: $("sort").value }));
  for (const radio of page.querySelectorAll("[name=view]")) radio.addEventListener("change", () => change({ view: radio.value, sort: "" }));
  $("clear").addEventListener("click", () => {
    search.elements.q.value = "";
    change({ q: "", chosen: Object.fromEntries(names.map((name) => [name, []])), unknown: [] });
    search.elements.q.focus();
  });
  $("open-filters").addEventListener("click", () => $("sheet").showModal());
  for (const button of $("sheet").querySelectorAll("[data-close]")) button.addEventListener("click", () => $("sheet").close());
  document.addEventListener("keydown", keys);
  window.addEventListener("popstate", readAddress);
  copyButton($("copy"), $("address"));
  downloads($("downloads"), () => ({ ids: shown.map(({ id }) => id), about: about() }));
  readAddress();
}

function readAddress() {
  state = address.fromQuery(location.search, known);
  search.elements.q.value = state.q;
  typing = false;
  show();
}

start();
