// The page "Before you apply": asks, shows, lets decide, and keeps only what it is told to keep.
const digi = (window.digi ??= {});
const box = document.querySelector('[data-module="match"]');
const KEY = "digiavustukset-before-you-apply";
const words = JSON.parse(box.dataset.words);
const reader = document.documentElement.lang;
const at = (id) => document.getElementById(id);
const prior = new Map([...at("prior").children].map((item) => [item.dataset.id, item]));
const [idea, language, own, theme, notes] = ["idea", "idea-language", "own", "own-theme", "notes"].map(at);
let hits = [];
let decisions = {};

const needs = () => [...box.querySelectorAll('[name="need"]:checked')].map(({ value }) => value);

function element(tag, text, name) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

// What speaks for the project beside the score: theme, region, size, language and what it gives.
function badges({ dataset }) {
  const mine = own.selectedOptions[0].dataset;
  const [here, there] = [Number(mine.people), Number(dataset.people)];
  const kinds = dataset.kinds.split("|");
  const guide = (need) => need === "guide" && kinds.includes("training");
  const tests = {
    theme: theme.value && dataset.themes.split(" ").includes(theme.value),
    region: mine.region && mine.region === dataset.region,
    size: here && there && Math.max(here, there) <= 2 * Math.min(here, there),
    grouping: mine.grouping && mine.grouping === dataset.grouping,
    language: mine.status && mine.status !== "fi" && mine.status === dataset.status,
    need: needs().some((need) => kinds.includes(need) || guide(need) || (need === "peers" && mine.region && mine.region === dataset.region)),
  };
  return Object.keys(tests).filter((name) => tests[name]);
}

function why(hit, item) {
  const list = document.createElement("ul");
  for (const [kind, lead] of [["concept", "shared"], ["near", "near"], ["word", "word"]]) {
    const texts = hit.why.filter((reason) => reason.kind === kind).map(({ text }) => text);
    if (texts.length) list.append(element("li", `${words[lead]} ${texts.join(", ")}`));
  }
  for (const { text } of hit.why.filter(({ kind }) => kind === "meaning")) list.append(element("li", text));
  const others = badges(item).map((name) => words[name]);
  if (others.length) list.append(element("li", others.join(", ")));
  return list;
}

