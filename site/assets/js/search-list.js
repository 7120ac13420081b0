// A list without rows of its own: draws the first rows and the counts of the facets from the index.
const digi = (window.digi ??= {});
const { columns, why } = digi;
const main = document.querySelector("[data-module=search-list]");
const { lang } = document.documentElement;
const text = main.querySelector("[name=q]");
const facets = [...main.querySelectorAll("[data-facet]")];
const chosen = Object.fromEntries(facets.map(({ dataset }) => [dataset.facet, []]));
let turn = 0;

const made = (name, content, ...children) => {
  const element = document.createElement(name);
  element.textContent = content;
  element.append(...children);
  return element;
};

function row({ record: [id, title, who, year, euros, body], why: reasons }) {
  const name = made("strong", title);
  const piece = made("p", columns.excerpt(body, reasons));
  for (const element of [name, piece]) why.mark(element, reasons);
  const line = made("li", "", name, made("span", ` ${who} · ${year} · ${euros.toLocaleString(lang)} €`), piece);
  line.dataset.id = id;
  return line;
}

// Words with documents, the commonest first; a long list shows the first ones and what is ticked.
function draw(box, counts) {
  const own = chosen[box.dataset.facet];
  const words = [...counts].filter(([word, count]) => count || own.includes(word)).sort((one, other) => other[1] - one[1]);
  box.querySelector("ul").replaceChildren(...words.filter(([word], at) => at < 12 || own.includes(word)).map(([word, count]) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "checkbox", value: word, checked: own.includes(word) });
    return made("li", "", made("label", "", input, ` ${word} `, made("span", String(count))));
  }));
}

async function show() {
  const mine = (turn += 1);
  const found = await columns.list(text.value.trim(), { lang, chosen, facets: facets.map(({ dataset }) => dataset.facet) });
  if (mine !== turn) return;
  for (const box of facets) draw(box, found.counts[box.dataset.facet]);
  main.querySelector("[role=status]").textContent = String(found.documents.length);
  main.querySelector("ol").replaceChildren(...found.rows.map(row));
}

main.addEventListener("input", (event) => event.target === text && show());
main.addEventListener("change", (event) => {
  const box = event.target.closest("[data-facet]");
  if (!box) return;
  chosen[box.dataset.facet] = [...box.querySelectorAll("input:checked")].map(({ value }) => value);
  show();
});
show();
