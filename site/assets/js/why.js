// Says in words why something was found, and marks the words that were.
const digi = (window.digi ??= {});

// The sentences stand in the page, in the element with data-why-…; {found} and the like are filled.
function told(why) {
  const words = document.getElementById("why-words").dataset;
  return why.flatMap((hit, place) => [...(place ? ["; "] : []), ...sentence(words[kindOf(hit)], hit)]);
}

const kindOf = ({ kind, by, said }) => (by === "call" || (by && !said) ? by : kind === "name" ? "word" : kind);

function sentence(text, hit) {
  const pieces = text.split(/(\{[a-z]+\})/).filter(Boolean).map((part) => {
    if (part === "{found}") return marked(hit.found);
    return part.startsWith("{") ? hit[part.slice(1, -1)] : part;
  });
  const isOther = hit.means && !text.includes("{found}") && hit.found.toLowerCase() !== hit.means.toLowerCase();
  return isOther ? [...pieces, " (", marked(hit.found), ")"] : pieces;
}

function marked(text) {
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
}

// Mark the found words within a text; without hits the text stands bare.
function mark(element, why) {
  const words = new Set(why.flatMap(({ found }) => found.toLowerCase().split(" ")));
  const text = element.textContent;
  const pieces = text.split(/([\p{L}\p{N}]+(?:[-'\u2019:&][\p{L}\p{N}]+)*)/u).filter(Boolean);
  if (!why.length && !element.querySelector("mark")) return;
  element.replaceChildren(...pieces.map((piece) => (words.has(piece.toLowerCase()) ? marked(piece) : piece)));
  element.normalize();
}

digi.why = { told, mark };
