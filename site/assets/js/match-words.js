// The words of the vocabulary in a text; the same steps as pipeline/match/stems.py and recognise.py.
const digi = (window.digi ??= {});
const SHORT = 3;
const GAP = 3;
const TAIL = 5;
const LONG = 6;
const NOTHING = [0, []];

const plain = (text) => (text === "0" ? "" : text);
const words = (text) => text.toLowerCase().replaceAll("\u00ad", "").match(/[\p{L}\p{N}]+/gu) ?? [];

function changes(rows, role) {
  return rows
    .filter((row) => row[1] === role)
    .map(([, , ending, becomes]) => [ending, becomes.split(" ").map(plain)])
    .sort(([one], [other]) => other.length - one.length || (one < other ? -1 : 1));
}

function rules(table, language) {
  const own = table.filter(([of]) => of === language);
  const endings = (role) => own.filter((row) => row[1] === role).map((row) => plain(row[2]));
  const after = endings("after");
  const lasts = after.length ? after : [""];
  return {
    stem: changes(own, "stem"),
    grades: [...changes(own, "strong"), ...changes(own, "weak")],
    finals: new Set(endings("ending").flatMap((first) => lasts.map((last) => first + last))),
    links: endings("link").sort((one, other) => other.length - one.length || (one < other ? -1 : 1)),
  };
}

function graded(stem, { grades }) {
  const body = stem.replace(/[aeiouyäöå]+$/, "");
  const tail = stem.slice(body.length);
  if (!tail) return [];
  return grades
    .filter(([old]) => body.endsWith(old))
    .flatMap(([old, becomes]) => becomes.map((made) => body.slice(0, body.length - old.length) + made + tail));
}

function stems(word, own) {
  if (word.length <= SHORT) return [word];
  const found = new Set([word]);
  const rule = own.stem.find(([ending]) => word.endsWith(ending));
  if (rule) for (const made of rule[1]) found.add(word.slice(0, word.length - rule[0].length) + made);
  for (const stem of [...found]) for (const made of graded(stem, own)) found.add(made);
  return [...found].filter((stem) => stem.length >= SHORT);
}

class Lexicon {
  constructor(own) {
    this.rules = own;
    this.numbers = new Map();
    this.stems = new Map();
    this.longest = 0;
  }

  add(word) {
    if (!this.numbers.has(word)) {
      const number = this.numbers.size;
      this.numbers.set(word, number);
      for (const stem of stems(word, this.rules)) {
        if (!this.stems.has(stem)) this.stems.set(stem, []);
        this.stems.get(stem).push(number);
        this.longest = Math.max(this.longest, stem.length);
      }
    }
    return this.numbers.get(word);
  }

  // The reading of a word that knows most letters, then has fewest parts.
  parts(token) {
    const known = new Map([[token.length, NOTHING]]);
    for (let start = token.length - 1; start >= 0; start--) {
      let best = known.get(start);
      for (const found of this.from(token, start, known)) if (!best || better(found, best)) best = found;
      if (best) known.set(start, best);
    }
    let whole = known.get(0) ?? NOTHING;
    if (this.rules.links.length) {
      for (let start = GAP; start <= token.length - TAIL; start++) {
        const tail = known.get(start) ?? NOTHING;
        if (tail[0] >= TAIL && better(tail, whole)) whole = tail;
      }
    }
    return whole[1];
  }

  from(token, start, known) {
    const readings = [];
    const whole = new Set();
    for (let length = Math.min(this.longest, token.length - start); length > 1; length--) {
      const numbers = this.stems.get(token.slice(start, start + length));
      if (!numbers) continue;
      const rest = token.slice(start + length);
      const bare = length <= SHORT && start > 0;
      if (!rest || (length >= SHORT && !bare && this.rules.finals.has(rest))) numbers.forEach((number) => whole.add(number));
      if (length > SHORT && this.rules.links.length) readings.push(...this.compounds(numbers, length, rest, known, token.length));
    }
    if (whole.size) readings.push([token.length - start, [[...whole]]]);
    return readings;
  }

  compounds(numbers, length, rest, known, end) {
    const readings = [];
    for (const link of this.rules.links) {
      const after = end - rest.length + link.length;
      const next = known.get(after) ?? NOTHING;
      if (rest.startsWith(link) && after < end && next[1].length) readings.push([length + link.length + next[0], [numbers, ...next[1]]]);
    }
    if (length >= LONG && rest.length >= GAP) readings.push([length, [numbers]]);
    return readings;
  }
}

function better(one, other) {
  return one[0] > other[0] || (one[0] === other[0] && one[1].length < other[1].length);
}

digi.matchWords = { Lexicon, rules, words };
