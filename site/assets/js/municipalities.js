// The municipalities of the result: in how many of its projects each leads, takes part or receives.
const digi = (window.digi ??= {});
const ROLES = ["lead", "partner", "recipient", "municipality"];
const byName = new Intl.Collator(document.documentElement.lang).compare;

// Map of organisation → {lead, partner, recipient, municipality}: numbers of projects, never sums.
function roles(items) {
  const found = new Map();
  for (const item of items) {
    for (const role of ROLES) {
      for (const word of item.words[role]) {
        const row = found.get(word) ?? Object.fromEntries(ROLES.map((name) => [name, 0]));
        row[role] += 1;
        found.set(word, row);
      }
    }
  }
  return found;
}

// Fill the table; `query(role, word)` is the address of the rows behind a figure.
function paint(table, items, sort, query) {
  const found = roles(items);
  const rows = [...table.tBodies[0].rows];
  for (const row of rows) {
    const counts = found.get(row.dataset.word);
    row.hidden = !counts;
    for (const cell of row.querySelectorAll("[data-role]")) {
      const { role } = cell.dataset;
      const count = counts?.[role] ?? 0;
      cell.classList.toggle("none", count === 0);
      cell.replaceChildren(count ? link(`?${query(role, row.dataset.word)}`, count) : "–");
    }
  }
  const figure = (row) => found.get(row.dataset.word)?.[sort] ?? 0;
  const name = (row) => row.cells[0].textContent;
  const region = (row) => row.cells[1].textContent;
  rows.sort((a, b) => figure(b) - figure(a) || (sort === "region" && byName(region(a), region(b))) || byName(name(a), name(b)));
  table.tBodies[0].append(...rows);
  return found.size;
}

function link(address, text) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.textContent = text;
  return anchor;
}

digi.municipalities = { roles, paint, sorts: ["name", "region", ...ROLES] };
