// Searches by words in any form: digi.search(query, {lang}) → [{id, score, whole, why}], best first;
// digi.find gives document numbers instead, for more documents than a page can hold.
const digi = (window.digi ??= {});
const { names, shard, twos, rising, numbered, plain } = digi.searchFiles;
const { languages, exactly, telling, elsewhere, isStop, isKnown, cuts, mendedCuts, near, respelt, affordable } = digi.searchWords;
const { FIELD, RELATED, PART, COMMON, placed, standing, placesOf, pairs, documentsOf, spotsOf } = digi.searchPlaces;
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
const none = { documents: [], scores: [] };

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

// The hits of entries; `kind` counts them by that kind instead of their own. The entry of the very
// word that is asked for tells what the word can be, alone.
async function hitsOfEntries(entries, asked, kind) {
  const { n, kinds, own } = await names();
  const all = await Promise.all(entries.map(async (entry) => ({ entry, answer: await numbered("a", entry) })));
  const very = all.filter(({ answer: [base] }) => base === asked);
  return best(...(very.length ? very : all).map(({ entry, answer }) => entryHits(entry, answer, { n, kinds, own, asked, kind })));
}

// Words in a theme weigh two, in the name of a call one, others more.
const by = (score, worth) => [, "call", "theme"][score / worth];

// The reasons of long answers stand by blocks of documents in files of their own. What a beginning
// has in other words counts like what a slip was meant as.
function entryHits(entry, [base, ways, rises, codes, block], { n, kinds, own, asked, kind }) {
  const documents = rising(rises);
  const chosen = twos(codes, ways.length);
  const isOwn = ownOf(ways, own, block);
  const kindOf = (way) => (kind === "beginning" && !isOwn[way] ? "typo" : kind);
  const scores = ways.map(([score, weight], way) => (kind ? weight * kinds[kindOf(way)] : score));
  const hits = hitsOf(n, async (document) => {
    const place = documents.indexOf(document);
    const [ownKind, found, said, means] = block ? (await shard(`v${entry}-${Math.floor(place / block)}`, reasonsOf))(place % block) : ways[chosen[place]].slice(2);
    const told = kind ? kindOf(chosen[place]) : ownKind;
    return { kind: told, asked, found, said, means, base, by: by(hits.scores[document], kinds[told]) };
  });
  documents.forEach((document, at) => (hits.scores[document] = scores[chosen[at]]));
  hits.documents = documents.filter((document) => hits.scores[document]);
  return hits;
}

// Whether each way is the word itself: long answers say so, others by its kind.
const ownOf = (ways, own, block) => ways.map(([, , kind]) => Boolean(block ? kind : own.includes(kind)));

function reasonsOf([reasons, codes]) {
  const chosen = twos(codes, reasons.length);
  return (at) => reasons[chosen[at]];
}

// Documents that hold a word itself or what is made of it, for a minus: no other words of its meaning.
async function ownHits(word, lang) {
  const known = await telling(word, lang);
  const there = known.length ? known : await elsewhere(word, lang, telling);
  const entries = there.length ? there : (await near(word.split(":")[0])).same;
  const [{ own }, ...answers] = await Promise.all([names(), ...entries.map((entry) => numbered("a", entry))]);
  return { documents: answers.flatMap((answer) => ownDocuments(answer, own)) };
}

function ownDocuments([, ways, rises, codes, block], own) {
  const chosen = twos(codes, ways.length);
  const isOwn = ownOf(ways, own, block);
  return rising(rises).filter((_, at) => isOwn[chosen[at]]);
}

// The hits of a word: in its language, else in one that knows it, else of words near it. Where the
// halves of a compound stand is looked up only if a document answers both.
async function wordHits(word, lang) {
  const entries = await telling(word, lang);
  if (entries.length) return hitsOfEntries(entries, word);
  const bare = word.split(":")[0];
  const others = await elsewhere(word, lang, telling);
  if (others.length) return hitsOfEntries(others, word);
  if (await isKnown(bare, lang)) return none;
  const cut = await cuts(bare, lang);
  const [front, head] = await Promise.all(cut.map((entries) => hitsOfEntries(entries, word)));
  const isShared = front?.documents.some((document) => head.scores[document]);
  const found = await Promise.all(isShared ? [compoundHits(cut, word, "parts"), calledHits(cut, head, lang)] : []);
  return found.some(({ documents }) => documents.length) ? best(...found) : nearHits(bare, lang, word);
}

