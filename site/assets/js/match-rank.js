// What a text speaks of and which projects are like it; the same steps as pipeline/match/features.py,
// compare.py and rank.py. Concepts and words are read when the first question is asked.
const digi = (window.digi ??= {});
const { Lexicon, rules, words } = digi.matchWords;
const UNKNOWN = 4;
const SCALE = 1000;
const LANGUAGES = ["fi", "sv", "en"];
const learned = new Map();
let vocabulary;

function known() {
  if (vocabulary) return vocabulary;
  const data = digi.matchData;
  const close = data.concepts.map(() => new Map());
  for (const [one, other, percent] of data.links) {
    close[one].set(other, percent / 100);
    close[other].set(one, percent / 100);
  }
  const texts = Object.entries(data.texts).map(([ident, [concepts, unknown, words, vector]]) => {
    const base = Object.fromEntries(LANGUAGES.map((language) => [language, new Set(words[language].split(" ").filter(Boolean))]));
    return { ident, concepts: new Set(concepts), unknown, words: base, vector };
  });
  const frequency = new Map();
  for (const { concepts } of texts) for (const concept of concepts) frequency.set(concept, (frequency.get(concept) ?? 0) + 1);
  vocabulary = { ...data, close, texts, frequency };
  return vocabulary;
}

function lexicon(language) {
  if (learned.has(language)) return learned.get(language);
  const { concepts, endings } = known();
  const own = new Lexicon(rules(endings, language));
  const single = new Map();
  const phrases = new Map();
  concepts.forEach(([, , ...labels], place) => {
    for (const label of labels[LANGUAGES.indexOf(language)]) {
      const numbers = label.toLowerCase().replaceAll("-", " ").split(/\s+/).filter(Boolean).map((word) => own.add(word));
      const [table, entry] = numbers.length === 1 ? [single, place] : [phrases, [numbers, place]];
      if (!table.has(numbers[0])) table.set(numbers[0], []);
      table.get(numbers[0]).push(entry);
    }
  });
  learned.set(language, { own, single, phrases });
  return learned.get(language);
}

function features(text, language) {
  const { own, single, phrases } = lexicon(language);
  const seen = words(text).map((token) => ({ token, parts: own.parts(token) }));
  const stands = (place, numbers) =>
    place + numbers.length <= seen.length && numbers.every((number, step) => seen[place + step].parts.some((part) => part.includes(number)));
  const concepts = new Map();
  const unknown = [];
  seen.forEach(({ token, parts }, place) => {
    const spoken = new Set();
    for (const number of parts.flat()) {
      for (const concept of single.get(number) ?? []) spoken.add(concept);
      for (const [numbers, concept] of phrases.get(number) ?? []) if (stands(place, numbers)) spoken.add(concept);
    }
    for (const concept of spoken) concepts.set(concept, [...(concepts.get(concept) ?? []), token]);
    const means = token.length >= UNKNOWN && !/^\p{Nd}+$/u.test(token) && !unknown.includes(token);
    if (!parts.length && means) unknown.push(token);
  });
  return { concepts: [...concepts.keys()], unknown, spoken: concepts };
}

// What the words of a text mean together: base words, their weights and vectors, the vector of all.
async function meaning(text, language) {
  const lexicon = digi.matchLexicon;
  await lexicon.ready(language);
  const said = lexicon.spoken(text, language);
  const told = await lexicon.vectors([...said.keys()], language, known());
  const summed = [...told.values()].reduce((total, { weight: one, vector }) => vector.map((part, at) => one * part + (total[at] ?? 0)), []);
  const { common } = known();
  const share = product(summed, common);
  const own = common.length ? summed.map((part, at) => part - share * common[at]) : summed;
  return { said, told, vector: lexicon.unit(own).map((part) => Math.floor(SCALE * part + 0.5)) };
}

// The words of a text (in lower case) that speak of these concepts, are like these or have these base words.
function shared(text, language, { met, same, base, asked }) {
  const spoken = language === asked ? digi.matchLexicon.spoken(text, language) : new Map();
  const found = concepted(text, language, met, same);
  for (const word of base) for (const token of spoken.get(word) ?? []) found.add(token);
  return found;
}

function concepted(text, language, met, unknown) {
  const { concepts } = known();
  const { spoken, unknown: strange } = features(text, language);
  const found = new Set(strange.filter((word) => unknown.some((one) => alike(word, one))));
  for (const [concept, tokens] of spoken) if (met.has(concept) && concepts[concept][1]) tokens.forEach((token) => found.add(token));
  return found;
}

function alike(word, other) {
  const start = (one) => one.slice(0, Math.max(known().constants.prefix, one.length - 3));
  return word === other || start(word) === start(other);
}

function weight(concept) {
  const { texts, frequency, concepts, constants } = known();
  const rarity = Math.log((texts.length + 1) / ((frequency.get(concept) ?? 0) + 0.5)) / Math.log(2 * (texts.length + 1));
  return constants.by_weight[concepts[concept][1]] * (0.3 + 0.7 * Math.max(0, rarity));
}

