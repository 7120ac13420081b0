// Base words of the words of a text; the same steps as pipeline/language and pipeline/match/meaning.py.
// The lexicon of a language and the vectors of its words are scripts, read when first needed.
const digi = (window.digi ??= {});
const home = new URL("../match/", document.currentScript.src);
const [SHORTEST, SURE_HEAD, UNKNOWN, LONGEST] = [3, 5, 1000, 14];
const [STOP, NEVER] = [0, 9];
const scripts = new Map();
const lexicons = new Map();

// Reads a script beside the others once; what it said stands in digi[name].
function script(file, name) {
  if (!scripts.has(file)) {
    scripts.set(file, new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = new URL(`${file}.js`, home).href;
      element.addEventListener("load", () => resolve(digi[name]));
      element.addEventListener("error", () => {
        scripts.delete(file);
        reject(new Error(element.src));
      });
      document.head.append(element);
    }));
  }
  return scripts.get(file);
}

const plain = (word) => word.normalize("NFC").toLowerCase().replace(/[\u2010\u2011]/g, "-").replace(/\u2019/g, "'");
const tokens = (text) => text.replaceAll("\u00ad", "").match(/[\p{L}\p{N}]+(?:[-\u2010\u2011'\u2019:&][\p{L}\p{N}]+)*-?/gu) ?? [];
const once = (items) => [...new Set(items)];
const listed = (cell) => (cell ? cell.split(";") : []);
const ending = (text) => (text === "0" ? "" : text);
const endings = (cell) => cell.split(" ").filter(Boolean).map(ending);
const length = (text) => [...text].length;

// Words told by how many letters each shares with the one before.
function unjoined(text) {
  let before = "";
  return text.split(" ").filter(Boolean).map((told) => (before = before.slice(0, Number(told[0])) + told.slice(1)));
}

function unpacked({ patterns, tails, words, kind, kinds, more, others }) {
  const shapes = patterns.map(([all, fronts]) => ({ first: endings(all)[0], endings: new Set(endings(all)), fronts: new Set(endings(fronts)) }));
  const shapesOf = kind.map((text) => text.split(" ").map(Number));
  const stems = new Map();
  const ranked = [];
  const own = unjoined(words);
  kinds.split(" ").filter(Boolean).forEach((number, place) => {
    const [tier, ...names] = shapesOf[number];
    const [parts, related] = (more[place] ?? ["", ""]).map(listed);
    const word = { text: own[place], tier, parts, related };
    if (tier !== STOP) ranked.push(word.text);
    for (const name of names) {
      const stem = word.text.slice(0, word.text.length - shapes[name].first.length);
      if (!stems.has(stem)) stems.set(stem, []);
      stems.get(stem).push([shapes[name], word]);
    }
  });
  const vectors = new Map([...ranked, ...unjoined(others)].sort((one, other) => (one < other ? -1 : 1)).map((word, place) => [word, place]));
  return { stems, tails: tails.map(([tail, restore]) => [tail, ending(restore)]), vectors, done: new Map() };
}

function having(lexicon, form, which) {
  const found = new Set();
  for (let at = Math.max(0, form.length - LONGEST); at <= form.length; at += 1) {
    for (const [shape, word] of lexicon.stems.get(form.slice(0, at)) ?? []) if (shape[which].has(form.slice(at))) found.add(word);
  }
  return [...found];
}

// The base words that a form belongs to, without and with a trailing particle.
function wordsOf(lexicon, form) {
  const found = having(lexicon, form, "endings");
  if (found.length) return found;
  return lexicon.tails
    .filter(([tail]) => form.endsWith(tail) && form.length > tail.length + 2)
    .flatMap(([tail, restore]) => having(lexicon, form.slice(0, form.length - tail.length) + restore, "endings"));
}

const cost = ({ text, tier }) => 12 + 2 * tier + (length(text) === SHORTEST ? 5 : 0);

function less(one, other) {
  if (one[0] !== other[0]) return one[0] < other[0];
  for (let at = 0; at < Math.min(one[1].length, other[1].length); at += 1) {
    if (one[1][at] !== other[1][at]) return one[1][at] < other[1][at];
  }
  return one[1].length < other[1].length;
}

// Place → cost and base words of the cheapest row of fronts that ends there.
function frontsOf(lexicon, form) {
  const best = new Map([[0, [0, []]]]);
  for (let end = SHORTEST; end <= form.length - SHORTEST; end += 1) {
    let least = null;
    for (const [start, [before, parts]] of best) {
      if (end - start < SHORTEST) continue;
      for (const word of having(lexicon, form.slice(start, end), "fronts")) {
        const row = [before + cost(word), [...parts, word.text]];
        if (word.tier !== STOP && word.tier !== NEVER && (!least || less(row, least))) least = row;
      }
    }
    if (least) best.set(end, least);
  }
  return best;
}

function headsOf(lexicon, form) {
  const known = wordsOf(lexicon, form).filter(({ tier }) => tier !== STOP && tier !== NEVER);
  return [...new Set(known)].sort((one, other) => one.tier - other.tier || (one.text < other.text ? -1 : 1));
}

// The cheapest way to cut a form into known words: its front, base words of fronts and head.
function cut(lexicon, form) {
  const fronts = frontsOf(lexicon, form);
  let best = null;
  for (let at = SHORTEST; at <= form.length - SHORTEST; at += 1) {
    const heads = headsOf(lexicon, form.slice(at));
    if (!heads.length) continue;
    const sure = form.length - at >= SURE_HEAD && length(heads[0].text) >= SURE_HEAD;
    const [before, parts] = fronts.get(at) ?? (sure ? [UNKNOWN + at, [form.slice(0, at)]] : [0, []]);
    const total = before + Math.min(...heads.map(cost));
    if (parts.length && (!best || total < best.total)) best = { front: form.slice(0, at), parts, heads, total };
  }
  return best;
}

function merged(found) {
  return {
    lemmas: once(found.map(({ text }) => text)),
    units: found[0].parts,
    related: once(found.flatMap(({ related }) => related)),
    known: true,
    stop: found.every(({ tier }) => tier === STOP),
  };
}

function analysed(lexicon, form) {
  const found = wordsOf(lexicon, form);
  if (found.length) return merged(found);
  if (form.includes(":")) return analysed(lexicon, form.split(":")[0]);
  if (form.includes("-")) return hyphened(lexicon, form);
  const compound = cut(lexicon, form);
  if (compound) {
    const { front, parts, heads, total } = compound;
    return { lemmas: once(heads.map(({ text }) => front + text)), units: [...parts, heads[0].text], related: [], known: total < UNKNOWN, stop: false };
  }
  return { lemmas: [form], units: [], related: [], known: /^\p{Nd}+$/u.test(form), stop: false };
}

function hyphened(lexicon, form) {
  const at = form.lastIndexOf("-");
  const [front, head] = [form.slice(0, at), form.slice(at + 1)];
  const joined = wordsOf(lexicon, front.replaceAll("-", "") + head);
  if (joined.length) return merged(joined);
  const pieces = [...front.split("-").filter(Boolean), head].map((piece) => analysed(lexicon, piece));
  const last = pieces[pieces.length - 1];
  return {
    lemmas: last.lemmas.map((lemma) => `${front}-${lemma}`),
    units: pieces.map(({ lemmas }) => lemmas[0]),
    related: [],
    known: pieces.every(({ known }) => known),
    stop: false,
  };
}

// The base words with a vector that a word speaks of: itself, or else its parts.
function baseWords(lexicon, token) {
  if (length(token) < 2) return [];
  if (!lexicon.done.has(token)) {
    const { lemmas, units, related, known, stop } = analysed(lexicon, plain(token).replace(/^[-']+|[-']+$/g, ""));
    const told = (words) => words.filter((word) => lexicon.vectors.has(word));
    const ways = [told(lemmas).slice(0, 1), told(units), told(related).slice(0, 1)];
    lexicon.done.set(token, known && !stop ? (ways.find((words) => words.length) ?? []) : []);
  }
  return lexicon.done.get(token);
}

// Reads the lexicon of a language.
async function ready(language) {
  if (!lexicons.has(language)) lexicons.set(language, unpacked(await script(language, `lexicon_${language}`)));
}

// Base words of a text → as they stand there; none before `ready`.
function spoken(text, language) {
  const found = new Map();
  if (!lexicons.has(language)) return found;
  for (const token of tokens(text)) {
    for (const word of baseWords(lexicons.get(language), token)) found.set(word, (found.get(word) ?? new Set()).add(token.toLowerCase()));
  }
  return found;
}

// Weight (0-1) and vector of each word, reading the files that hold them.
async function vectors(words, language, { book, shard }) {
  const { vectors: places } = lexicons.get(language);
  const numbers = once(words.map((word) => Math.floor(places.get(word) / shard)));
  const read = await Promise.all(numbers.map((number) => script(`${language}-${number}`, `vectors_${language}_${number}`)));
  const bytes = new Map(numbers.map((number, at) => [number, Uint8Array.from(atob(read[at]), (sign) => sign.charCodeAt(0))]));
  const size = book.length + 1;
  return new Map(words.map((word) => {
    const place = places.get(word);
    const [weight, ...codes] = bytes.get(Math.floor(place / shard)).subarray((place % shard) * size, ((place % shard) + 1) * size);
    return [word, { weight: weight / 99, vector: unit(codes.flatMap((code, at) => lettered(book[at][code]))) }];
  }));
}

const byte = (text, at) => (text.charCodeAt(at) - 97) * 16 + text.charCodeAt(at + 1) - 97;
const lettered = (text) => Array.from({ length: text.length / 2 }, (_, at) => byte(text, 2 * at) - 128);

function unit(vector) {
  const size = Math.sqrt(vector.reduce((sum, part) => sum + part * part, 0));
  return size > 0.01 ? vector.map((part) => part / size) : [];
}

digi.matchLexicon = { ready, spoken, vectors, unit };
