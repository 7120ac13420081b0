"""Floor 2: look-ups of the word lists in data/raw/vocabulary, and the tokens of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

NUMBER, WORD, MARK = "number", "word", "mark"
_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_TOKEN = re.compile(
    rf"(?P<number>[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}}(?![0-9]))+(?:[.,][0-9]{{1,2}}(?![0-9]))?"
    r"|[0-9]{1,3}(?:\.[0-9]{3}(?![0-9]))+(?:,[0-9]{1,2}(?![0-9]))?"
    r"|[0-9]{1,3}(?:['\u2019][0-9]{3}(?![0-9]))+"
    r"|[0-9]{1,3}(?:,[0-9]{3}(?![0-9]))+(?:\.[0-9]{1,2}(?![0-9]))?"
    r"|[0-9]+(?:[.,][0-9]+)?)"
    r"|(?P<word>[^\W\d_]*€|[^\W\d_]+)"
    r"|(?P<mark>[^\s])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One number, word or mark of a text, with its character span."""

    text: str
    kind: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of the text in order; a number keeps its thousand spaces and decimals."""
    return [
        Token(hit.group(), hit.lastgroup or MARK, hit.start(), hit.end())
        for hit in _TOKEN.finditer(text)
    ]


def word_map(frame: pd.DataFrame, role: str) -> dict[str, str]:
    """The words of one role of a word list, in lower case, with their values."""
    rows = frame[frame["role"] == role]
    return {word.lower(): value for word, value in zip(rows["word"], rows["value"], strict=True)}


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, spaces being any blanks.

    It looks at the first letter before it tries the words, which is what makes it fast.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    if not ordered:
        return r"(?!)"
    initials = "".join(sorted({re.escape(word[0]) for word in ordered}))
    either = "|".join(r"\s+".join(map(re.escape, word.split(" "))) for word in ordered)
    return f"(?=[{initials}])(?:{either})"
