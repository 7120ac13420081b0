// The orders of the list. What has no value stands last, whichever way the list runs.
const digi = (window.digi ??= {});
const language = document.documentElement.lang;
const byName = new Intl.Collator(language, { numeric: true }).compare;

const KEYS = {
  new: [(item) => item.opened, -1],
  old: [(item) => item.opened, 1],
  sum: [(item) => item.euros, -1],
  "sum-up": [(item) => item.euros, 1],
  name: [(item) => item.name, 1],
  "name-down": [(item) => item.name, -1],
  who: [(item) => item.who, 1],
  "who-down": [(item) => item.who, -1],
  match: [(item, found) => found?.get(item.id)?.rank ?? null, 1],
};

function compare(one, other) {
  return typeof one === "string" ? byName(one, other) : one - other;
}

// The items in the order of that name; equals keep the order of the page.
function sorted(items, name, found) {
  const [key, direction] = KEYS[name];
  return [...items].sort((a, b) => {
    const [one, other] = [key(a, found), key(b, found)];
    if (one === null || other === null) return (one === null) - (other === null) || a.place - b.place;
    return direction * compare(one, other) || a.place - b.place;
  });
}

digi.order = { sorted, names: Object.keys(KEYS) };
