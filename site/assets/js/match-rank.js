// What a text speaks of and which projects are like it; the same steps as pipeline/match/features.py,
// compare.py and rank.py. Concepts and words are read when the first question is asked.
const digi = (window.digi ??= {});
const { SCALE, codebook, decoded, scaled, unpacked64 } = digi.matchLexicon;
const LANGUAGES = ["fi", "sv", "en"];
let vocabulary;

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const mean = (numbers) => (numbers.length ? sum(numbers) / numbers.length : 0);

function product(one, other) {
  let total = 0;
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) total += one[at] * other[at];
  return total;
}

const keyed = (rows) => new Map(rows.map(([key, ...tokens]) => [key, tokens]));

// A project: its concepts and base words → as they stand in its texts, and vectors of words and their parts.
function project(ident, [concepts, unknown, words, vector], { vectors, book }) {
  const own = Object.fromEntries(LANGUAGES.map((language) => [language, keyed(words[language][0])]));
  const told = (language, word) => ({ language, word, vector: decoded(unpacked64(vectors[language][word]), book) });
  return {
    ident,
    concepts: keyed(concepts),
    unknown: keyed(unknown),
    words: own,
    told: LANGUAGES.flatMap((language) => [...own[language].keys()].map((word) => told(language, word))),
    parts: LANGUAGES.flatMap((language) => words[language][1].map((word) => told(language, word))),
    vector,
  };
}

function known() {
  if (vocabulary) return vocabulary;
  const { width, ...data } = digi.matchData;
  data.book = data.book.map((text) => codebook(text, width));
  const close = data.concepts.map(() => new Map());
  for (const [one, other, percent] of data.links) {
    close[one].set(other, percent / 100);
    close[other].set(one, percent / 100);
  }
  const texts = Object.entries(data.texts).map(([ident, text]) => project(ident, text, data));
  const frequency = new Map();
  for (const { concepts } of texts) for (const concept of concepts.keys()) frequency.set(concept, (frequency.get(concept) ?? 0) + 1);
  vocabulary = { ...data, close, texts, frequency };
  return vocabulary;
}

const inside = ({ parts, units, related }) => [...parts, ...units, ...related];

// The parts of a word and what it is made from, without words inside a part.
function outer(one, { single, tiers }) {
  const all = inside(one);
  const wholes = all.filter((word) => single.has(word) || tiers.has(word));
  return all.filter((word) => !wholes.some((whole) => word !== whole && (whole.startsWith(word) || whole.endsWith(word))));
}

// Places of the concepts that a word speaks of alone.
function conceptsOf(one, lexicon) {
  const whole = one.lemmas.includes(one.token) ? [one.token] : one.lemmas;
  const concepts = [whole, outer(one, lexicon)].map((words) => words.flatMap((word) => lexicon.single.get(word) ?? []));
  return [...new Set(concepts[0].length ? concepts[0] : concepts[1])];
}

// First word of each phrase of the vocabulary → length of the longest, places of concepts.
function phrasesOf(seen, { phrases }) {
  const bases = seen.map((one) => new Set([...one.lemmas, ...inside(one)]));
  const stands = (words, at) => at + words.length <= seen.length && words.every((word, step) => bases[at + step].has(word));
  const found = new Map();
  bases.forEach((words, at) => {
    for (const [phrase, concept] of [...words].flatMap((word) => phrases.get(word) ?? [])) {
      if (!stands(phrase, at)) continue;
      const [length, concepts] = found.get(at) ?? [0, new Set()];
      found.set(at, [Math.max(length, phrase.length), concepts.add(concept)]);
    }
  });
  return found;
}

// What of the word no concept tells: all of it, or the parts beside those that do.
function unspoken({ lemmas, units, stop }, concepts, { single }) {
  if (stop) return [];
  const means = (word) => [...word].length >= known().constants.unknown && !/^\p{Nd}+$/u.test(word);
  if (!concepts.length) return lemmas.slice(0, 1).filter(means);
  return lemmas.some((word) => single.has(word)) ? [] : units.filter((word) => !single.has(word) && means(word));
}

