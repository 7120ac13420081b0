// Facets and rows of more documents than a page can hold: columns and records, read when needed.
const digi = (window.digi ??= {});
const { names, shard } = digi.searchFiles;
const CHUNK = 2;

// A facet: its words, and per document the numbers of those that it has.
// It is long, so what is given reads it when first called: what a query waits for goes before it.
const column = (name) => shard(`c-${name}`, (file) => {
  let made = null;
  return () => (made ??= columnOf(file));
});

function columnOf({ w, f, m, c }) {
  const first = numbersOf(f);
  if (!c) return { words: w, values: first };
  const [more, counts] = [numbersOf(m), numbersOf(c)];
  const starts = new Uint32Array(counts.length + 1);
  const values = new Uint16Array(first.length + more.length);
  let [own, rest] = [0, 0];
  counts.forEach((count, at) => {
    let place = starts[at];
    if (count) values[place++] = first[own++];
    starts[at + 1] = starts[at] + count;
    while (place < starts[at + 1]) values[place++] = more[rest++];
  });
  return { words: w, values, starts };
}

// Numbers told as texts, the last digit of each in the first; "r" tells how often each comes again.
function numbersOf({ d, r }) {
  const own = new Uint32Array(d[0].length);
  let unit = 1;
  for (const digits of d) {
    for (let at = 0; at < digits.length; at += 1) {
      const code = digits.charCodeAt(at);
      own[at] += (code - (code > 92 ? 36 : 35)) * unit;
    }
    unit *= 90;
  }
  if (!r) return own;
  const again = numbersOf({ d: r });
  const all = new Uint32Array(again.reduce((sum, count) => sum + count + 1, 0));
  let place = 0;
  own.forEach((number, at) => all.fill(number, place, (place += again[at] + 1)));
  return all;
}

const record = async (document) => (await shard(`x${Math.floor(document / CHUNK)}`, (records) => records))[document % CHUNK];

// The documents that have one of the chosen words of every facet but one: a mark for each.
function fitting(documents, chosen, columns, but) {
  const asked = Object.entries(chosen).filter(([name, words]) => name !== but && words.length).map(([name, words]) => {
    const wanted = new Uint8Array(columns[name].words.length);
    for (const word of words) wanted[columns[name].words.indexOf(word)] = 1;
    return [columns[name], wanted];
  });
  if (!asked.length) return documents;
  return documents.filter((document) => asked.every(([{ values, starts }, wanted]) => {
    if (!starts) return wanted[values[document]];
    for (let at = starts[document]; at < starts[document + 1]; at += 1) if (wanted[values[at]]) return true;
    return false;
  }));
}

// How many documents each word of a facet has: Map word → count, exact.
function tally(documents, { words, values, starts }) {
  const counts = new Uint32Array(words.length);
  for (const document of documents) {
    if (!starts) counts[values[document]] += 1;
    else for (let at = starts[document]; at < starts[document + 1]; at += 1) counts[values[at]] += 1;
  }
  return new Map(words.map((word, at) => [word, counts[at]]));
}

// What a query and chosen words give: all documents, counts of the facets, records of the first rows.
async function list(query, { lang, chosen = {}, facets, rows = 10 }) {
  const fetched = facets.map(column);
  const [found, { n }] = await Promise.all([query ? digi.find(query, { lang }) : null, names()]);
  const documents = found ? found.documents : Array.from({ length: n }, (_, at) => at);
  const first = (some) => some.slice(0, rows).map(async (document) => {
    const [own, why] = await Promise.all([record(document), found?.why(document) ?? []]);
    return { record: own, why };
  });
  const isAll = !Object.values(chosen).some((words) => words.length);
  const early = isAll && first(documents);
  const read = await Promise.all(fetched);
  const columns = Object.fromEntries(facets.map((name, at) => [name, read[at]()]));
  const shown = fitting(documents, chosen, columns);
  const counts = Object.fromEntries(facets.map((name) => [name, tally(fitting(documents, chosen, columns, name), columns[name])]));
  return { documents: shown, counts, rows: await Promise.all(early || first(shown)) };
}

// A piece of a text around the first of the words found.
function excerpt(text, why, room = 90) {
  const words = why.flatMap(({ found }) => found.toLowerCase().split(" "));
  const places = words.map((word) => text.toLowerCase().indexOf(word)).filter((at) => at >= 0);
  const start = places.length ? Math.max(0, Math.min(...places) - room) : 0;
  const from = start ? text.indexOf(" ", start) + 1 : 0;
  const piece = text.slice(from, from + 2 * room);
  return (from ? "… " : "") + piece + (from + 2 * room < text.length ? " …" : "");
}

digi.columns = { list, excerpt };
