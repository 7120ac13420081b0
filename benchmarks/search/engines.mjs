// Builds the index of one of the other engines: node engines.mjs ENGINE FOLDER
// FOLDER/documents.jsonl has {id, lang, title, names, text, themes, facets} a line.
import { createReadStream, mkdirSync, writeFileSync, copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const [engine, folder] = process.argv.slice(2);
const out = join(folder, engine);
const fields = ["title", "names", "text", "themes"];
const file = (path) => join(import.meta.dirname, "node_modules", path);

async function* documents() {
  for await (const line of createInterface({ input: createReadStream(join(folder, "documents.jsonl")) })) yield JSON.parse(line);
}

const engines = {
  async minisearch() {
    const { default: MiniSearch } = await import("minisearch");
    const index = new MiniSearch({ fields });
    for await (const one of documents()) index.add(one);
    writeFileSync(join(out, "index.json"), JSON.stringify(index));
    copyFileSync(file("minisearch/dist/umd/index.js"), join(out, "engine.js"));
  },
  async flexsearch() {
    const { Document } = require("flexsearch");
    const index = new Document({ document: { id: "id", index: ["all"] }, tokenize: "forward" });
    for await (const one of documents()) index.add({ id: one.id, all: fields.map((name) => one[name]).join(" ") });
    const parts = {};
    await index.export((key, data) => { if (data !== undefined) parts[key] = data; });
    writeFileSync(join(out, "index.json"), JSON.stringify(parts));
    copyFileSync(file("flexsearch/dist/flexsearch.bundle.min.js"), join(out, "engine.js"));
  },
  async lunr() {
    const lunr = require("lunr");
    for (const name of ["lunr.stemmer.support", "lunr.fi", "lunr.sv", "lunr.multi"]) require(`lunr-languages/${name}`)(lunr);
    const builder = new lunr.Builder();
    builder.pipeline.add(lunr.fi.trimmer, lunr.fi.stemmer);
    builder.searchPipeline.add(lunr.fi.stemmer);
    for (const name of fields) builder.field(name);
    for await (const one of documents()) builder.add(one);
    writeFileSync(join(out, "index.json"), JSON.stringify(builder.build()));
    for (const name of ["lunr/lunr.js", "lunr-languages/lunr.stemmer.support.js", "lunr-languages/lunr.fi.js"]) copyFileSync(file(name), join(out, name.split("/")[1]));
  },
  async pagefind() {
    const pagefind = await import("pagefind");
    const { index } = await pagefind.createIndex({ forceLanguage: "fi" });
    for await (const one of documents()) {
      const content = fields.map((name) => one[name]).join(". ");
      await index.addCustomRecord({ url: `/${one.id}`, content, language: "fi", meta: { title: one.title }, filters: one.facets });
    }
    await index.writeFiles({ outputPath: out });
    await pagefind.close();
  },
};

mkdirSync(out, { recursive: true });
const start = performance.now();
await engines[engine]();
const children = process.resourceUsage().maxRSS;
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, megabytes: children / 1024 }));
