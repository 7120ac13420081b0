"""Pairs of words that translate each other, from the texts of FreeDict dictionaries."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

BOOKS = {"fin-swe": "fi sv", "swe-fin": "sv fi", "fin-eng": "fi en", "eng-fin": "en fi"}
"""The dictionaries by WikDict, made of Wiktionary: name → languages."""
Word = tuple[str, str]
"""(language, word)."""
_HEAD = re.compile(r"^(.+?)(?: /{1,2}[^<]*/{1,2})? <(n|v|adj|adv)>$")
_ANY_HEAD = re.compile(r" <[a-z]+>$")
_SENSE = re.compile(r"^\d+\.\s")
_TRAILING = re.compile(r"\s*\d+\.$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TRANSLATIONS = 4
"""Translations of one sense that are taken; later ones are looser."""


def translations(folder: Path) -> dict[tuple[Word, Word], float]:
    """Pairs of single words → weight: 2 for the first translation of a sense, 1 for others.

    `folder` holds freedict-<name>.dict.dz as the Debian packages dict-freedict-<name> install them.
    """
    found: dict[tuple[Word, Word], float] = defaultdict(float)
    for name, languages in BOOKS.items():
        one, other = languages.split()
        for head, words in _senses(folder / f"freedict-{name}.dict.dz"):
            for place, word in enumerate(words[:_TRANSLATIONS]):
                if _is_word(head) and _is_word(word):
                    found[(one, head), (other, word)] += 1 if place else 2
    return dict(found)


def _senses(path: Path) -> Iterator[tuple[str, list[str]]]:
    """(headword, translations) of each sense; below a headword stand its senses and their notes."""
    head, first = "", False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = line.rstrip("\n")
            if _ANY_HEAD.search(text):
                found = _HEAD.match(text)
                head, first = (found[1], True) if found else ("", False)
            elif head and (first or _SENSE.match(text)):
                first = False
                words = _SENSE.sub("", text).split(",")
                yield head, [_TRAILING.sub("", word.strip()) for word in words]


def _is_word(text: str) -> bool:
    return text == text.lower() and _WORD.fullmatch(text) is not None
