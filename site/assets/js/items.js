// The rows of the page as things that can be filtered and ordered.
const digi = (window.digi ??= {});

function itemsOf(table, facets) {
  return [...table.tBodies[0].rows].map((row, place) => {
    const { id, text, euros, opened, kind } = row.dataset;
    const words = Object.fromEntries(facets.map((name) => [name, row.dataset[name].split(" ").filter(Boolean)]));
    return {
      row, place, id, text, kind, words,
      name: row.cells[0].querySelector("a").textContent,
      who: row.cells[1].textContent.trim(),
      euros: euros ? Number(euros) : null,
      over: "over" in row.dataset,
      opened: opened || null,
    };
  });
}

// What the text finds: id → {rank, whole, why}, whole where all words are met; null without a text.
// The search engine answers if it is there and can; else every word must stand in the row.
async function find(items, text) {
  if (!text) return null;
  let hits = null;
  try {
    hits = await digi.search?.(text, { lang: document.documentElement.lang });
  } catch {
    // Its data may be out of reach, as from a folder without a server.
  }
  const ids = new Set(items.map(({ id }) => id));
  const known = (hits ?? digi.filter.plainSearch(items, text)).filter(({ id }) => ids.has(id));
  return new Map(known.map(({ id, whole, why }, rank) => [id, { rank, whole: whole ?? true, why: why ?? [] }]));
}

digi.items = { itemsOf, find };
