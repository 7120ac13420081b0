// Numbers and sums as the language of the page writes them, and the words that stand around them.
const digi = (window.digi ??= {});
const locale = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" }[document.documentElement.lang];
const numbers = new Intl.NumberFormat(locale);
const sums = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR", maximumFractionDigits: 0 });

// The element holds its sentences: data-none, data-one and data-many, the last with {count} in it.
function say(element, count) {
  const text = element.dataset[["none", "one"][count]] ?? element.dataset.many;
  return text.replace("{count}", numbers.format(count));
}

digi.say = { say, number: numbers.format, euros: sums.format };