// The concepts of a text → its words that speak of them, and words that no concept tells; `partly` are
// concepts told by nothing but a part of a compound whose other part no concept tells.
function features(seen, lexicon) {
  const spoken = new Map();
  const unknown = new Set();
  const [partly, wholly] = [new Set(), new Set()];
  const phrases = phrasesOf(seen, lexicon);
  const within = new Set([...phrases].flatMap(([at, [length]]) => Array.from({ length }, (_, step) => at + step)));
  seen.forEach((one, place) => {
    const concepts = within.has(place) ? [...(phrases.get(place)?.[1] ?? [])] : conceptsOf(one, lexicon);
    for (const concept of concepts) spoken.set(concept, [...(spoken.get(concept) ?? []), one.token]);
    const rest = within.has(place) ? [] : unspoken(one, concepts, lexicon);
    for (const word of rest) unknown.add(word);
    for (const concept of concepts) (rest.length ? partly : wholly).add(concept);
  });
  for (const concept of wholly) partly.delete(concept);
  return { concepts: [...spoken.keys()], unknown: [...unknown], spoken, partly };
}

// What the words of a text mean together: base words, their weights and vectors, the vector of all.
async function meaning(seen, language) {
  const lexicon = digi.matchLexicon;
  const said = lexicon.spoken(seen, language, known().constants.asked);
  const told = await lexicon.vectors([...said.keys()], language, known());
  const summed = [...told.values()].reduce((total, { weight: one, vector }) => vector.map((part, at) => one * part + (total[at] ?? 0)), []);
  const { common } = known();
  const share = product(summed, common);
  return { said, told, vector: scaled(common.length ? summed.map((part, at) => part - share * common[at]) : summed) };
}

// The words of a project's texts (in lower case) that made it a hit.
function shared(hit) {
  const { concepts } = known();
  const { text, asked } = hit;
  const met = [...hit.met].filter((concept) => concepts[concept][0]).flatMap((concept) => text.concepts.get(concept));
  const same = hit.same.flatMap((word) => text.unknown.get(word));
  return new Set([...met, ...same, ...hit.base.flatMap((word) => text.words[asked].get(word))]);
}

function weight(concept) {
  const { texts, frequency, concepts, constants } = known();
  const rarity = Math.log((texts.length + 1) / ((frequency.get(concept) ?? 0) + 0.5)) / Math.log(2 * (texts.length + 1));
  return constants.by_weight[concepts[concept][0]] * (0.3 + 0.7 * Math.max(0, rarity));
}

function nearest(concept, other) {
  if (other.has(concept)) return [concept, 1];
  let best = [-1, 0];
  for (const candidate of other.keys()) {
    const closeness = known().close[concept].get(candidate) ?? 0;
    if (closeness > best[1]) best = [candidate, closeness];
  }
  return best;
}

// The concepts of the idea by the word that speaks of them: what one word says counts once.
function together({ concepts, spoken }) {
  const groups = new Map();
  for (const concept of concepts) {
    const [first] = spoken.get(concept);
    groups.set(first, [...(groups.get(first) ?? []), concept]);
  }
  return [...groups.values()];
}

// What is shared of concepts and of words that the vocabulary lacks: score, reasons, words.
function sharing(query, { concepts: other, unknown }) {
  const { constants, concepts } = known();
  const reasons = [];
  for (const concept of query.concepts) {
    const [met, closeness] = nearest(concept, other);
    const share = query.partly.has(concept) ? constants.partly : 1;
    if (closeness) reasons.push({ concept, other: met, closeness, gain: weight(concept) * closeness * share });
  }
  const same = query.unknown.filter((word) => unknown.has(word));
  const gains = new Map(reasons.map(({ concept, gain }) => [concept, gain]));
  const groups = together(query);
  const total = sum(groups.map((group) => mean(group.map(weight))));
  const says = (words) => constants.strange * sum(words.map((word) => query.meaning.told.get(word)?.weight ?? 1));
  const whole = Math.min(Math.max(total + says(query.unknown), constants.least), constants.most);
  const gained = sum(groups.map((group) => mean(group.map((concept) => gains.get(concept) ?? 0)))) + says(same);
  let cover = Math.min(1, gained / whole);
  const subjects = query.concepts.filter((concept) => concepts[concept][0] === constants.subject);
  const found = reasons.some(({ concept, closeness }) => closeness >= constants.near && subjects.includes(concept));
  const met = !subjects.length || found;
  if (!met) cover *= constants.beside;
  const inFocus = new Map();
  for (const reason of reasons) inFocus.set(reason.other, Math.max(inFocus.get(reason.other) ?? 0, reason.closeness));
  const about = sum([...other.keys()].map(weight));
  const focus = about ? sum([...inFocus].map(([concept, near]) => weight(concept) * near)) / about : 0;
  reasons.sort((one, two) => two.gain - one.gain || one.concept - two.concept);
  return { part: (1 - constants.focus) * cover + constants.focus * focus * Math.sqrt(cover), reasons, same, met };
}

