// Base words of the words of a text; the same steps as pipeline/language and pipeline/match/meaning.py.
// The lexicon of a language and the vectors of its words are scripts, read when first needed.
const digi = (window.digi ??= {});
const home = new URL("../match/", document.currentScript.src);
const [SHORTEST, SURE_HEAD, UNKNOWN] = [3, 5, 1000];
const [STOP, NEVER, UNTOLD] = [0, 9, 5];
const SCALE = 1000;
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
const length = (text) => [...text].length;

// Words told by how many letters each shares with the one before.
function unjoined(text) {
  let before = "";
  return text.split(" ").filter(Boolean).map((told) => (before = before.slice(0, Number(told[0])) + told.slice(1)));
}

function unpacked({ patterns, tails, words, kind, kinds, more, others, mute, guesses, single, phrases }) {
  const shapes = patterns.map(([first, all, fronts]) => ({ first, endings: new Set(unjoined(all)), fronts: new Set(unjoined(fronts)) }));
  const shapesOf = kind.map((text) => text.split(" ").map(Number));
  const stems = new Map();
  const ranked = [];
  const silent = new Set(unjoined(mute));
  const tiers = new Map();
  const own = unjoined(words);
  kinds.split(" ").filter(Boolean).forEach((number, place) => {
    const [tier, ...names] = shapesOf[number];
    const [parts, related] = (more[place] ?? ["", ""]).map(listed);
    const word = { text: own[place], tier, parts, related };
    if (tier !== STOP && !silent.has(word.text)) ranked.push(word.text);
    tiers.set(word.text, tier);
    for (const name of names) {
      const stem = word.text.slice(0, word.text.length - shapes[name].first.length);
      if (!stems.has(stem)) stems.set(stem, []);
      stems.get(stem).push([shapes[name], word]);
    }
  });
  const vectors = new Map([...ranked, ...unjoined(others)].sort((one, other) => (one < other ? -1 : 1)).map((word, place) => [word, place]));
  const rules = guesses.split(" ").filter(Boolean).map((rule) => rule.split(","));
  return {
    stems,
    tails: tails.map(([tail, restore]) => [tail, ending(restore)]),
    vectors,
    tiers,
    guesses: new Map(rules.map(([end, cut, add]) => [end, [Number(cut), ending(add)]])),
    reach: shapes.reduce((most, shape) => [...shape.endings, ...shape.fronts].reduce((so, { length: size }) => Math.max(so, size), most), 0),
    longest: Math.max(0, ...rules.map(([end]) => end.length)),
    single: new Map(Object.entries(single)),
    phrases: new Map(Object.entries(phrases)),
    done: new Map(),
  };
}

function having(lexicon, form, which) {
  const found = new Set();
  for (let at = Math.max(0, form.length - lexicon.reach); at <= form.length; at += 1) {
    for (const [shape, word] of lexicon.stems.get(form.slice(0, at)) ?? []) if (shape[which].has(form.slice(at))) found.add(word);
  }
  return which === "endings" ? likely([...found], form) : [...found];
}

// The words without rarer ones than the one that the form is as it stands.
function likely(words, form) {
  const commonest = Math.min(...words.filter(({ text, tier }) => text === form && tier !== STOP).map(({ tier }) => tier));
  return words.filter(({ text, tier }) => text === form || tier <= commonest);
}

// The base words that a form belongs to, without and with a trailing particle.
function wordsOf(lexicon, form) {
  const found = having(lexicon, form, "endings");
  if (found.length) return found;
  return lexicon.tails
    .filter(([tail]) => form.endsWith(tail) && form.length > tail.length + 2)
    .flatMap(([tail, restore]) => having(lexicon, form.slice(0, form.length - tail.length) + restore, "endings"));
}

const cost = ({ text, tier }, size = SURE_HEAD) => 12 + 2 * tier + ([size, length(text)].includes(SHORTEST) ? 5 : 0);

// Whether a row is less than another: by cost, then by its words, then by how they are spelt.
function less(one, other) {
  if (one[0] !== other[0]) return one[0] < other[0];
  for (const which of [1, 2]) {
    for (let at = 0; at < Math.min(one[which].length, other[which].length); at += 1) {
      if (one[which][at] !== other[which][at]) return one[which][at] < other[which][at];
    }
    if (one[which].length !== other[which].length) return one[which].length < other[which].length;
  }
  return false;
}

