// Searches by words in any form: digi.search(query, {lang}) → [{id, score, whole, why}], best first;
// digi.find gives document numbers instead, for more documents than a page can hold.
const digi = (window.digi ??= {});
const { names, shard, unpack, summed, numbered, plain } = digi.searchFiles;
const { languages, exactly, isStop, isKnown, cuts, near, respelt } = digi.searchWords;
const weights = { parts: 61, beginning: 30, typo: 20 };
const own = { word: 100, name: 100, related: 70, synonym: 60, meaning: 50, part: 62, ...weights };
const LONGEST_TERM = 4;
const IDENTS = 500;
const WINDOW = 6;

function parse(text) {
  const clauses = [];
  for (const hit of text.replace(/[\u201c\u201d]/g, '"').matchAll(/(-?)"([^"]*)"?|(-?)(\S+)/g)) {
    const phrase = hit[2] !== undefined;
    const words = (phrase ? hit[2] : hit[4]).match(/[\p{L}\p{N}]+(?:[-'\u2019:&][\p{L}\p{N}]+)*-?/gu) ?? [];
    if (words.length) clauses.push({ words: words.map(plain), phrase, unwanted: Boolean(hit[1] || hit[3]) });
  }
  return clauses;
}

// Hits: the documents, the score of each by its number, 0 where it is none, and what tells why.
const hitsOf = (count, why) => ({ documents: [], scores: new Uint16Array(count), why });
const none = { documents: [], scores: [], why: () => null };

// Add a hit; the better of two of one document stays.
function put({ documents, scores }, document, score) {
  if (!scores[document]) documents.push(document);
  if (score > scores[document]) scores[document] = score;
}

// Of each document the better hit stays.
function best(...lists) {
  const kept = lists.filter(({ documents }) => documents.length);
  if (kept.length < 2) return kept[0] ?? none;
  const found = hitsOf(kept[0].scores.length, (document) => kept.find(({ scores }) => scores[document] === found.scores[document]).why(document));
  for (const { documents, scores } of kept) for (const document of documents) put(found, document, scores[document]);
  return found;
}

// The hits of entries; `kind` counts them by that kind instead of their own.
async function hitsOfEntries(entries, asked, kind) {
  const { n } = await names();
  const answers = await Promise.all(entries.map((entry) => numbered("a", entry)));
  return best(...answers.map((answer) => entryHits(answer, n, asked, kind)));
}

// Words in a theme weigh two, in the name of a call one, others more.
const by = (score, kind) => [, "call", "theme"][score / own[kind]];

function entryHits([base, ways, steps, codes], count, asked, kind) {
  const documents = summed(unpack(steps));
  const chosen = unpack(codes);
  const scores = ways.map(([score, weight]) => (kind ? weight * weights[kind] : score));
  const hits = hitsOf(count, (document) => {
    const [, , ownKind, found, said, means] = ways[chosen[documents.indexOf(document)]];
    const told = kind ?? ownKind;
    return { kind: told, asked, found, said, means, base, by: by(hits.scores[document], told), text: said ? `${said} ~ ${means}` : found };
  });
  documents.forEach((document, at) => (hits.scores[document] = scores[chosen[at]]));
  hits.documents = documents.filter((document) => hits.scores[document]);
  return hits;
}

// The hits of a word: in its language, else in one that knows it, else of words near it.
async function wordHits(word, lang) {
  const entries = await exactly(word, lang);
  if (entries.length) return hitsOfEntries(entries, word);
  const bare = word.split(":")[0];
  if (await isKnown(bare, lang)) return none;
  for (const other of languages.filter((code) => code !== lang)) {
    const there = await exactly(word, other);
    if (there.length) return hitsOfEntries(there, word);
  }
  const cut = await cuts(bare, lang);
  const both = cut ? await compoundHits(...cut, word) : none;
  return both.documents.length ? both : nearHits(bare, lang, word);
}

// Where a word is a front and a known word behind it, the documents that hold both close together.
async function compoundHits(before, behind, word) {
  const [head, fronts, heads] = await Promise.all([hitsOfEntries(behind, word, "parts"), placesOfEntries(before), placesOfEntries(behind)]);
  const close = new Set();
  for (const place of heads.keys()) {
    for (let step = 1 - WINDOW; step < WINDOW; step += 1) if (fronts.has(place + step)) close.add(Math.floor(place / FIELD));
  }
  for (const document of head.documents) if (!close.has(document)) head.scores[document] = 0;
  return { ...head, documents: head.documents.filter((document) => close.has(document)) };
}

async function nearHits(bare, lang, word) {
  const [{ same, beginning, typo }, mended] = await Promise.all([near(bare), respelt(bare, lang)]);
  if (same.length) return hitsOfEntries(same, word);
  return best(...(await Promise.all([hitsOfEntries(beginning, word, "beginning"), hitsOfEntries([...mended, ...typo], word, "typo")])));
}

// Where a word stands, in any of its forms: document and place as one number → weight.
async function placesOf(word, lang) {
  for (const code of [lang, ...languages.filter((other) => other !== lang)]) {
    const found = await placesOfEntries(await exactly(word, code));
    if (found.size) return found;
  }
  return new Map();
}

async function placesOfEntries(entries) {
  const found = new Map();
  for (const text of await Promise.all(entries.map((entry) => numbered("s", entry)))) readPlaces(text, found);
  return found;
}

const FIELD = 2 ** 20;
function readPlaces(text, found) {
  const numbers = text ? unpack(text) : [];
  let document = 0;
  for (let at = 0; at < numbers.length; ) {
    document += numbers[at];
    let place = 0;
    const end = at + 2 + numbers[at + 1];
    for (at += 2; at < end; at += 1) {
      place += Math.floor(numbers[at] / 8);
      found.set(document * FIELD + place, numbers[at] % 8);
    }
  }
}

// Documents with the words one after another, each in any of its forms.
async function phraseHits(words, lang) {
  const { n } = await names();
  const rows = await Promise.all(words.map((word) => placesOf(word, lang)));
  const asked = words.join(" ");
  const hits = hitsOf(n, (document) => ({ kind: "word", asked, found: asked, text: asked, by: by(hits.scores[document], "word") }));
  for (const [place, weight] of rows[0]) {
    const document = Math.floor(place / FIELD);
    if (rows.every((row, step) => row.has(place + step))) put(hits, document, weight * own.word);
  }
  return hits;
}

// The hits of each term and lone word, the longest terms first.
async function looseHits(words, lang) {
  const found = [];
  for (let at = 0; at < words.length; ) {
    const [size, term] = await longestTerm(words.slice(at, at + LONGEST_TERM), lang);
    const span = words.slice(at, at + size);
    const each = await Promise.all(span.map((word) => wordHits(word, lang)));
    found.push(size > 1 ? best(together(each, span.join(" ")), await hitsOfEntries(term, span.join(" "))) : each[0]);
    at += size;
  }
  return found;
}

async function longestTerm(words, lang) {
  const bases = await Promise.all(words.map(async (word) => {
    const entries = words.length > 1 ? await exactly(word, lang) : [];
    const texts = await Promise.all(entries.map(async (entry) => (await numbered("a", entry))[0]));
    return [word, ...texts.filter((text) => !text.includes(" "))];
  }));
  for (let size = words.length; size > 1; size -= 1) {
    const texts = bases.slice(0, size).reduce((fronts, own) => fronts.flatMap((front) => own.map((one) => (front ? `${front} ${one}` : one))), [""]);
    for (const text of new Set(texts.slice(0, 24))) {
      const term = await exactly(text, lang);
      if (term.length) return [size, term];
    }
  }
  return [1, []];
}

// Documents that meet every word of a term: the mean score, the weakest reason, all words.
function together(parts, asked) {
  if (parts.some(({ documents }) => !documents.length)) return none;
  const hits = hitsOf(parts[0].scores.length, (document) => {
    const why = parts.map((part) => part.why(document));
    const weakest = parts.reduce((low, part, at) => (part.scores[document] < parts[low].scores[document] ? at : low), 0);
    return { ...why[weakest], asked, found: why.map(({ found }) => found).join(" ") };
  });
  for (const document of parts[0].documents) {
    const each = parts.map(({ scores }) => scores[document]);
    if (each.every(Boolean)) put(hits, document, Math.floor(each.reduce((sum, score) => sum + score) / each.length));
  }
  return hits;
}

// Document numbers, best first: {documents, scores, whole, why(document)}.
async function find(query, { lang = "fi" } = {}) {
  const clauses = parse(query);
  const { n } = await names();
  const loose = clauses.filter(({ phrase, unwanted }) => !phrase && !unwanted).flatMap(({ words }) => words);
  const stops = await Promise.all(loose.map((word) => isStop(word, lang)));
  const telling = stops.every(Boolean) ? loose : loose.filter((_, at) => !stops[at]);
  const phrases = (unwanted) => clauses.filter((one) => one.unwanted === unwanted && (one.phrase || unwanted)).map(({ words }) => phraseHits(words, lang));
  const [words, wanted, barred] = await Promise.all([looseHits(telling, lang), Promise.all(phrases(false)), Promise.all(phrases(true))]);
  return ranked([...words, ...wanted], barred, n);
}

// Documents that meet all parts; where there is none, those that meet at least half.
function ranked(parts, barred, count) {
  const met = new Uint8Array(count);
  const scores = new Uint32Array(count);
  const all = [];
  for (const part of parts) {
    for (const document of part.documents) {
      if (!met[document]) all.push(document);
      met[document] += 1;
      scores[document] += part.scores[document];
    }
  }
  const whole = met.includes(parts.length);
  const least = whole ? parts.length : parts.length / 2;
  for (const { documents } of barred) for (const document of documents) met[document] = 0;
  const byScore = new Map();
  for (const document of all.filter((one) => met[one] && met[one] >= least).sort((one, other) => one - other)) {
    if (!byScore.has(scores[document])) byScore.set(scores[document], []);
    byScore.get(scores[document]).push(document);
  }
  const documents = [...byScore].sort(([one], [other]) => other - one).flatMap(([, same]) => same);
  return { documents, scores, whole, why: (document) => parts.filter((part) => part.scores[document]).map((part) => part.why(document)) };
}

const identOf = async (document) => (await shard(`i${Math.floor(document / IDENTS)}`, (idents) => idents))[document % IDENTS];

async function search(query, options) {
  const { documents, scores, whole, why } = await find(query, options);
  return Promise.all(documents.map(async (document) => ({ id: await identOf(document), score: scores[document], whole, why: why(document) })));
}

digi.search = search;
digi.find = find;
