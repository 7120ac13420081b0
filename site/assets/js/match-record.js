// The record of prior projects: the same content on the page, as text, as data and as a document.
const digi = (window.digi ??= {});
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const LOCALES = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" };

// A day (YYYY-MM-DD) as readers write it.
function told(date) {
  const { lang } = document.documentElement;
  const style = lang === "en" ? { day: "numeric", month: "long", year: "numeric" } : {};
  return new Date(`${date}T00:00`).toLocaleDateString(LOCALES[lang], style);
}

// Lines of the record: [kind, text], kinds title, head, sub, fact and text.
function lines(record, words) {
  const fact = (name, value) => (value ? [["fact", `${words[name]}: ${value}`]] : []);
  const hits = record.hits.flatMap((hit) => [
    ["sub", `${hit.title} (${words[hit.strength]})`],
    ...fact("why", hit.why.join(", ")),
    ...fact("decision", words[hit.decision]),
    ...fact("reason", hit.reason),
    ...fact("sources", hit.sources.join("; ")),
    ...fact("address", hit.address),
  ]);
  return [
    ["title", words.record],
    ...fact("idea", record.idea),
    ...fact("date", told(record.date)),
    ...fact("municipality", record.municipality),
    ...fact("data", `Digiavustukset, ${words.version} ${record.dataset.version}`),
    ...fact("digest", `SHA-256 ${record.dataset.sha256}`),
    ...fact("method", `${words.version} ${record.method}`),
    ["head", words.hits],
    ...(hits.length ? hits : [["text", words.none]]),
    ...(record.notes ? [["head", words.notes], ["text", record.notes]] : []),
    ["head", words.coverage],
    ["text", words.warning],
    ["text", words.disclaimer],
    ...fact("address", record.address),
  ];
}

function markdown(all) {
  const marks = { title: "# ", head: "## ", sub: "### ", fact: "- ", text: "" };
  return all.map(([kind, text]) => `${marks[kind]}${text.replaceAll("\n", " ")}\n`).join("\n").replaceAll(/\n\n(?=- )/g, "\n");
}

function show(box, all) {
  const tags = { title: "h2", head: "h3", sub: "h4", fact: "p", text: "p" };
  box.replaceChildren(
    ...all.map(([kind, text]) => {
      const element = document.createElement(tags[kind]);
      element.textContent = text;
      return element;
    }),
  );
}

const SIZES = { title: 36, head: 28, sub: 24, fact: 22, text: 22 };

function paragraph([kind, text]) {
  const bold = SIZES[kind] > 22 ? "<w:b/>" : "";
  const run = `<w:rPr>${bold}<w:sz w:val="${SIZES[kind]}"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t>`;
  return `<w:p><w:pPr><w:spacing w:after="120"/></w:pPr><w:r>${run}</w:r></w:p>`;
}

function docx(all) {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const types = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}.main+xml"/></Types>`;
  const relations = `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
  const page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>';
  const body = `${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${all.map(paragraph).join("")}${page}</w:body></w:document>`;
  return digi.zip([["[Content_Types].xml", types], ["_rels/.rels", relations], ["word/document.xml", body]], main);
}

digi.record = { lines, markdown, show, docx };
