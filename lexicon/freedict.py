"""The dictionaries by WikDict (made of Wiktionary) that Debian keeps as dict-freedict-<name>.

Their format is that of dictd: an index of words with places in one text, whose entries have the
word with its class first, then its senses, numbered where there are several, each with notes.
"""

from __future__ import annotations

import gzip
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DICTIONARIES = Path(os.environ.get("FREEDICT", "/usr/share/dictd"))
"""Where the packages install the dictionaries, or where they were unpacked."""
BOOKS = {
    "fin-swe": ("fi", "sv"),
    "swe-fin": ("sv", "fi"),
    "fin-eng": ("fi", "en"),
    "eng-fin": ("en", "fi"),
}
"""Name of a dictionary → language of its words and of their translations."""
Word = tuple[str, str]
"""(language, word)."""
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_HEAD = re.compile(r"^(.+?)(?: /.*/)?(?: <([^>]+)>)?$")
_SENSE = re.compile(r"^(\d+)\.\s")
_TRAILING = re.compile(r"\s*\d+\.$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLASSES = {"n", "v", "adj", "adv"}
_TRANSLATIONS = 4
"""Translations of one sense that are taken; later ones are looser."""


@dataclass(frozen=True)
class Entry:
    """One entry: the word, its class ("" if none), the translations of each sense as written."""

    word: str
    word_class: str
    senses: list[list[str]]


def entries(name: str) -> Iterator[Entry]:
    """The entries of one dictionary in the order of its index.

    Raises SystemExit with one sentence where the dictionary is not installed.
    """
    path = DICTIONARIES / f"freedict-{name}.index"
    if not path.exists():
        message = f"{path} is missing; install the Debian package dict-freedict-{name}."
        raise SystemExit(message)
    with gzip.open(path.with_suffix(".dict.dz")) as file:
        data = file.read()
    seen: set[int] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        title, start, size = line.split("\t")[:3]
        at = _number(start)
        if at not in seen and not title.startswith("00"):
            seen.add(at)
            yield _entry(data[at : at + _number(size)].decode().rstrip("\n").split("\n"))


def translations() -> dict[tuple[Word, Word], float]:
    """Pairs of single words → weight: 2 for the first translation of a sense, 1 for others."""
    found: dict[tuple[Word, Word], float] = defaultdict(float)
    for name, (own, other) in BOOKS.items():
        for entry in entries(name):
            if entry.word_class not in _CLASSES or not _is_word(entry.word):
                continue
            for words in entry.senses:
                for place, word in enumerate(words[:_TRANSLATIONS]):
                    if _is_word(word):
                        found[(own, entry.word), (other, word)] += 1 if place else 2
    return dict(found)


def _entry(lines: list[str]) -> Entry:
    """The first sense stands below the word with or without a number, the others have one."""
    head = _HEAD.match(lines[0])
    word, word_class = (head[1], head[2] or "") if head else (lines[0], "")
    senses = [line for place, line in enumerate(lines[1:]) if not place or _SENSE.match(line)]
    return Entry(word, word_class, [_words(line) for line in senses])


def _words(line: str) -> list[str]:
    """The translations of one sense, without the numbers before and after them."""
    return [_TRAILING.sub("", one.strip()) for one in re.split("[;,]", _SENSE.sub("", line))]


def _is_word(text: str) -> bool:
    return text == text.lower() and _WORD.fullmatch(text) is not None


def _number(digits: str) -> int:
    """A number as dictd writes it, in base 64."""
    value = 0
    for digit in digits:
        value = value * len(_DIGITS) + _DIGITS.index(digit)
    return value
