// Which entries a word is a form of, exactly or nearly.
const digi = (window.digi ??= {});
const { names, firsts, shard, unpack, summed, wordsOf, placeOf, standing, folded, turned } = digi.searchFiles;
const languages = ["fi", "sv", "en"];
const letters = "abcdefghijklmnopqrstuvwxyzåäö";
const marked = { a: "aäå", o: "oö" };
const SHORTEST = 3;
const MOST_CUTS = 6;
const MOST_FRONTS = 4;
const MOST_BEGUN = 16;
const MOST_READ = 3.6e4;
const MOST_LONG = 1;

function rowsOf({ s, p, n, f = {} }) {
  const rows = new Map();
  const patterns = unpack(p);
  const entries = n ? summed(unpack(n).map((step) => (step % 2 ? ~step : step) / 2)) : [];
  wordsOf(s).forEach((stem, at) => {
    if (!rows.has(stem)) rows.set(stem, []);
    rows.get(stem).push([patterns[at], entries[at]]);
  });
  return { rows, fronts: endingsOf(f) };
}

// Ending → the patterns that have it, and those whose base form has it.
function endingsOf(file) {
  return new Map(Object.entries(file).map(([ending, told]) => [ending, told.split("!").map((own) => new Set(summed(unpack(own))))]));
}

// A test of forms like this one: form → [[language, entry, whether it is the base form]]; entry 0 is
// of stop words, and of a form without a pattern only the answers tell the base form.
async function reader(letter, form) {
  const all = await names();
  const [{ rows }, endings] = await Promise.all([
    shard(letter + placeOf(all[letter], folded(form)), rowsOf),
    shard(`e${placeOf(all.e, turned(folded(form)))}`, endingsOf),
  ]);
  return (one) => {
    const found = [];
    for (let size = one.length; size >= 0; size -= 1) {
      for (const [pattern, entry] of rows.get(one.slice(0, size)) ?? []) {
        const isExact = !pattern || entry === 0;
        const [having, bases] = endings.get(one.slice(size)) ?? [];
        if (isExact ? size === one.length : having?.has(pattern)) found.push([languageOf(all, pattern, entry), entry, isExact ? undefined : bases?.has(pattern) ?? false]);
      }
    }
    return found;
  };
}

function languageOf(all, pattern, entry) {
  if (entry === 0) return languages[pattern - 1];
  return languages[entry ? placeOf(all.l, entry) : placeOf(all.g, pattern)];
}

const unique = (list) => [...new Set(list)];
const inLanguage = (found, lang) => unique(found.filter(([code, entry]) => code === lang && entry !== 0).map(([, entry]) => entry));

// The entries of a word in one of its forms, else, of one that nothing knows as it stands, of the
// word without a particle at its end.
async function exactly(word, lang) {
  const bare = word.split(":")[0];
  const all = await Promise.all(unique([bare, word]).map(async (form) => (await reader("w", form))(form)));
  const found = inLanguage(all.flat(), lang);
  const tails = found.length ? [] : await withoutTail(bare, lang);
  if (!tails.length || (await knows(bare, lang))) return found;
  const without = await Promise.all(tails.map(async (form) => inLanguage((await reader("w", form))(form), lang)));
  return unique(without.flat());
}

// The entries that answer a word: the one of which it is the base form, else all of which it is a form.
async function telling(word, lang) {
  const found = inLanguage(tellingOf((await reader("w", word))(word), lang), lang);
  return found.length ? found : exactly(word, lang);
}

// What a form is in a language: as far as that is told here, only what it is the base form of.
function tellingOf(found, lang) {
  const own = found.filter(([code, entry]) => code === lang && entry);
  return own.some(([, , isBase]) => isBase) ? own.filter(([, , isBase]) => isBase !== false) : own;
}

// Stop words ask for nothing, unless they are the name of a place (Ingå).
async function isStop(word, lang) {
  const own = (await reader("w", word))(word).filter(([code]) => code === lang);
  return own.some(([, entry]) => entry === 0) && !own.some(([, entry, isBase]) => entry && isBase === undefined);
}

// The entries of a word in the other languages.
async function elsewhere(word, lang, having) {
  return (await Promise.all(languages.filter((code) => code !== lang).map((code) => having(word, code)))).flat();
}

async function withoutTail(word, lang) {
  return (await names()).t[lang].filter(([tail]) => word.endsWith(tail) && word.length > tail.length + 2)
    .map(([tail, restore]) => word.slice(0, word.length - tail.length) + restore);
}

// Whether a word is a form of one that the lists know but no project has: then it is no typing error.
async function isKnown(word, lang) {
  const forms = [word, ...(await withoutTail(word, lang))];
  return (await Promise.all(forms.map((form) => knows(form, lang)))).some(Boolean);
}

const knows = async (form, lang) => (await reader("k", form))(form).some(([code]) => code === lang);

// The fronts of compounds in the files of words: a test of fronts → entries.
async function fronting(words, lang) {
  const all = await names();
  const numbers = unique(words.map((word) => placeOf(all.w, folded(word)))).slice(0, MOST_FRONTS);
  const files = await Promise.all(numbers.map((number) => shard(`w${number}`, rowsOf)));
  return (front) => {
    const found = [];
    for (const { rows, fronts } of files) {
      for (let size = front.length; size >= 0; size -= 1) {
        for (const [pattern, entry] of rows.get(front.slice(0, size)) ?? []) {
          if (entry && fronts.get(front.slice(size))?.[0].has(pattern)) found.push([languageOf(all, pattern, entry), entry]);
        }
      }
    }
    return inLanguage(found, lang);
  };
}