function nearest(concept, other) {
  if (other.has(concept)) return [concept, 1];
  let best = [-1, 0];
  for (const candidate of other) {
    const closeness = known().close[concept].get(candidate) ?? 0;
    if (closeness > best[1]) best = [candidate, closeness];
  }
  return best;
}

// What is shared of concepts and of words that the vocabulary lacks: score, reasons, words.
function sharing(query, { concepts: other, unknown }) {
  const { constants, concepts } = known();
  const reasons = [];
  for (const concept of query.concepts) {
    const [met, closeness] = nearest(concept, other);
    if (closeness) reasons.push({ concept, other: met, closeness, gain: weight(concept) * closeness });
  }
  const same = query.unknown.filter((word) => unknown.some((one) => alike(word, one)));
  const total = sum(query.concepts.map(weight));
  const whole = Math.min(total + constants.strange * query.unknown.length, constants.most);
  const gained = sum(reasons.map(({ gain }) => gain)) + constants.strange * same.length;
  let cover = whole ? Math.min(1, gained / whole) : 0;
  const subjects = query.concepts.filter((concept) => concepts[concept][1] === constants.subject);
  const met = reasons.some(({ concept, closeness }) => closeness >= constants.near && subjects.includes(concept));
  if (subjects.length && !met) cover *= constants.beside;
  const inFocus = new Map();
  for (const reason of reasons) inFocus.set(reason.other, Math.max(inFocus.get(reason.other) ?? 0, reason.closeness));
  const about = sum([...other].map(weight));
  const focus = about ? sum([...inFocus].map(([concept, near]) => weight(concept) * near)) / about : 0;
  reasons.sort((one, two) => two.gain - one.gain || one.concept - two.concept);
  return { part: (1 - constants.focus) * cover + constants.focus * focus * Math.sqrt(cover), reasons, same };
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const product = (one, other) => (one.length && other.length ? sum(one.map((part, at) => part * other[at])) : 0);

function compare(query, language, other) {
  const { constants } = known();
  const { part, reasons, same } = sharing(query, other);
  const { told, vector } = query.meaning;
  const weights = (words) => sum(words.map((word) => told.get(word).weight));
  const base = [...told.keys()].filter((word) => other.words[language].has(word));
  const share = told.size ? weights(base) / weights([...told.keys()]) : 0;
  const near = Math.max(0, product(vector, other.vector) / SCALE ** 2);
  const all = constants.concepts * part + constants.words * share + constants.meaning * near;
  const score = Math.round((all / (constants.concepts + constants.words + constants.meaning)) * 1e4) / 1e4;
  return { id: other.ident, score, reasons, same, base, there: other.words[language] };
}

// Pairs of words that are near in meaning, told where nothing else is shared.
async function pairs({ there }, { told }, language) {
  const { constants } = known();
  const others = await digi.matchLexicon.vectors([...there], language, known());
  const found = [...told].flatMap(([word, { vector }]) =>
    [...others].map(([other, { vector: its }]) => [Math.round(product(vector, its) * 1e4) / 1e4, word, other]));
  return found
    .filter(([near]) => near >= constants.alike)
    .sort(([one, a, b], [two, c, d]) => two - one || (a === c ? (b < d ? -1 : 1) : a < c ? -1 : 1))
    .slice(0, constants.pairs)
    .map(([, word, other]) => ({ kind: "near", text: `${word} ~ ${other}` }));
}

// Why a hit is one: concepts, then words, then words near in meaning, then nothing that has a name.
async function why(hit, query, language, reader) {
  const { concepts } = known();
  const label = (concept) => concepts[concept][2 + LANGUAGES.indexOf(reader)][0];
  const met = hit.reasons.filter(({ concept }) => concepts[concept][1]);
  const tokens = new Set(met.flatMap(({ concept }) => query.spoken.get(concept)));
  const words = hit.base.filter((word) => [...query.meaning.said.get(word)].some((token) => !tokens.has(token)));
  const told = [
    ...met.map(({ concept, other }) =>
      concept === other ? { kind: "concept", text: label(concept) } : { kind: "near", text: `${label(concept)} ~ ${label(other)}` },
    ),
    ...[...new Set([...words, ...hit.same])].map((text) => ({ kind: "word", text })),
  ];
  if (met.length || hit.base.length || hit.same.length) return told;
  return pairs(hit, query.meaning, language);
}

// Best first: [{id, score, strength, why: [{kind, text}]}], empty where nothing is similar.
async function match(text, language, reader, most = 5) {
  const { texts, constants } = known();
  const query = { ...features(text, language), meaning: await meaning(text, language) };
  const hits = texts
    .map((other) => compare(query, language, other))
    .filter(({ score }) => score >= constants.faint)
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .slice(0, most);
  const good = hits.length && hits[0].score >= constants.weak ? hits : [];
  return Promise.all(
    good.map(async (hit) => ({
      id: hit.id,
      score: hit.score,
      strength: ["strong", "some"].find((word) => hit.score >= constants[word]) ?? "weak",
      met: new Set(hit.reasons.map(({ other }) => other)),
      same: hit.same,
      base: hit.base,
      asked: language,
      why: await why(hit, query, language, reader),
    })),
  );
}

digi.match = match;
digi.matchShared = shared;