// The words of the idea that speak of nothing but concepts of weight 0.
function generic({ spoken }, said) {
  const weights = new Map();
  for (const [concept, found] of spoken) {
    for (const token of found) weights.set(token, Math.max(weights.get(token) ?? 0, known().concepts[concept][0]));
  }
  return new Set([...said].filter(([, found]) => [...found].every((token) => weights.get(token) === 0)).map(([word]) => word));
}

// How much of what the words of the idea say the other text says in near words, 0-1.
function saying({ generic: dull, meaning: { told } }, other) {
  const { constants } = known();
  if (!told.size || !other.told.length) return 0;
  const near = (one, two) => Math.min(1, Math.max(0, (product(one, two.vector) / SCALE ** 2 - constants.far) / (1 - constants.far)));
  const nearest = (vector) =>
    Math.max(...other.told.map((word) => near(vector, word)), ...other.parts.map((part) => constants.part * near(vector, part)));
  const all = [...told].map(([word, { vector }]) => [word, Math.sqrt(nearest(vector))]);
  const telling = all.filter(([word]) => !dull.has(word));
  const average = (words) => mean(words.map(([, share]) => share));
  return Math.min(average(all), constants.generic + average(telling));
}

function compare(query, language, other) {
  const { constants } = known();
  const { part, reasons, same, met } = sharing(query, other);
  const { told, vector } = query.meaning;
  const base = [...told.keys()].filter((word) => other.words[language].has(word));
  const near = Math.max(0, product(vector, other.vector) / SCALE ** 2);
  const all = constants.concepts * part + constants.words * saying(query, other) * (met ? 1 : constants.astray) + constants.meaning * near;
  const score = Math.round((all / (constants.concepts + constants.words + constants.meaning)) * 1e4) / 1e4;
  return { id: other.ident, score, reasons, same, base, text: other };
}

// Pairs of words that are near in meaning, told where nothing else is shared.
function pairs({ text }, { told }, language) {
  const { constants } = known();
  const found = [...told].flatMap(([word, { vector }]) =>
    text.told
      .filter((other) => other.language === language)
      .map((other) => [Math.round((product(vector, other.vector) / SCALE ** 2) * 1e4) / 1e4, word, other.word]));
  return found
    .filter(([near]) => near >= constants.alike)
    .sort(([one, a, b], [two, c, d]) => two - one || (a === c ? (b < d ? -1 : 1) : a < c ? -1 : 1))
    .slice(0, constants.pairs)
    .map(([, word, other]) => ({ kind: "near", text: `${word} ~ ${other}` }));
}

// Why a hit is one: concepts, then words, then words near in meaning, then nothing that has a name.
function why(hit, query, language, reader) {
  const { concepts } = known();
  const label = (concept) => concepts[concept][1 + LANGUAGES.indexOf(reader)];
  const met = hit.reasons.filter(({ concept }) => concepts[concept][0]);
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
  const lexicon = await digi.matchLexicon.ready(language);
  const seen = digi.matchLexicon.analyses(text, language);
  const [read, told] = [features(seen, lexicon), await meaning(seen, language)];
  const query = { ...read, meaning: told, generic: generic(read, told.said) };
  const hits = texts
    .map((other) => compare(query, language, other))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .slice(0, most);
  const best = hits[0]?.score ?? 0;
  const least = Math.max(constants.faint, constants.lagging * best);
  const good = best >= constants.weak ? hits.filter(({ score }) => score >= least) : [];
  return good.map((hit) => ({
    ...hit,
    strength: ["strong", "some"].find((word) => hit.score >= constants[word]) ?? "weak",
    met: new Set(hit.reasons.map(({ other }) => other)),
    asked: language,
    why: why(hit, query, language, reader),
  }));
}

// Reads and unpacks, while the visitor still writes, what every answer needs.
function prepare(language) {
  known();
  return digi.matchLexicon.ready(language);
}

digi.match = match;
digi.matchPrepare = prepare;
digi.matchShared = shared;