// Marks the words of a paragraph that it shares with the idea.
function marked(paragraph, hit) {
  const text = paragraph.textContent;
  const shared = digi.matchShared(hit);
  const pieces = text.split(/([\p{L}\p{N}\u00ad]+(?:[-\u2010\u2011'\u2019:&][\p{L}\p{N}\u00ad]+)*-?)/u);
  const plain = (piece) => piece.toLowerCase().replaceAll("\u00ad", "");
  paragraph.replaceChildren(...pieces.map((piece) => (shared.has(plain(piece)) ? element("mark", piece) : piece)));
}

// Within a strength, what speaks for the project beside the score comes first.
function ordered(found) {
  const rank = ["strong", "some", "weak"];
  const beside = new Map(found.map(({ id }) => [id, badges(prior.get(id)).length]));
  return [...found].sort(
    (one, other) => rank.indexOf(one.strength) - rank.indexOf(other.strength) || beside.get(other.id) - beside.get(one.id),
  );
}

function shown(hit) {
  const item = prior.get(hit.id).cloneNode(true);
  marked(item.querySelector(".match-summary"), hit);
  const decision = (decisions[hit.id] ??= { choice: "", reason: "" });
  item.querySelector("h3").append(" ", element("span", words[hit.strength], "mark"));
  item.querySelector(".match-why").append(why(hit, item));
  for (const radio of item.querySelectorAll('[type="radio"]')) {
    radio.name = `decision-${hit.id}`;
    radio.checked = radio.value === decision.choice;
    radio.addEventListener("change", () => changed(decision, "choice", radio.value));
  }
  const because = item.querySelector(".because");
  because.value = decision.reason;
  because.addEventListener("input", () => changed(decision, "reason", because.value));
  return item;
}

function changed(decision, name, value) {
  decision[name] = value;
  refresh();
}

function record() {
  const place = own.value ? own.selectedOptions[0].textContent : "";
  const now = new Date();
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  return {
    idea: idea.value.trim(),
    language: language.value,
    date,
    municipality: place,
    dataset: { name: "Digiavustukset", version: digi.matchData.version, sha256: digi.matchData.digest },
    method: digi.matchData.method,
    hits: hits.map((hit) => {
      const link = prior.get(hit.id).querySelector("h3 a");
      const { choice, reason } = decisions[hit.id] ?? {};
      return {
        id: hit.id,
        title: link.textContent,
        address: link.href,
        strength: hit.strength,
        why: hit.why.map(({ text }) => text),
        sources: [...new Set(prior.get(hit.id).dataset.sources.split("; "))],
        decision: choice || "undecided",
        reason: reason ?? "",
      };
    }),
    notes: notes.value.trim(),
    coverage: words.warning,
    address: location.href,
  };
}

function refresh() {
  digi.record.show(at("record"), digi.record.lines(record(), words));
  if (at("keep").checked) localStorage.setItem(KEY, JSON.stringify({ search: search(), decisions, notes: notes.value }));
}

function search() {
  const query = new URLSearchParams({ idea: idea.value.trim(), lang: language.value });
  if (own.value) query.set("own", own.value);
  if (theme.value) query.set("theme", theme.value);
  for (const need of needs()) query.append("need", need);
  return query.toString();
}

async function ask(focus) {
  at("asking").textContent = words.searching;
  let found;
  try {
    found = await digi.match(idea.value, language.value, reader);
  } catch {
    at("asking").textContent = words.failed;
    return;
  }
  at("asking").textContent = "";
  hits = ordered(found.map((hit) => (hit.why.length ? hit : { ...hit, why: [{ kind: "meaning", text: words.meaning }] })));
  const count = hits.length;
  at("found").hidden = false;
  at("nothing").hidden = count > 0;
  at("found-title").textContent = count === 0 ? words.none : count === 1 ? words.one : words.found.replace("{count}", count);
  at("hits").replaceChildren(...hits.map(shown));
  refresh();
  if (focus) at("found-title").focus();
}

// The search stands after # in the address, which no browser sends to a server.
function restore(text) {
  const query = new URLSearchParams(text);
  if (!query.get("idea")) return;
  idea.value = query.get("idea");
  language.value = ["fi", "sv", "en"].includes(query.get("lang")) ? query.get("lang") : reader;
  own.value = query.get("own") ?? "";
  theme.value = query.get("theme") ?? "";
  for (const need of box.querySelectorAll('[name="need"]')) need.checked = query.getAll("need").includes(need.value);
  ask(false);
}

function save(blob, name) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60000);
}

const SAVE = {
  print: () => window.print(),
  md: (all) => save(new Blob([digi.record.markdown(all)], { type: "text/markdown;charset=utf-8" }), "digiavustukset.md"),
  json: () => save(new Blob([`${JSON.stringify(record(), null, 1)}\n`], { type: "application/json" }), "digiavustukset.json"),
  docx: async (all) => save(await digi.record.docx(all), "digiavustukset.docx"),
};

at("idea-form").addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", `#${search()}`);
  ask(true);
});
// A file that cannot be read now is told of when it is asked for.
const prepare = () => digi.matchPrepare(language.value).catch(() => {});
idea.addEventListener("input", prepare, { once: true });
language.addEventListener("change", prepare);
notes.addEventListener("input", refresh);
for (const button of box.querySelectorAll("[data-save]")) {
  button.addEventListener("click", () => SAVE[button.dataset.save](digi.record.lines(record(), words)));
}
at("keep").addEventListener("change", ({ target }) => {
  if (!target.checked) return;
  refresh();
  at("kept").textContent = words.kept;
});
at("erase").addEventListener("click", () => {
  localStorage.removeItem(KEY);
  at("keep").checked = false;
  at("kept").textContent = words.erased;
});
window.addEventListener("hashchange", () => restore(location.hash.slice(1)));

function begin() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(KEY));
  } catch {
    kept = null;
  }
  if (kept) {
    at("keep").checked = true;
    decisions = kept.decisions ?? {};
    notes.value = kept.notes ?? "";
  }
  restore(location.hash.slice(1) || (kept?.search ?? ""));
}

begin();