// A word and what it is without one of its first letters or with two of them the other way round:
// where a slip leads to words in another file.
function* slipped(word) {
  yield word;
  for (let at = 1; at < Math.min(5, word.length - 1); at += 1) {
    yield word.slice(0, at) + word.slice(at + 1);
    yield word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  }
}

// The longest front of a compound before a form: [entries before, entries behind], or nothing.
async function cuts(word, lang) {
  const before = await fronting([word], lang);
  for (let at = word.length - SHORTEST; at >= SHORTEST; at -= 1) {
    const found = before(word.slice(0, at));
    const behind = found.length ? inLanguage((await reader("w", word.slice(at)))(word.slice(at)), lang) : [];
    if (behind.length) return [found, behind];
  }
  return [];
}

// The same of a word with a slip in one of the two: [[entries before, entries behind]].
// A slip at the beginning of the second is found among words that end alike.
async function mendedCuts(word, lang) {
  if (word.length < 2 * SHORTEST) return [];
  const own = folded(word);
  const [all, before, ends] = await Promise.all([names(), fronting([...slipped(word)], lang), standing("r", turned(own.slice(-SHORTEST)), turned(own), 2)]);
  const ways = [];
  for (let at = word.length - SHORTEST + 1; at >= SHORTEST - 1; at -= 1) {
    const known = before(word.slice(0, at));
    const front = known.length || word.length - at < SHORTEST ? known : unique([...edits(word.slice(0, at))].flatMap(before));
    if (front.length) ways.push({ front, behind: word.slice(at), isKnown: known.length > 0 });
  }
  ways.sort((one, other) => other.isKnown - one.isKnown);
  const found = await Promise.all(ways.slice(0, MOST_CUTS).map(async ({ front, behind, isKnown }) => {
    const test = await reader("w", behind);
    if (!isKnown) return [front, inLanguage(test(behind), lang)];
    const alike = ends.filter((one) => oneEdit(folded(behind), one.folded)).flatMap(({ entries }) => entries);
    return [front, inLanguage([...[...edits(behind)].flatMap(test), ...alike.map((entry) => [languageOf(all, 0, entry), entry])], lang)];
  }));
  return found.filter(([, heads]) => heads.length);
}

// Entries of words of a project that begin so, the commonest first, and of words one edit away;
// what many words begin with is unfinished, no slip.
async function near(word) {
  const own = folded(word);
  const half = Math.max(2, own.length >> 1);
  const ahead = await standing("d", own.slice(0, half), own);
  const same = ahead.filter((one) => one.folded === own);
  const begun = ahead.filter((one) => one.common && own.length > 2 && one.folded.startsWith(own) && one.folded !== own);
  const found = { same: await entriesOf(same), beginning: (await entriesOf(begun)).slice(0, MOST_BEGUN), typo: [] };
  if (own.length < 4 || same.length || begun.length > MOST_BEGUN) return found;
  const behind = await standing("r", turned(own.slice(-half)), turned(own), 2);
  found.typo = await entriesOf([...ahead, ...behind].filter((one) => one.folded !== own && oneEdit(own, one.folded)));
  return found;
}

// The entries of words, the commonest first, until their answers would be much to read:
// about 4 kB a file and a byte a document, which the digit of common tells within a power of four.
async function entriesOf(words) {
  const a = await firsts("a");
  const [found, files] = [new Set(), new Set()];
  let weight = 0;
  for (const { entries, common } of words.sort((one, other) => other.common - one.common)) {
    for (const entry of entries) {
      const file = placeOf(a, entry);
      const more = files.has(file) ? 0 : 4e3 + 2 * 4 ** (common - 1);
      if (weight && weight + more > MOST_READ) continue;
      weight += more;
      files.add(file);
      found.add(entry);
    }
  }
  return [...found];
}

// The entries without those, after the first, whose answers fill a file of their own.
async function affordable(entries) {
  const a = await firsts("a");
  const long = unique(entries).filter((entry) => a.includes(entry) && a.includes(entry + 1)).slice(MOST_LONG);
  return unique(entries).filter((entry) => !long.includes(entry));
}

// Entries with a form that is the word with one letter mended or its marks put back; the two letters
// in the middle may stand in another file, and neither beginning nor end leads there.
async function respelt(word, lang) {
  if (word.length < 4) return [];
  const half = word.length >> 1;
  const swapped = word.slice(0, half - 1) + word[half] + word[half - 1] + word.slice(half + 1);
  const [test, other] = await Promise.all([reader("w", word), reader("w", swapped)]);
  const found = [...withMarks(word), ...edits(word)].map(test);
  return unique([...found, other(swapped)].flatMap((own) => inLanguage(tellingOf(own, lang), lang)));
}

function* withMarks(word) {
  let all = [""];
  for (const sign of word) all = all.flatMap((front) => [...(marked[sign] ?? sign)].map((one) => front + one)).slice(0, 250);
  yield* all.slice(1);
}

function* edits(word) {
  for (let at = 1; at <= word.length; at += 1) {
    const [front, back] = [word.slice(0, at), word.slice(at)];
    if (back) yield front + back.slice(1);
    if (back.length > 1) yield front + back[1] + back[0] + back.slice(2);
    for (const letter of letters) {
      yield front + letter + back;
      if (back) yield front + letter + back.slice(1);
    }
  }
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

digi.searchWords = { languages, exactly, telling, elsewhere, isStop, isKnown, cuts, mendedCuts, near, respelt, affordable };
