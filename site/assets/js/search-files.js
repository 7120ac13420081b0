// Reads the files of the search, each once: what stands where is told in pipeline/search/shards.py.
const digi = (window.digi ??= {});
const root = new URL("../", document.currentScript.src);
const home = new URL("search/", root);
const files = new Map();
const LAST = "\uffff";

const plain = (text) => text.normalize("NFC").toLowerCase().replace(/[\u2010\u2011]/g, "-").replace(/\u2019/g, "'");
const folded = (text) => plain(text).normalize("NFD").replace(/\p{M}/gu, "");
const turned = (text) => [...text].reverse().join("");

function once(name, make) {
  if (!files.has(name)) files.set(name, make());
  return files.get(name);
}

async function fetched(address) {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(reply.statusText);
  return reply.json();
}

const read = (path) => once(path, () => fetched(new URL(path, home)));

// Where each shard begins, and the folder of the shards.
const names = () => read("names.json");

// The number of the first thing in each of the files of things that follow one another.
const firsts = (letter) => once(`${letter} `, async () => summed(unpack((await names())[letter])));

// A file of the folder, made into what `make` gives.
const shard = (path, make) => once(path, async () => make(await fetched(new URL(`assets/search/${(await names()).v}/${path}.json`, root))));

function digitAt(text, at) {
  const code = text.charCodeAt(at);
  return code - (code > 92 ? 36 : 35);
}

function unpack(text) {
  const numbers = [];
  let number = 0;
  let unit = 1;
  for (let at = 0; at < text.length; at += 1) {
    const digit = digitAt(text, at);
    if (digit < 45) {
      numbers.push(number + digit * unit);
      number = 0;
      unit = 1;
    } else {
      number += (digit - 45) * unit;
      unit *= 45;
    }
  }
  return numbers;
}

// Numbers below a bound of which two are told by one.
function twos(text, below) {
  const numbers = [];
  for (const two of unpack(text)) numbers.push(Math.floor(two / below), two % below);
  return numbers;
}

function summed(steps) {
  for (let at = 1; at < steps.length; at += 1) steps[at] += steps[at - 1];
  return steps;
}

// Rising numbers: steps, or after a mark a sign for every six numbers.
function rising(text) {
  if (text[0] !== "!") return summed(unpack(text));
  const numbers = [];
  for (let at = 1; at < text.length; at += 1) {
    const bits = digitAt(text, at);
    for (let bit = 0; bit < 6; bit += 1) if (bits >> bit & 1) numbers.push(6 * (at - 1) + bit);
  }
  return numbers;
}

function wordsOf(text) {
  let before = "";
  return text ? text.split("|").map((piece) => (before = before.slice(0, parseInt(piece[0], 36)) + piece.slice(1))) : [];
}

// Number of the last start that does not stand after the key.
function placeOf(starts, key) {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= key) low = middle;
    else high = middle;
  }
  return low;
}

// The words of the files that may hold words which begin so, at most `most` files of them.
async function standing(letter, front, own, most = 3) {
  const starts = (await names())[letter];
  const first = Math.max(placeOf(starts, front), placeOf(starts, own) - (most >> 1));
  const last = Math.min(placeOf(starts, front + LAST), first + most - 1);
  const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return (await Promise.all(numbers.map((number) => shard(letter + number, written)))).flat();
}

function written({ s, f, n }) {
  const numbers = unpack(n);
  let at = 0;
  return wordsOf(s).map((word, place) => {
    const size = numbers[at];
    at += size + 1;
    return { word, folded: folded(word), common: Number(f[place]), entries: numbers.slice(at - size, at) };
  });
}

// The thing of that number in files of things that follow one another.
async function numbered(letter, number) {
  const starts = await firsts(letter);
  const file = placeOf(starts, number);
  return (await shard(letter + file, (things) => things))[number - starts[file]];
}

digi.searchFiles = { names, firsts, shard, unpack, twos, summed, rising, wordsOf, placeOf, standing, numbered, plain, folded, turned };
digi.folded = folded;
digi.searchFile = read;
digi.searchHome = home;
