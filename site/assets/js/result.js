// Puts a result on the page: rows in their order, counts, sums, marks of order.
const digi = (window.digi ??= {});
const { say, euros } = digi.say;

// Rows that are left out stay in the table, hidden, after the others.
function rows(table, items, shown, found) {
  const inSight = new Set(shown);
  const rest = items.filter((item) => !inSight.has(item));
  for (const { row } of rest) row.hidden = true;
  for (const { row, id } of shown) {
    row.hidden = false;
    const why = found?.get(id).why ?? [];
    row.querySelector(".why").replaceChildren(...(digi.why?.told(why) ?? []));
    digi.why?.mark(row.querySelector("th a"), why);
  }
  table.tBodies[0].append(...[...shown, ...rest].map(({ row }) => row));
}

// Euros by kind with the number of projects behind them, and the projects without a sum.
function sums(list, shown) {
  const found = digi.filter.sums(shown);
  let counted = 0;
  for (const line of list.querySelectorAll("[data-kind]")) {
    const sum = found.get(line.dataset.kind) ?? { euros: 0, count: 0 };
    counted += sum.count;
    line.hidden = sum.count === 0;
    line.querySelector("strong").textContent = line.dataset[sum.over ? "over" : "text"].replace("{sum}", euros(sum.euros));
    line.querySelector("span").textContent = say(line, sum.count);
  }
  const rest = list.querySelector("[data-rest]");
  rest.hidden = shown.length === counted;
  rest.textContent = say(rest, shown.length - counted);
}

// Mark the heading of the order in use. A heading names its orders, the first one as it is clicked.
function headings(head, sort) {
  for (const heading of head.querySelectorAll("[data-sort]")) {
    const place = heading.dataset.sort.split(" ").indexOf(sort);
    const ways = ["ascending", "descending"];
    if (heading.dataset.first === "descending") ways.reverse();
    if (place < 0) heading.removeAttribute("aria-sort");
    else heading.setAttribute("aria-sort", ways[place]);
  }
}

// Make the headings into buttons; `choose(orders)` is called with the orders of the heading.
function sortable(head, choose) {
  for (const heading of head.querySelectorAll("[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => choose(heading.dataset.sort.split(" ")));
    heading.append(button);
  }
}

// What the second sheet of a workbook says: the page's own words, with this search put into them.
function about(template, told) {
  const fill = (text) => Object.entries(told).reduce((result, [sign, value]) => result.replace(`{${sign}}`, () => value), text.trim());
  return [...template.content.querySelectorAll("dt")].map((term) => {
    const meaning = term.nextElementSibling;
    const link = meaning.querySelector("a")?.getAttribute("href");
    return [fill(term.textContent), link ? new URL(link, location.href).href : fill(meaning.textContent)];
  });
}

digi.result = { rows, sums, headings, sortable, about };
