// In the page: asks each engine the same way. window.ready(engine), then window.ask(query) → ids;
// window.first(engine, query) → milliseconds of both.
const FACETS = ["call", "theme", "municipality"];
const MOST = 200;
const load = (address) => new Promise((done, failed) => {
  document.head.append(Object.assign(document.createElement("script"), { src: address, async: false, onload: done, onerror: failed }));
});
const read = async (address) => (await fetch(address)).json();

const engines = {
  async ours() {
    const scripts = ["search", "columns"].map((name) => load(`../assets/${name}.js`));
    document.head.append(document.querySelector("template").content);
    await Promise.all(scripts);
    return async (query, full) => {
      if (full) return (await window.digi.search(query)).map(({ id }) => id);
      const found = await window.digi.columns.list(query, { lang: "fi", facets: FACETS });
      return found.rows.map(({ record }) => record[0]);
    };
  },
  async minisearch() {
    await load("../minisearch/engine.js");
    const index = MiniSearch.loadJS(await read("../minisearch/index.json"), { fields: ["title", "names", "text", "themes"] });
    return (query) => index.search(query, { prefix: true, fuzzy: 0.2, combineWith: "AND" }).map(({ id }) => id);
  },
  async flexsearch() {
    await load("../flexsearch/engine.js");
    const index = new FlexSearch.Document({ document: { id: "id", index: ["all"] }, tokenize: "forward" });
    for (const [key, data] of Object.entries(await read("../flexsearch/index.json"))) await index.import(key, data);
    return (query) => [...new Set(index.search(query, { limit: 100000 }).flatMap(({ result }) => result))];
  },
  async lunr() {
    for (const name of ["lunr", "lunr.stemmer.support", "lunr.fi"]) await load(`../lunr/${name}.js`);
    const index = lunr.Index.load(await read("../lunr/index.json"));
    return (query) => index.search(query.split(" ").map((word) => `+${word}`).join(" ")).map(({ ref }) => ref);
  },
  async pagefind() {
    const engine = await import("../pagefind/pagefind.js");
    await engine.options({ baseUrl: "/" });
    await engine.filters();
    return async (query, full) => {
      const { results } = await engine.search(query);
      const read = await Promise.all(results.slice(0, full ? MOST : 10).map((one) => one.data()));
      return read.map(({ url }) => url.replace(/^\//, ""));
    };
  },
};

window.ready = async (name) => (window.ask = await engines[name]());
window.first = async (name, query) => {
  const start = performance.now();
  await window.ready(name);
  await window.ask(query);
  return performance.now() - start;
};
window.timed = async (query) => {
  const start = performance.now();
  await window.ask(query);
  return performance.now() - start;
};
