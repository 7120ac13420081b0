// The rows of the list as files made here: the published table, cut to those rows, in their order.
const digi = (window.digi ??= {});

// Records of a CSV text, each with its cells and with the very text that it stands in.
function records(text) {
  const found = [];
  let cells = [];
  let start = 0;
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const [whole, quoted, bare, end] = match;
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    const next = match.index + whole.length;
    if (next > start) found.push({ cells, raw: text.slice(start, next) });
    cells = [];
    start = next;
  }
  return found;
}

// The head and the records of these ids; fails when the table cannot be had or lacks one of them.
async function table(address, ids) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  const [head, ...all] = records(await answer.text());
  const byId = new Map(all.map((record) => [record.cells[0], record]));
  return [head, ...ids.map((id) => byId.get(id) ?? fail(id))];
}

function fail(id) {
  throw new Error(`no row ${id}`);
}

function save(blob, name) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60000);
}

function csv(rows) {
  return new Blob(rows.map(({ raw }) => raw), { type: "text/csv;charset=utf-8" });
}

// The maker of workbooks is fetched when the first one is asked for.
function maker(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });
}

async function xlsx([head, ...rows], box, about) {
  if (!digi.workbook) await maker(box.dataset.workbook);
  const { sheets, types } = box.dataset;
  return digi.workbook(sheets.split("|"), head.cells, types.split(" "), rows.map(({ cells }) => cells), about);
}

// `result()` gives {ids, about}: the rows in sight and what the second sheet says of them.
function downloads(box, result) {
  const trouble = box.querySelector(".trouble");
  for (const button of box.querySelectorAll("[data-format]")) {
    button.addEventListener("click", async () => {
      const { ids, about } = result();
      try {
        const rows = await table(box.dataset.table, ids);
        const { format } = button.dataset;
        const blob = format === "csv" ? csv(rows) : await xlsx(rows, box, about);
        save(blob, `${box.dataset.name}-${ids.length}.${format}`);
        trouble.hidden = true;
      } catch {
        trouble.hidden = false;
      }
    });
  }
}

digi.records = records;
digi.downloads = downloads;
