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
  if (!names[lang].split(" ").includes(beginning(word))) return unpacked({ e: [], k: "", s: "" });
  if (!shards.has(path)) shards.set(path, read(path).then(unpacked));
  return shards.get(path);
}

function unpacked({ e, k, s }) {
  const entries = e.map(([text, stem, endings, fronts, answers]) => {
    const forms = endings.split(" ").map((ending) => stem + (ending === "0" ? "" : ending));
    return { text, forms: new Set(forms), fronts: new Set(fronts.split(" ").filter(Boolean)), answers };
  });
  return { entries, known: new Set(k.split(" ")), stops: new Set(s.split(" ")) };
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

const hitsOf = (entry, asked) => entry.answers.map(([id, score, kind, found, said, means]) => ({
  id, score, kind, asked, found, said, means, text: said ? `${said} ~ ${means}` : found,
}));
const weaker = (hits, kind) => hits.map((hit) => ({ ...hit, kind, score: Math.floor(hit.score / own[hit.kind]) * weights[kind] }));

// The hits of a word: in its language, else in one that knows it, else of words near it.
async function wordHits(word, lang) {
  const bare = word.split(":")[0];
  const { entries, known } = await shardOf(bare, lang);
  const exact = entries.filter((entry) => entry.forms.has(bare) || entry.forms.has(word));
  if (exact.length) return best(exact.flatMap((entry) => hitsOf(entry, word)));
  if (known.has(bare)) return new Map();
  for (const other of languages.filter((code) => code !== lang)) {
    const there = (await shardOf(bare, other)).entries.filter((entry) => entry.forms.has(bare));
    if (there.length) return best(there.flatMap((entry) => hitsOf(entry, word)));
  }
  const parts = await compoundHits(bare, lang);
  if (parts.size) return parts;
  return best(nearHits(entries, bare));
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

// Terms of several words first: each clause becomes maps of hits that must all hold a document.
async function clauseHits({ words, phrase }, lang) {
  const maps = await Promise.all(words.map((word) => wordHits(word, lang)));
  const ids = [...maps[0].keys()].filter((id) => maps.every((map) => map.has(id)));
  const together = ids.map((id) => {
    const hits = maps.map((map) => map.get(id));
    const score = Math.floor(hits.reduce((sum, hit) => sum + hit.score, 0) / hits.length);
    return { ...hits.reduce((low, hit) => (hit.score < low.score ? hit : low)), score, asked: words.join(" "), found: hits.map(({ found }) => found).join(" ") };
  });
  if (phrase) return [best(together.filter(({ found }) => found))];
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
  const barred = new Set(unwanted.flat().flatMap((map) => [...map].filter(([, hit]) => hit.kind === "word" || hit.kind === "name").map(([id]) => id)));
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