// Where a word is a front and a known word behind it, the documents that hold both close together,
// not both inside longer words; where one of them stands almost everywhere, those that hold both.
async function compoundHits([before, behind], word, kind) {
  const { n, kinds } = await names();
  const [head, ...both] = await Promise.all([hitsOfEntries(behind, word, kind), placed(before), placed(behind)]);
  const hits = hitsOf(n, (document) => (head.scores[document] ? head.why(document) : { kind, asked: word, found: word }));
  if (both.flat().some(({ spots }) => spots === COMMON)) {
    const [fronts, heads] = await Promise.all(both.map(documentsOf));
    for (const document of heads) if (fronts.has(document)) put(hits, document, head.scores[document] || kinds[kind]);
    return hits;
  }
  const [fewer, more] = both.map(spotsOf).sort((one, other) => one.length - other.length);
  let at = 0;
  for (const [place, weight, how] of more.length ? fewer : []) {
    while (at < more.length && more[at][0] < place) at += 1;
    const [left, right] = [more[at - 1], more[at]];
    const [nearest, , other] = !right || (left && place - left[0] <= right[0] - place) ? left : right;
    if (Math.abs(nearest - place) < WINDOW && (nearest === place || how !== PART || other !== PART)) put(hits, Math.floor(place / FIELD), weight * kinds[kind]);
  }
  return hits;
}

// Where another language says a compound in the words that its halves are called there: both in one
// word or close together; right before the first only the verb of the second, in English, may stand.
async function calledHits(cut, head, lang) {
  const [{ n, kinds }, ...called] = await Promise.all([names(), ...cut.map(calledOf)]);
  const hits = hitsOf(n, head.why);
  for (const code of languages.filter((one) => one !== lang)) {
    const [fronts, heads] = await Promise.all(called.map((texts) => spotsIn(texts, code)));
    const there = new Map(heads.map(([place, , how]) => [place, how]));
    for (const [place, weight] of fronts) {
      const document = Math.floor(place / FIELD);
      const isVerbBefore = code === "en" && there.get(place - 1) === RELATED;
      if ((isVerbBefore || [-2, 0, 1, 2].some((step) => there.has(place + step))) && head.scores[document]) put(hits, document, weight * kinds.meaning);
    }
  }
  return hits;
}

// What entries are called in other languages, by short answers.
async function calledOf(entries) {
  const answers = await Promise.all(entries.map((entry) => numbered("a", entry)));
  const ways = answers.flatMap(([, ways, , , block]) => (block ? [] : ways));
  return [...new Set(ways.filter(([, , kind, , , means]) => kind === "meaning" && !means.includes(" ")).map((way) => way.at(-1)))];
}

async function spotsIn(texts, lang) {
  const entries = (await Promise.all(texts.map((text) => exactly(text, lang)))).flat();
  return spotsOf((await placed([...new Set(entries)])).filter(({ spots }) => spots !== COMMON));
}

// Words near a word that nothing knows; a slip in a part of a compound is sought where there are none.
async function nearHits(bare, lang, word) {
  const [{ same, beginning, typo }, mended] = await Promise.all([near(bare), respelt(bare, lang)]);
  if (same.length) return hitsOfEntries(same, word);
  const found = best(...(await Promise.all([hitsOfEntries(beginning, word, "beginning"), hitsOfEntries(await affordable([...typo, ...mended]), word, "typo")])));
  if (found.documents.length) return found;
  return best(...(await Promise.all((await mendedCuts(bare, lang)).map((cut) => compoundHits(cut, word, "typo")))));
}

// Documents with the words one after another, each in any of its forms.
async function phraseHits(words, lang, barred) {
  const { n, kinds } = await names();
  const all = await Promise.all(words.map((word) => standing(word, lang)));
  const rows = await Promise.all(all.length < 2 ? all.map((one) => placesOf(one, !barred)) : all.slice(1).map((behind, at) => pairs(all[at], behind)));
  const asked = words.join(" ");
  const hits = hitsOf(n, (document) => ({ kind: "word", asked, found: asked, by: by(hits.scores[document], kinds.word) }));
  for (const [place, weight] of rows[0]) {
    const document = Math.floor(place / FIELD);
    if (rows.every((row, step) => row.has(place + step))) put(hits, document, weight * kinds.word);
  }
  return hits;
}

// The hits of each term and lone word, the longest terms first; of stop words only in a term, whose
// own entry knows it with them.
async function looseHits(words, lang, stops) {
  const found = [];
  for (let at = 0; at < words.length; ) {
    const [size, term, kind] = await longestTerm(words.slice(at, at + LONGEST_TERM), lang);
    const span = words.slice(at, at + size);
    const asked = span.join(" ");
    const each = span.some((word) => stops.has(word)) ? [] : await Promise.all(span.map((word) => wordHits(word, lang)));
    found.push(...(size > 1 ? [best(together(each, asked), await hitsOfEntries(term, asked, kind))] : each));
    at += size;
  }
  return found;
}

