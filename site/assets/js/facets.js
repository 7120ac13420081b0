// The facets of the page: lists of boxes to tick, each with its count.
const digi = (window.digi ??= {});
const SHORT = 8;
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

// The facets of a form. `change` is called when a box is ticked.
function facetsOf(form, change) {
  const facets = [...form.querySelectorAll("[data-facet]")].map(facet);
  form.addEventListener("change", (event) => event.target.type === "checkbox" && change());
  return facets;
}

function facet(box) {
  const values = [...box.querySelectorAll("li")].map((line) => {
    const input = line.querySelector("input");
    const name = line.querySelector(".name").textContent;
    return { line, input, name, plain: plain(name), number: line.querySelector(".n") };
  });
  const found = {
    name: box.dataset.facet,
    title: box.querySelector("summary .name").textContent,
    box,
    values,
    words: new Map(values.flatMap(({ input }) => [input.value, input.dataset.also ?? input.value].map((word) => [word, input.value]))),
    find: box.querySelector(".find"),
    more: box.querySelector(".more"),
    whole: false,
  };
  found.find?.addEventListener("input", () => fold(found));
  found.more?.addEventListener("click", () => {
    found.whole = !found.whole;
    fold(found);
  });
  return found;
}

// What is ticked: {facet: [words]}.
function ticked(facets) {
  const words = ({ values }) => values.map(({ input }) => input).filter((input) => input.checked).map((input) => input.value);
  return Object.fromEntries(facets.map((facet) => [facet.name, words(facet)]));
}

// Show the counts and ticks. A value that would give no row cannot be chosen.
function paint(facet, counts, chosen) {
  for (const { input, number, line } of facet.values) {
    const count = counts.get(input.value) ?? 0;
    number.textContent = count;
    input.checked = chosen.includes(input.value);
    input.disabled = count === 0 && !input.checked;
    line.classList.toggle("off", input.disabled);
  }
  facet.box.querySelector(".chosen").textContent = chosen.length || "";
  if (chosen.length) facet.box.open = true;
  fold(facet);
}

// A long list shows what is ticked and the first values that have rows, or what fits the find box.
function fold(facet) {
  if (!facet.more) return;
  const wanted = plain(facet.find.value.trim());
  let room = SHORT;
  for (const { line, input, plain } of facet.values) {
    const first = input.checked || (!input.disabled && room-- > 0);
    line.hidden = wanted ? !plain.includes(wanted) : !facet.whole && !first;
  }
  facet.more.hidden = Boolean(wanted);
  facet.more.setAttribute("aria-expanded", facet.whole);
  facet.more.textContent = facet.whole ? facet.more.dataset.less : facet.more.dataset.more;
}

digi.facets = { facetsOf, ticked, paint };
