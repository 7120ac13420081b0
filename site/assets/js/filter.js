// Which rows fit, and how many: the one place that counts, for the list and for every facet.
const digi = (window.digi ??= {});

// Within a facet one of the chosen words is enough; every facet and the text must fit.
// `found` maps the ids that the text found to their rank; null = no text. `but` leaves one facet out.
function select(items, chosen, found, but) {
  const asked = Object.entries(chosen).filter(([name, words]) => name !== but && words.length);
  const fits = (item) =>
    (!found || found.has(item.id)) &&
    asked.every(([name, words]) => words.some((word) => item.words[name].includes(word)));
  return items.filter(fits);
}

// How many rows each word of a facet would give, the other facets and the text staying as they are.
function tally(items, chosen, found, facet) {
  const counts = new Map();
  for (const item of select(items, chosen, found, facet)) {
    for (const word of item.words[facet]) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

// Euros and rows by kind of amount, and whether each sum is "over" so much; unlike kinds are never added.
function sums(items) {
  const kinds = new Map();
  for (const { kind, euros, over } of items.filter((item) => item.euros !== null)) {
    const sum = kinds.get(kind) ?? { euros: 0, count: 0, over: true };
    kinds.set(kind, { euros: sum.euros + euros, count: sum.count + 1, over: sum.over && over });
  }
  return kinds;
}

// The plain search: every word of the text stands somewhere in the row.
function plainSearch(items, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = items.filter((item) => words.every((word) => item.text.includes(word)));
  return hits.map((item) => ({ id: item.id, why: [] }));
}

digi.filter = { select, tally, sums, plainSearch };