async function longestTerm(words, lang) {
  const bases = await Promise.all(words.map(async (word) => {
    const [entries, slip] = words.length > 1 ? await meantBy(word, lang) : [[], false];
    const texts = await Promise.all(entries.map(async (entry) => (await numbered("a", entry))[0]));
    return { texts: [word, ...texts.filter((text) => !text.includes(" "))], slip };
  }));
  for (let size = words.length; size > 1; size -= 1) {
    const span = bases.slice(0, size);
    const texts = span.reduce((fronts, own) => fronts.flatMap((front) => own.texts.map((one) => (front ? `${front} ${one}` : one))), [""]);
    for (const text of new Set(texts.slice(0, 24))) {
      const term = await exactly(text, lang);
      if (term.length) return [size, term, span.some(({ slip }) => slip) ? "typo" : undefined];
    }
  }
  return [1, []];
}

// The entries of a word of a term, and whether they are those of what a misspelt one was meant as.
async function meantBy(word, lang) {
  const entries = await exactly(word, lang);
  const bare = word.split(":")[0];
  if (entries.length || (await isStop(word, lang)) || (await isKnown(bare, lang))) return [entries, false];
  return [await respelt(bare, lang), true];
}

// Documents that meet every word of a term: the mean score, the weakest reason, all words.
function together(parts, asked) {
  if (!parts.length || parts.some(({ documents }) => !documents.length)) return none;
  const hits = hitsOf(parts[0].scores.length, async (document) => {
    const why = await Promise.all(parts.map((part) => part.why(document)));
    const weakest = parts.reduce((low, part, at) => (part.scores[document] < parts[low].scores[document] ? at : low), 0);
    return { ...why[weakest], asked, found: why.map(({ found }) => found).join(" ") };
  });
  for (const document of parts[0].documents) {
    const each = parts.map(({ scores }) => scores[document]);
    if (each.every(Boolean)) put(hits, document, Math.floor(each.reduce((sum, score) => sum + score) / each.length));
  }
  return hits;
}

// Document numbers, best first: {documents, scores, whole, why(document)}, the last a promise.
async function find(query, { lang = "fi" } = {}) {
  const clauses = parse(query);
  const { n, o } = await names();
  const loose = clauses.filter(({ phrase, unwanted }) => !phrase && !unwanted).flatMap(({ words }) => words);
  const isStopAt = await Promise.all(loose.map((word) => isStop(word, lang)));
  const stops = new Set(isStopAt.every(Boolean) ? [] : loose.filter((_, at) => isStopAt[at]));
  const telling = loose.filter((word) => !stops.has(word) || o[lang].includes(word));
  const hitsOfClause = ({ words, phrase, unwanted }) => (phrase || words.length > 1 ? phraseHits(words, lang, unwanted) : ownHits(words[0], lang));
  const phrases = (unwanted) => clauses.filter((one) => one.unwanted === unwanted && (one.phrase || unwanted)).map(hitsOfClause);
  const [words, wanted, barred] = await Promise.all([looseHits(telling, lang, stops), Promise.all(phrases(false)), Promise.all(phrases(true))]);
  return ranked([...words, ...wanted], barred, n);
}

// Documents that meet all parts; where there is none, those that meet at least half, one of the
// rarest among them.
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
  const sizes = parts.map(({ documents }) => documents.length).filter(Boolean);
  const rarest = parts.filter(({ documents }) => documents.length === Math.min(...sizes));
  if (!whole) for (const one of all) if (!rarest.some(({ scores }) => scores[one])) met[one] = 0;
  for (const { documents } of barred) for (const document of documents) met[document] = 0;
  const byScore = new Map();
  for (const document of Uint32Array.from(all.filter((one) => met[one] && met[one] >= least)).sort()) {
    if (!byScore.has(scores[document])) byScore.set(scores[document], []);
    byScore.get(scores[document]).push(document);
  }
  const documents = [...byScore].sort(([one], [other]) => other - one).flatMap(([, same]) => same);
  return { documents, scores, whole, why: (document) => Promise.all(parts.filter((part) => part.scores[document]).map((part) => part.why(document))) };
}

const identOf = async (document) => (await shard(`i${Math.floor(document / IDENTS)}`, (idents) => idents))[document % IDENTS];

async function search(query, options) {
  const { documents, scores, whole, why } = await find(query, options);
  return Promise.all(documents.map(async (document) => ({ id: await identOf(document), score: scores[document], whole, why: await why(document) })));
}

digi.search = search;
digi.find = find;
