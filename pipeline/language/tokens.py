"""The words of a text as they stand, with their places."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import filterfalse

_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011'\u2019:&][^\W_]+)*-?")
_HYPHENS = (("\u2010", "-"), ("\u2011", "-"), ("\u2019", "'"))


@dataclass(frozen=True)
class Token:
    """One word of a text and its character span there."""

    text: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """The words of a text in order; hyphens, colons and apostrophes inside do not end a word."""
    return [Token(hit.group(), hit.start(), hit.end()) for hit in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The words of a text in order, as they stand."""
    return _WORD.findall(text)


def plain(word: str) -> str:
    """A word in lower case with plain hyphens and apostrophes: what forms are kept in."""
    form = word.lower()
    if not form.isascii():
        form = unicodedata.normalize("NFC", word).lower()
        for sign, usual in _HYPHENS:
            form = form.replace(sign, usual)
    return form


@lru_cache(1 << 17)
def folded(word: str) -> str:
    """A plain word without its marks (ä → a, é → e), for writers without those keys."""
    bare = plain(word)
    if bare.isascii():
        return bare
    split = unicodedata.normalize("NFD", bare)
    return "".join(filterfalse(unicodedata.combining, split))