// Place → cost, base words and spelling of the cheapest row of fronts that ends there.
function frontsOf(lexicon, form) {
  const best = new Map([[0, [0, [], []]]]);
  for (let end = SHORTEST; end <= form.length - SHORTEST; end += 1) {
    let least = null;
    for (const [start, [before, parts, spelt]] of best) {
      if (end - start < SHORTEST) continue;
      for (const word of having(lexicon, form.slice(start, end), "fronts")) {
        const row = [before + cost(word, end - start), [...parts, word.text], [...spelt, form.slice(start, end)]];
        if (word.tier !== STOP && word.tier !== NEVER && (!least || less(row, least))) least = row;
      }
    }
    if (least) best.set(end, least);
  }
  return best;
}

function headsOf(lexicon, form) {
  const known = wordsOf(lexicon, form).filter(({ tier }) => tier !== STOP && tier !== NEVER);
  const other = ({ text }) => Number(text !== form);
  return [...new Set(known)].sort((one, two) => other(one) - other(two) || one.tier - two.tier || (one.text < two.text ? -1 : 1));
}

// The cheapest way to cut a form into known words: its fronts (base words, spelling) and heads.
function cut(lexicon, form) {
  const rows = frontsOf(lexicon, form);
  let best = null;
  for (let at = SHORTEST; at <= form.length - SHORTEST; at += 1) {
    const heads = headsOf(lexicon, form.slice(at));
    if (!heads.length) continue;
    const sure = form.length - at >= SURE_HEAD && length(heads[0].text) >= SURE_HEAD;
    const unknown = sure ? [UNKNOWN + at, [form.slice(0, at)], [form.slice(0, at)]] : [0, [], []];
    const [before, fronts, spelt] = rows.get(at) ?? unknown;
    const total = before + Math.min(...heads.map((head) => cost(head)));
    if (fronts.length && (!best || total < best.total)) best = { front: form.slice(0, at), fronts, spelt, heads, total };
  }
  return best;
}

// Base forms of the shorter compounds inside one of three parts or more.
function runs({ fronts, spelt, heads }) {
  const ends = [...fronts, heads[0].text];
  return ends.slice(1).flatMap((end, at) =>
    ends.slice(0, at + 1).flatMap((_, start) => (at + 2 - start < ends.length ? [spelt.slice(start, at + 1).join("") + end] : [])));
}

function compound(lexicon, found) {
  const { front, fronts, heads } = found;
  const inner = [
    ...fronts.flatMap((one) => having(lexicon, one, "endings").flatMap(({ parts }) => parts)),
    ...heads.flatMap(({ parts, related }) => [...parts, ...related]),
  ];
  return {
    lemmas: once(heads.map(({ text }) => front + text)),
    parts: once([...fronts, ...heads.map(({ text }) => text), ...inner, ...runs(found)]),
    units: [...fronts, heads[0].text],
    related: [],
    stop: false,
  };
}

function merged(found) {
  return {
    lemmas: once(found.map(({ text }) => text)),
    parts: once(found.flatMap(({ parts }) => parts)),
    units: found[0].parts,
    related: once(found.flatMap(({ related }) => related)),
    stop: found.every(({ tier }) => tier === STOP),
  };
}

const single = (lemma) => ({ lemmas: [lemma], parts: [], units: [], related: [], stop: false });

// The likeliest base form of a word that no list has, by how it ends.
function guessed({ guesses, longest }, form) {
  for (let size = Math.min(longest, form.length - 3); size > 0; size -= 1) {
    const [off, add] = guesses.get(form.slice(-size)) ?? [form.length, ""];
    if (form.length - off >= 3) return form.slice(0, form.length - off) + add;
  }
  return form;
}

function analysed(lexicon, form) {
  const found = wordsOf(lexicon, form);
  if (found.length) return merged(found);
  if (form.includes(":")) return analysed(lexicon, form.split(":")[0]);
  if (form.includes("-")) return hyphened(lexicon, form);
  const parted = cut(lexicon, form);
  if (parted) return compound(lexicon, parted);
  return single(/^\p{Nd}+$/u.test(form) ? form : guessed(lexicon, form));
}

