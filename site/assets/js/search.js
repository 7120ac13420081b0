// Searches by words in any form: digi.search(query, {lang}) → [{id, score, why}], best first.
// Words by their first two letters stand in small files beside the scripts, read when asked for.
const digi = (window.digi ??= {});
const home = new URL("../search/", document.currentScript.src);
const languages = ["fi", "sv", "en"];
const files = new Map();
const shards = new Map();
const weights = { parts: 40, beginning: 30, typo: 20 };
const own = { word: 100, name: 100, related: 70, synonym: 60, meaning: 50, part: 45, parts: 40, beginning: 30, typo: 20 };

const plain = (text) => text.normalize("NFC").toLowerCase().replace(/[\u2010\u2011]/g, "-").replace(/\u2019/g, "'");
const folded = (text) => plain(text).normalize("NFD").replace(/\p{M}/gu, "");
const beginning = (word) => [...folded(word)].slice(0, 2).map((sign) => (/[a-z0-9]/.test(sign) ? sign : "_")).join("");

function read(path) {
  if (!files.has(path)) {
    files.set(path, fetch(new URL(path, home)).then((reply) => {
      if (!reply.ok) throw new Error(reply.statusText);
      return reply.json();
    }));
  }
  return files.get(path);
}

// The words that begin as this one does; none where there is no such file.
async function shardOf(word, lang) {
  const path = `${lang}/${beginning(word)}.json`;
  const names = await read("names.json");
  if (!names[lang].split(" ").includes(beginning(word))) return unpacked({ e: [], k: {}, s: "" });
  if (!shards.has(path)) shards.set(path, read(path).then(unpacked));
  return shards.get(path);
}

function unpacked({ e, k, s }) {
  const entries = e.map(([text, stem, endings, fronts, answers]) => {
    const forms = endings.split(" ").map((ending) => stem + (ending === "0" ? "" : ending));
    return { text, forms: new Set(forms), fronts: new Set(fronts.split(" ").filter(Boolean)), answers };
  });
  return { entries, known: Object.entries(k).map(([pattern, stems]) => [pattern, new Set(stems.split(" "))]), stops: new Set(s.split(" ")) };
}

