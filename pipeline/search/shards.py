"""The files that a page needs to search: words by their letters, answers by their entries."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from pipeline.language import Language, folded
from pipeline.search.beside import Beside
from pipeline.search.documents import WEIGHTS
from pipeline.search.entries import (
    EXACT,
    STOPPED,
    Entries,
    Patterns,
    Row,
    collected,
    known_rows,
    rows_of,
)
from pipeline.search.entries import spelt as spelt_words
from pipeline.search.find import Finder
from pipeline.search.hits import KINDS, OWN
from pipeline.search.kept import Kept
from pipeline.search.near import SHORTEST_TYPO
from pipeline.search.packed import (
    APART,
    Cut,
    Rolls,
    as_json,
    front_coded,
    pack,
    ratio,
    sharded,
    steps,
    target,
)
from pipeline.search.spots import COMMON

NAMES = "search/names.json"
FOLDER = "assets/search"
_ROLL, _LONG_ROLL = 7_000, 14_000
"""Bytes of JSON in a file of answers, of few documents and of many."""
_ENDINGS = 900
"""Bytes of endings that begin in a file; the short ones of other files stand in it too."""
_MANY = 10_000
IDENTS = 500
"""Documents whose ids stand in one file."""
_BLOCK, _BLOCKS = 2_000, 12
"""Rows of a sample of many, and how many samples."""
T = TypeVar("T")
Files = Iterator[tuple[str, str]]


def shards(
    finder: Finder,
    languages: Mapping[str, Language],
    more: Iterable[tuple[str, str]] = (),
    kept: Kept | None = None,
) -> dict[str, bytes]:
    """Path → JSON of every file of the search, and of `more` files beside them.

    What `kept` holds of the build before is not found out again.

    `search/names.json` says where each shard begins, what hits count (hits.KINDS and OWN, the
    weights of fields), the stop words that terms are made with ("o"), the particles at the end of
    words ("t") and `v`, the folder of the others under assets/search, named by their content.
    There stand, each letter with a number:

    - w: forms of entries: {"s": stems, "p": patterns, "n": steps of the entry's number, "f":
      endings of the fronts of compounds: {ending: steps of the patterns that have it}}
    - k: forms of known words without an entry, with "s" and "p" only
    - e: endings of forms from their last letter on: {ending: steps of the patterns that have it},
      with those that have it as the base form behind a "!"
    - a: answers of entries: [text, ways, documents, way of each], by packed.rising and in_twos;
      where they are long, how many documents a block has, too
    - s: places of entries where phrases and compounds look for them; 0 for none, 1 for those
      told by h
    - h: places of a common entry by the entries beside it: see beside.Beside.files
    - v: words that answer a common entry, a block of documents: [words, words of each]
    - d, r: words as they stand, by their first and by their last letters: {"s": words, "f": how
      common, 0 where only asked for, "n": their entries}
    - i: ids of the documents

    Stems and words are coded by packed.front_coded, numbers by packed.pack.
    """
    names: dict[str, Any] = {"n": len(finder.index.idents), **_worth()}
    made = _files(finder, languages, names, kept or Kept())
    files = {path: text.encode() for path, text in chain(made, more)}
    mark = hashlib.sha256()
    for path, body in files.items():
        mark.update(path.encode() + b"\n" + body)
    names["v"] = mark.hexdigest()[:10]
    placed = {f"{FOLDER}/{names['v']}/{path}": body for path, body in files.items()}
    return {NAMES: as_json(names).encode(), **placed}


def _worth() -> dict[str, object]:
    """What a hit counts by its kind and field, and the kinds that a minus takes out."""
    return {"kinds": KINDS, "own": sorted(OWN), "fields": sorted(set(WEIGHTS.values()))}


def _files(
    finder: Finder, languages: Mapping[str, Language], names: dict[str, Any], kept: Kept
) -> Files:
    entries, patterns = Entries(), Patterns(languages)
    common: list[int] = []
    yield from _rolled(collected(finder, languages, entries, kept), finder, names, common)
    if common:
        beside = Beside(finder, languages, entries)
        for number in common:
            yield from beside.files(number)
    yield from _forms("w", rows_of(entries, languages, patterns, finder), patterns, names)
    yield from _forms("k", known_rows(entries, languages, patterns), patterns, names)
    yield from _endings(patterns, names)
    words = spelt_words(entries, languages, finder.index)
    yield from _words("d", words, folded, entries, names)
    yield from _words("r", words, _from_end, entries, names)
    names["l"], names["g"] = entries.firsts, patterns.firsts
    names["o"] = {code: sorted(finder.stops(code)) for code in languages}
    names["t"] = {code: language.words.tails for code, language in languages.items()}
    idents = finder.index.idents
    for number, start in enumerate(range(0, len(idents), IDENTS)):
        yield f"i{number}.json", as_json(idents[start : start + IDENTS])


def _rolled(
    made: Iterable[tuple[int, str, str | None]],
    finder: Finder,
    names: dict[str, Any],
    common: list[int],
) -> Files:
    """The files of answers and of places; entries of too many places are added to `common`."""
    wanted = _LONG_ROLL if len(finder.index.idents) > _MANY else _ROLL
    firsts: dict[str, list[int]] = {"a": [], "s": []}
    sizes = {"a": wanted, "s": wanted // 3}
    rolls = {letter: Rolls(letter, sizes[letter], own) for letter, own in firsts.items()}
    for number, answers, places in made:
        answers, *blocks = answers.split("\n")
        yield from ((f"v{number}-{at}.json", body) for at, body in enumerate(blocks))
        common += [number] if places == COMMON else []
        yield from rolls["a"].add(number, answers)
        yield from rolls["s"].add(number, "0" if places is None else places)
    for letter, roll in rolls.items():
        yield from roll.rest()
        names[letter] = pack(steps(firsts[letter]))


def _forms(letter: str, rows: list[Row], patterns: Patterns, names: dict[str, Any]) -> Files:
    def write(own: list[Row]) -> str:
        stems, numbers = [row[1] for row in own], [row[2] for row in own]
        body: dict[str, object] = {"s": front_coded(stems), "p": pack(numbers)}
        if letter == "w":
            body["n"] = pack(_zigzag([row[3] for row in own]))
            body["f"] = _fronts({row[2] for row in own if row[3] != STOPPED}, patterns)
        return as_json(body)

    cut = _cut([row[0] for row in rows], rows, write, letter, names)
    known = letter == "k"
    found = ((row, _shards_of(row, cut, patterns, known)) for row in rows)
    yield from sharded(letter, cut, found, write)


def _fronts(used: set[int], patterns: Patterns) -> dict[str, str]:
    """Endings of fronts of compounds → steps of the patterns in use that have them."""
    found = {
        ending: [number for number in own if number in used]
        for ending, own in sorted(patterns.fronts.items())
    }
    return {ending: pack(steps(own)) for ending, own in found.items() if own}


def _shards_of(row: Row, cut: Cut, patterns: Patterns, known: bool) -> Iterable[int]:
    """The shards that a form of the row, or a compound with it in front, may be looked for in."""
    stem, _, pattern, entry = row
    span = cut.span(stem)
    if pattern == EXACT or (entry == STOPPED and not known):
        return (cut.of(stem),)
    if len(span) == 1:
        return span
    own = patterns.forms[pattern]
    found = {cut.of(stem + folded(ending)) for ending in own.endings}
    return sorted(found.union(*(cut.span(stem + folded(front)) for front in own.fronts)))


def _zigzag(numbers: Sequence[int]) -> list[int]:
    """Steps up and down as whole numbers from 0 on."""
    return [2 * step if step >= 0 else -2 * step - 1 for step in map(int, steps(numbers))]


def _endings(patterns: Patterns, names: dict[str, Any]) -> Files:
    """The endings by their last letters; a form must be sought in one file only."""
    coded = {one: pack(steps(own)) for one, own in patterns.endings.items()}
    for one, own in patterns.bases.items():
        coded[one] += APART + pack(steps(own))

    def write(own: list[str]) -> str:
        return as_json({one: coded[one] for one in sorted(own)})

    turned = sorted(coded, key=_from_end)
    keys = [_from_end(one) for one in turned]
    cut = Cut(keys, [len(one) + len(coded[one]) for one in turned], _ENDINGS)
    names["e"] = cut.starts
    yield from sharded("e", cut, ((one, cut.span(_from_end(one))) for one in turned), write)


def _words(
    letter: str,
    words: Mapping[str, Mapping[int, None]],
    key: Callable[[str], str],
    entries: Entries,
    names: dict[str, Any],
) -> Files:
    """Words as they stand, in the order of the key."""

    def write(own: list[str]) -> str:
        numbers = [[len(words[one]), *words[one]] for one in own]
        common = [max(map(entries.common, words[one])) for one in own]
        return as_json(
            {
                "s": front_coded(own),
                "f": "".join(map(str, common)),
                "n": pack([number for row in numbers for number in row]),
            }
        )

    sought = sorted((key(one), one) for one in words if len(one) >= SHORTEST_TYPO - 1)
    keys, long = [own for own, _ in sought], [one for _, one in sought]
    cut = _cut(keys, long, write, letter, names)
    yield from sharded(letter, cut, zip(long, ((cut.of(one),) for one in keys), strict=True), write)


def _cut(
    keys: Sequence[str],
    rows: list[T],
    write: Callable[[list[T]], str],
    letter: str,
    names: dict[str, Any],
) -> Cut:
    """Shards of rows sorted by keys; what they weigh is told by blocks from all over."""
    apart = max(_BLOCK, len(rows) // _BLOCKS)
    blocks = [rows[at : at + _BLOCK] for at in range(0, len(rows), apart)]
    texts = [write(block) for block in blocks]
    told = sum(len(text.encode()) for text in texts) / max(sum(map(len, blocks)), 1)
    each = ratio(texts) * told
    cut = Cut(keys, [each] * len(keys), target(int(each * len(keys))))
    names[letter] = cut.starts
    return cut


def _from_end(word: str) -> str:
    return folded(word)[::-1]