function hyphened(lexicon, form) {
  const at = form.lastIndexOf("-");
  const [front, head] = [form.slice(0, at), form.slice(at + 1)];
  const joined = wordsOf(lexicon, front.replaceAll("-", "") + head);
  if (joined.length) return merged(joined);
  const pieces = [...front.split("-").filter(Boolean), head].map((piece) => analysed(lexicon, piece));
  return {
    lemmas: pieces[pieces.length - 1].lemmas.map((lemma) => `${front}-${lemma}`),
    parts: once(pieces.flatMap(({ lemmas, parts }) => [...lemmas, ...parts])),
    units: pieces.map(({ lemmas }) => lemmas[0]),
    related: [],
    stop: false,
  };
}

// What each word of a text can be, in the order of the text; none before `ready`.
function analyses(text, language) {
  const lexicon = lexicons.get(language);
  return tokens(text).map((token) => {
    if (!lexicon.done.has(token)) {
      lexicon.done.set(token, { token: token.toLowerCase(), ...analysed(lexicon, plain(token).replace(/^[-']+|[-']+$/g, "")) });
    }
    return lexicon.done.get(token);
  });
}

// The base words with a vector that a word speaks of: itself, the commonest, or its parts.
function baseWords({ vectors, tiers }, { token, lemmas, units, related, stop }) {
  const tier = (word) => tiers.get(word) ?? UNTOLD;
  if (length(token) < 2 || stop || (lemmas.includes(token) && tier(token) === STOP)) return [];
  const told = (words) => words.filter((word) => vectors.has(word));
  const whole = told(lemmas).sort((one, other) => (one !== token) - (other !== token) || tier(one) - tier(other));
  return [whole.slice(0, 1), told(units), told(related).slice(0, 1)].find((words) => words.length) ?? [];
}

// Base words of what was read → as they stand there; of more than `most` the rarest.
function spoken(seen, language, most) {
  const lexicon = lexicons.get(language);
  const found = new Map();
  for (const one of seen) {
    for (const word of baseWords(lexicon, one)) found.set(word, (found.get(word) ?? new Set()).add(one.token));
  }
  const tier = ([word]) => lexicon.tiers.get(word) ?? UNTOLD;
  const kept = new Set([...found].sort((one, other) => tier(other) - tier(one)).slice(0, most).map(([word]) => word));
  return new Map([...found].filter(([word]) => kept.has(word)));
}

// Reads the lexicon of a language, and tells which words speak of which concepts.
async function ready(language) {
  const packed = await script(language, `lexicon_${language}`);
  if (!lexicons.has(language)) lexicons.set(language, unpacked(packed));
  return lexicons.get(language);
}

// Weight (0-1) and vector of each word, reading the files that hold them.
async function vectors(words, language, { book, shard }) {
  const { vectors: places } = lexicons.get(language);
  const numbers = once(words.map((word) => Math.floor(places.get(word) / shard)));
  const read = await Promise.all(numbers.map((number) => script(`${language}-${number}`, `vectors_${language}_${number}`)));
  const bytes = new Map(numbers.map((number, at) => [number, unpacked64(read[at])]));
  const size = book.length + 1;
  return new Map(words.map((word) => {
    const place = places.get(word);
    const [weight, ...codes] = bytes.get(Math.floor(place / shard)).subarray((place % shard) * size, ((place % shard) + 1) * size);
    return [word, { weight: weight / 99, vector: decoded(codes, book) }];
  }));
}

const unpacked64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

// A place of the book: code → its `width` numbers.
function codebook(text, width) {
  const bytes = unpacked64(text);
  return Array.from({ length: bytes.length / width }, (_, code) =>
    Array.from(bytes.subarray(code * width, (code + 1) * width), (number) => number - 128));
}

// The vector that codes stand for, of length 1, in whole SCALEths.
const decoded = (codes, book) => scaled([...codes].flatMap((code, at) => book[at][code]));

function scaled(vector) {
  const size = Math.sqrt(vector.reduce((sum, part) => sum + part * part, 0));
  return size > 0.01 ? vector.map((part) => Math.floor(SCALE * (part / size) + 0.5)) : [];
}

digi.matchLexicon = { ready, analyses, spoken, vectors, codebook, decoded, unpacked64, scaled, SCALE };
