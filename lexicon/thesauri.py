"""Words of one language that mean nearly the same: WordNet (English) and Synlex (Swedish).

Debian keeps them as wordnet-base and mythes-sv. The files of WordNet are described in wndb(5WN),
those of Synlex are in the format of MyThes.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lexicon.freedict import Word

WORDNET = Path(os.environ.get("WORDNET", "/usr/share/wordnet"))
SYNLEX = Path(os.environ.get("SYNLEX", "/usr/share/mythes")) / "th_sv_SE_v2.dat"
"""Where the packages install them, or where they were unpacked."""
_CLASSES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_NEAR = {"+", "\\", "=", "&", "$"}
"""Made from the same stem, of a noun, attribute, similar, of one group of verbs."""
_RARE = 5
"""Place of a sense that the index does not tell."""
Synset = tuple[str, str]
"""(offset, class) of the words that share a meaning."""
Pairs = dict[tuple[Word, Word], float]


@dataclass(frozen=True)
class _Meaning:
    """Words of one meaning; pointers as (other meaning, place of own word, of the other's)."""

    words: list[str]
    pointers: list[tuple[Synset, int, int]]


def nearly_the_same() -> Pairs:
    """Pairs of words of a language → weight, both ways.

    Raises SystemExit with one sentence where a thesaurus is not installed.
    """
    for path, package in ((WORDNET / "data.noun", "wordnet-base"), (SYNLEX, "mythes-sv")):
        if not path.exists():
            message = f"{path} is missing; install the Debian package {package}."
            raise SystemExit(message)
    found: Pairs = defaultdict(float)
    for one, other, weight in (*_english(), *_swedish()):
        found[one, other] += weight
        found[other, one] += weight
    return dict(found)


def _english() -> Iterator[tuple[Word, Word, float]]:
    """Each pair weighs by how common the sense is among those of either word."""
    meanings, places = _meanings(), _places()

    def weighed(one: str, at: Synset, other: str, there: Synset) -> tuple[Word, Word, float]:
        weight = 1 / (1 + places.get((one, at), _RARE)) / (1 + places.get((other, there), _RARE))
        return ("en", one), ("en", other), weight

    for at, meaning in meanings.items():
        for place, word in enumerate(meaning.words):
            for other in meaning.words[place + 1 :]:
                yield weighed(word, at, other, at)
        for there, own, theirs in meaning.pointers:
            words = meaning.words[own - 1 : own] if own else meaning.words
            others = meanings[there].words
            for word in words:
                for other in others[theirs - 1 : theirs] if theirs else others:
                    yield weighed(word, at, other, there)


def _meanings() -> dict[Synset, _Meaning]:
    return {
        (cells[0], code): _meaning(cells)
        for name, code in _CLASSES.items()
        for cells in _rows(f"data.{name}")
    }


def _meaning(cells: list[str]) -> _Meaning:
    count = int(cells[3], 16)
    words = [word.partition("(")[0].lower() for word in cells[4 : 4 + 2 * count : 2]]
    start = 5 + 2 * count
    rows = [cells[at : at + 4] for at in range(start, start + 4 * int(cells[start - 1]), 4)]
    pointers = [
        ((offset, code.replace("s", "a")), int(places[:2], 16), int(places[2:], 16))
        for sign, offset, code, places in rows
        if sign in _NEAR
    ]
    return _Meaning(words, pointers)


def _places() -> dict[tuple[str, Synset], int]:
    """(word, meaning) → how many senses of the word are commoner."""
    return {
        (cells[0], (offset, code)): place
        for name, code in _CLASSES.items()
        for cells in _rows(f"index.{name}")
        for place, offset in enumerate(cells[-int(cells[2]) :])
    }


def _rows(name: str) -> Iterator[list[str]]:
    """The cells of each line below the licence, without the gloss."""
    for line in (WORDNET / name).read_text(encoding="latin-1").splitlines():
        if not line.startswith("  "):
            yield line.partition(" | ")[0].split()


def _swedish() -> Iterator[tuple[Word, Word, float]]:
    word = ""
    for line in SYNLEX.read_text(encoding="latin-1").splitlines()[1:]:
        first, *others = line.lower().split("|")
        if first:
            word = first
        for other in others if not first else ():
            yield ("sv", word), ("sv", other), 1
