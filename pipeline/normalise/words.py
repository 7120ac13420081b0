"""Floor 2: look-ups of the word lists in data/raw/vocabulary, and the tokens of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

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


_Tree = dict[str, "_Tree"]


class Token(NamedTuple):
    """One number, word or mark of a text, with its character span."""

    text: str
    kind: str
    start: int
    end: int


@lru_cache(maxsize=1)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of the text in order; a number keeps its thousand spaces and decimals.

    The last text is kept, for sums and shares are looked for in the same one.
    """
    found = [Token(hit[0], hit.lastgroup or MARK, *hit.span()) for hit in _TOKEN.finditer(text)]
    return tuple(found)


def word_map(frame: pd.DataFrame, role: str) -> dict[str, str]:
    """The words of one role of a word list, in lower case, with their values."""
    rows = frame[frame["role"] == role]
    return {word.lower(): value for word, value in zip(rows["word"], rows["value"], strict=True)}


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, spaces being any blanks.

    Beginnings that words share are written once, so that few of them are tried at a place.
    """
    tree: _Tree = {}
    for word in words:
        branch = tree
        for char in word:
            branch = branch.setdefault(char, {})
        branch[""] = {}
    return f"(?:{_either(tree)})" if tree else r"(?!)"


def _either(tree: _Tree) -> str:
    """The pattern of a tree of letters; "" ends a word and is tried last."""
    found = []
    for char in sorted(tree, reverse=True):
        text = r"\s+" if char == " " else re.escape(char)
        while char and len(tree[char]) == 1 and "" not in tree[char]:
            (after,) = tree[char]
            text += r"\s+" if after == " " else re.escape(after)
            tree[char] = tree[char][after]
        below = _either(tree[char]) if char else ""
        several = len(tree[char]) > 1
        found.append(f"{text}(?:{below})" if several else text + below)
    return "|".join(found)