function parse(text) {
  const clauses = [];
  for (const hit of text.replace(/[\u201c\u201d]/g, '"').matchAll(/(-?)"([^"]*)"?|(-?)(\S+)/g)) {
    const phrase = hit[2] !== undefined;
    const words = (phrase ? hit[2] : hit[4]).match(/[\p{L}\p{N}]+(?:[-'\u2019:&][\p{L}\p{N}]+)*-?/gu) ?? [];
    if (words.length) clauses.push({ words: words.map(plain), phrase, unwanted: Boolean(hit[1] || hit[3]) });
  }
  return clauses;
}

// Answers as a map: document → hit; of two the better one stays.
function best(...lists) {
  const found = new Map();
  for (const hit of lists.flat()) {
    const known = found.get(hit.id);
    if (!known || hit.score > known.score) found.set(hit.id, hit);
  }
  return found;
}

// A score below twice that of its kind is of words in a theme alone, whose weight is one.
const hitsOf = (entry, asked) => entry.answers.map(([id, score, kind, found, said, means]) => ({
  id, score, kind, asked, found, said, means, base: entry.text, theme: score < 2 * own[kind], text: said ? `${said} ~ ${means}` : found,
}));
const weaker = (hits, kind) => hits.map((hit) => ({ ...hit, kind, score: Math.floor(hit.score / own[hit.kind]) * weights[kind] }));

// The hits of a word: in its language, else in one that knows it, else of words near it.
async function wordHits(word, lang) {
  const bare = word.split(":")[0];
  const exact = await exactly(word, bare, lang);
  if (exact.length) return best(exact.flatMap((entry) => hitsOf(entry, word)));
  const { entries } = await shardOf(bare, lang);
  let found = new Map();
  for (const other of languages.filter((code) => code !== lang && !found.size)) {
    const there = (await shardOf(bare, other)).entries.filter((entry) => entry.forms.has(bare));
    found = best(there.flatMap((entry) => hitsOf(entry, word)));
  }
  if (!found.size) found = await compoundHits(bare, lang);
  if (!found.size) found = best(nearHits(entries, bare));
  if (!found.size) found = best(await misspelt(bare));
  return found.size && (await isKnown(bare, lang)) ? new Map() : found;
}

// The entries of a word in one of its forms, else of the word without a particle at its end.
async function exactly(word, bare, lang) {
  const { entries } = await shardOf(bare, lang);
  const found = entries.filter((entry) => entry.forms.has(bare) || entry.forms.has(word));
  if (found.length) return found;
  const without = await withoutTail(bare, lang);
  return entries.filter((entry) => without.some((form) => entry.forms.has(form)));
}

async function withoutTail(word, lang) {
  const tails = (await read("names.json"))[`${lang}-tails`];
  return tails.filter(([tail]) => word.endsWith(tail) && word.length > tail.length + 2)
    .map(([tail, restore]) => word.slice(0, word.length - tail.length) + restore);
}

// Whether a word is a form of one that the lists know but no project has: then it is no typing error.
async function isKnown(word, lang) {
  const { known } = await shardOf(word, lang);
  if (!known.length) return false;
  const patterns = await read(`${lang}/patterns.json`);
  const empty = (text) => text || "0";
  const isForm = (form) => known.some(([pattern, stems]) => patterns[pattern].split(" ").some((ending) => {
    const bare = ending === "0" ? "" : ending;
    return form.endsWith(bare) && stems.has(empty(form.slice(0, form.length - bare.length)));
  }));
  return [word, ...(await withoutTail(word, lang))].some(isForm);
}

// Words of the projects one edit away, whatever they begin with: they end as the asked one does.
async function misspelt(word) {
  const end = beginning([...word].slice(-2).join(""));
  if (word.length < 4 || !(await read("names.json")).ends.split(" ").includes(end)) return [];
  const near = (await read(`ends/${end}.json`)).split(" ").filter((other) => oneEdit(folded(word), folded(other)));
  const found = await Promise.all(near.flatMap((other) => languages.map(async (code) => {
    const there = (await shardOf(other, code)).entries.filter((entry) => entry.forms.has(other));
    return there.flatMap((entry) => weaker(hitsOf(entry, word), "typo"));
  })));
  return found.flat();
}

function nearHits(entries, word) {
  const found = [];
  for (const entry of entries) {
    const forms = [...entry.forms];
    if (word.length > 2 && forms.some((form) => form.startsWith(word))) found.push(...weaker(hitsOf(entry, word), "beginning"));
    else if (word.length > 3 && forms.some((form) => folded(form) === folded(word) || oneEdit(word, form))) found.push(...weaker(hitsOf(entry, word), "typo"));
  }
  return found;
}

// Where a word is a front and a known word behind it, the documents that hold both.
async function compoundHits(word, lang) {
  const { entries } = await shardOf(word, lang);
  for (let at = word.length - 3; at >= 3; at -= 1) {
    const fronts = entries.filter((entry) => entry.fronts.has(word.slice(0, at)));
    if (!fronts.length) continue;
    const heads = (await shardOf(word.slice(at), lang)).entries.filter((entry) => entry.forms.has(word.slice(at)));
    if (!heads.length) continue;
    const before = best(fronts.flatMap((entry) => hitsOf(entry, word)));
    const both = heads.flatMap((entry) => hitsOf(entry, word)).filter(({ id }) => before.has(id));
    return best(weaker(both, "parts"));
  }
  return new Map();
}

function oneEdit(one, other) {
  if (one.length > other.length) [one, other] = [other, one];
  if (other.length - one.length > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  if (one.length < other.length) return one.slice(at) === other.slice(at + 1);
  const swapped = one[at + 1] + one[at] === other.slice(at, at + 2) && one.slice(at + 2) === other.slice(at + 2);
  return swapped || one.slice(at + 1) === other.slice(at + 1);
}

// Where a word stands, in any of its forms: "document field.word" → weight.
async function placesOf(word, lang) {
  const bare = word.split(":")[0];
  const found = new Map();
  const names = await read("names.json");
  for (const code of [lang, ...languages.filter((other) => other !== lang)]) {
    const entries = found.size ? [] : await exactly(word, bare, code);
    if (!entries.length || !names[`${code}-places`].split(" ").includes(beginning(bare))) continue;
    const places = await read(`${code}/${beginning(bare)}-places.json`);
    for (const [id, spots] of entries.flatMap(({ text }) => Object.entries(places[text] ?? {}))) {
      for (const spot of spots.split(" ")) found.set(`${id} ${spot.slice(spot.indexOf(".") + 1)}`, Number(spot.split(".")[0]));
    }
  }
  return found;
}

// Documents with the words one after another, each in any of its forms.
async function phraseHits(words, lang) {
  const rows = await Promise.all(words.map((word) => placesOf(word, lang)));
  const text = words.join(" ");
  const after = (spot, step) => spot.replace(/\d+$/, (at) => Number(at) + step);
  return best([...rows[0]].filter(([spot]) => rows.every((row, step) => row.has(after(spot, step)))).map(([spot, weight]) => (
    { id: spot.split(" ")[0], score: weight * own.word, kind: "word", asked: text, found: text, text, theme: weight < 2 })));
}

// Terms of several words first: each clause becomes maps of hits that must all hold a document.
async function clauseHits({ words, phrase }, lang) {
  if (phrase) return [await phraseHits(words, lang)];
  const maps = await Promise.all(words.map((word) => wordHits(word, lang)));
  const ids = [...maps[0].keys()].filter((id) => maps.every((map) => map.has(id)));
  const together = ids.map((id) => {
    const hits = maps.map((map) => map.get(id));
    const score = Math.floor(hits.reduce((sum, hit) => sum + hit.score, 0) / hits.length);
    return { ...hits.reduce((low, hit) => (hit.score < low.score ? hit : low)), score, asked: words.join(" "), found: hits.map(({ found }) => found).join(" ") };
  });
  const { entries } = await shardOf(words[0], lang);
  const asTerm = entries.filter(({ text }) => text === words.join(" ")).flatMap((entry) => hitsOf(entry, words.join(" ")));
  return asTerm.length ? [best(together, asTerm)] : maps;
}

async function search(query, { lang = "fi" } = {}) {
  const clauses = parse(query);
  const loose = clauses.filter(({ phrase, unwanted }) => !phrase && !unwanted).flatMap(({ words }) => words);
  const stops = await Promise.all(loose.map(async (word) => (await shardOf(word, lang)).stops.has(word)));
  const telling = stops.every(Boolean) ? loose : loose.filter((_, at) => !stops[at]);
  const wanted = [{ words: telling }, ...clauses.filter(({ phrase, unwanted }) => phrase && !unwanted)];
  const lists = await Promise.all(wanted.filter(({ words }) => words.length).map((clause) => clauseHits(clause, lang)));
  const unwanted = await Promise.all(clauses.filter((clause) => clause.unwanted).map((clause) => clauseHits({ ...clause, phrase: true }, lang)));
  const barred = new Set(unwanted.flat().flatMap((map) => [...map.keys()]));
  const maps = lists.flat();
  const counts = new Map();
  for (const map of maps) for (const id of map.keys()) counts.set(id, (counts.get(id) ?? 0) + 1);
  const whole = [...counts.values()].some((count) => count === maps.length);
  const least = whole ? maps.length : maps.length / 2;
  return [...counts].filter(([id, count]) => count >= least && !barred.has(id)).map(([id]) => {
    const why = maps.map((map) => map.get(id)).filter(Boolean);
    return { id, score: why.reduce((sum, hit) => sum + hit.score, 0), whole, why };
  }).sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}

digi.search = search;
digi.folded = folded;
digi.searchFile = read;
digi.searchHome = home;
