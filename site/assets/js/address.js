// The state of the list and its short, readable address: ?call=kannustin-2020&theme=asiointi,luvat
const digi = (window.digi ??= {});

const coded = (text) => encodeURIComponent(text).replaceAll("%20", "+");

// Facets come in the order of the page, so that the same choice always has the same address.
function toQuery(state, facets) {
  const parts = [["q", [state.q]]];
  for (const name of facets) parts.push([name, state.chosen[name] ?? []]);
  parts.push(["sort", [state.sort]], ["view", [state.view]]);
  return parts
    .map(([name, values]) => [name, values.filter(Boolean).map(coded).join(",")])
    .filter(([, text]) => text)
    .map(([name, text]) => `${name}=${text}`)
    .join("&");
}

// `known` holds for each facet a Map: word in an address → word of the facet, in the order of the
// page. What the address asks beyond them is told as `unknown`.
function fromQuery(search, known) {
  const query = new URLSearchParams(search);
  const state = { q: query.get("q")?.trim() ?? "", sort: query.get("sort") ?? "", view: query.get("view") ?? "", chosen: {}, unknown: [] };
  for (const [name, words] of Object.entries(known)) {
    const asked = query.getAll(name).flatMap((text) => text.split(",")).filter(Boolean);
    const meant = asked.map((word) => words.get(word));
    state.chosen[name] = [...new Set(words.values())].filter((word) => meant.includes(word));
    state.unknown.push(...asked.filter((word) => !words.has(word)));
  }
  return state;
}

digi.address = { toQuery, fromQuery };
