// What a text speaks of and which projects are like it; the same steps as pipeline/match/features.py
// and rank.py. The vocabulary is read when the first question is asked.
const digi = (window.digi ??= {});
const { Lexicon, rules, words } = digi.matchWords;
const UNKNOWN = 4;
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
  const texts = Object.entries(data.texts).map(([ident, [concepts, unknown]]) => ({ ident, concepts: new Set(concepts), unknown }));
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

// The words of a text (in lower case) that speak of these concepts or are like these words.
function shared(text, language, met, unknown) {
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

function compare(query, { ident, concepts: other, unknown }) {
  const { constants, concepts } = known();
  const reasons = [];
  for (const concept of query.concepts) {
    const [met, closeness] = nearest(concept, other);
    if (closeness) reasons.push({ concept, other: met, closeness, gain: weight(concept) * closeness });
  }
  const same = query.unknown.filter((word) => unknown.some((one) => alike(word, one)));
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
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
  const score = Math.round(((1 - constants.focus) * cover + constants.focus * focus * Math.sqrt(cover)) * 1e4) / 1e4;
  reasons.sort((one, two) => two.gain - one.gain || one.concept - two.concept);
  return { id: ident, score, reasons, same };
}

// Best first: [{id, score, strength, why: [{kind, text}]}], empty where nothing is similar.
function match(text, language, reader, most = 5) {
  const { texts, concepts, constants } = known();
  const query = features(text, language);
  const says = ({ reasons }) => reasons.some(({ concept }) => concepts[concept][1]);
  const label = (concept) => concepts[concept][2 + LANGUAGES.indexOf(reader)][0];
  return texts
    .map((other) => compare(query, other))
    .filter((hit) => hit.score >= constants.weak && says(hit))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .slice(0, most)
    .map(({ id, score, reasons, same }) => ({
      id,
      score,
      met: new Set(reasons.map(({ other }) => other)),
      same,
      strength: ["strong", "some", "weak"].find((word) => score >= constants[word]),
      why: [
        ...reasons
          .filter(({ concept }) => concepts[concept][1])
          .map(({ concept, other }) =>
            concept === other ? { kind: "concept", text: label(concept) } : { kind: "near", text: `${label(concept)} ~ ${label(other)}` },
          ),
        ...same.map((word) => ({ kind: "word", text: word })),
      ],
    }));
}

digi.match = match;
digi.matchShared = shared;
