// Where words stand: for phrases, and for compounds whose parts are said apart.
const digi = (window.digi ??= {});
const { names, shard, unpack, summed, rising, placeOf, numbered } = digi.searchFiles;
const { exactly, elsewhere } = digi.searchWords;
const FIELD = 2 ** 20;
const WHOLE = 0;
const RELATED = 1;
const PART = 2;
const HOWS = 3;
const COMMON = 1;
const NOWHERE = "!";

// The entries of a word that stand somewhere themselves in any of their forms, with their places.
async function standing(word, lang) {
  const own = async (entries) => (await placed(entries)).filter(({ spots }) => spots[0] !== NOWHERE);
  const found = await own(await exactly(word, lang));
  return found.length ? found : own(await elsewhere(word, lang, exactly));
}

async function placed(entries) {
  const { fields } = await names();
  const all = await Promise.all(entries.map(async (entry) => ({ entry, spots: await numbered("s", entry), fields })));
  return all.filter(({ spots }) => spots);
}

const united = (maps) => new Map(maps.flatMap((one) => [...one]));
const placesOf = async (all, weighed) => united(await Promise.all(all.map((one) => placesOfEntry(one, weighed))));

// Where an entry stands: document and place as one number → weight; of a common one, which
// stands almost everywhere, only the documents, and weights where they are asked for.
async function placesOfEntry(one, weighed) {
  const { entry, spots } = one;
  if (spots !== COMMON) return wholeOf(one);
  const [documents, weights] = await Promise.all([shard(`h${entry}d`, rising), weighed && shard(`h${entry}w`, unpack)]);
  return new Map(documents.map((document, at) => [document * FIELD, weights ? weights[at] : 1]));
}

// The documents where entries are met in any way.
async function documentsOf(all) {
  const found = await Promise.all(all.map(async (one) =>
    (one.spots === COMMON ? await shard(`h${one.entry}n`, rising) : read(one).map(([place]) => Math.floor(place / FIELD)))));
  return new Set(found.flat());
}

// The places of an entry where another one follows; of a common entry they stand by the other.
async function followed(one, other) {
  if (one.spots === COMMON) return beside(one.entry, "a", other.entry);
  if (other.spots === COMMON) return new Map([...await beside(other.entry, "b", one.entry)].map(([place, weight]) => [place - 1, weight]));
  const behind = wholeOf(other);
  return new Map([...wholeOf(one)].filter(([place]) => behind.has(place + 1)));
}

async function beside(entry, side, other) {
  const starts = await shard(`h${entry}`, (firsts) => Object.fromEntries(Object.entries(firsts).map(([name, own]) => [name, summed(unpack(own))])));
  if (!starts[side].length) return new Map();
  const { entries, counts, steps, spots } = await shard(`h${entry}${side}${placeOf(starts[side], other)}`, ([first, ...rest]) => {
    const [counts, steps, spots] = rest.map(unpack);
    return { entries: summed(unpack(first)), counts, steps, spots };
  });
  const at = entries.indexOf(other);
  if (at < 0) return new Map();
  const from = counts.slice(0, at).reduce((sum, count) => sum + count, 0);
  const documents = summed(steps.slice(from, from + counts[at]));
  return new Map(documents.map((document, own) => [document * FIELD + (spots[from + own] >> 3), spots[from + own] & 7]));
}

// Places in order: [document and place as one number, weight, how the entry is met there].
function read({ spots, fields }) {
  const found = [];
  const numbers = unpack(spots[0] === NOWHERE ? spots.slice(1) : spots);
  let document = 0;
  for (let at = 0; at < numbers.length; ) {
    document += numbers[at];
    let place = 0;
    const end = at + 2 + numbers[at + 1];
    for (at += 2; at < end; at += 1) {
      const digit = numbers[at] % (fields.length * HOWS);
      place += Math.floor(numbers[at] / (fields.length * HOWS));
      found.push([document * FIELD + place, fields[Math.floor(digit / HOWS)], digit % HOWS]);
    }
  }
  return found;
}

const wholeOf = (one) => new Map(read(one).filter(([, , how]) => how === WHOLE));

// Places of any of the entries, each once and by the best way.
function spotsOf(all) {
  const found = new Map();
  for (const spot of all.flatMap(read)) if (!(found.get(spot[0])?.[2] <= spot[2])) found.set(spot[0], spot);
  return [...found.values()].sort(([one], [other]) => one - other);
}

// The places of words where others follow.
const pairs = async (all, behind) => united(await Promise.all(all.flatMap((one) => behind.map((other) => followed(one, other)))));

digi.searchPlaces = { FIELD, RELATED, PART, COMMON, placed, standing, placesOf, pairs, documentsOf, spotsOf };
