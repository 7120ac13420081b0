"""Floor 2: the words around a name that tell what it is: heads, joiners, companies, bodies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from pipeline.normalise.forms import Word
from pipeline.normalise.words import word_map
from pipeline.vocabulary import Vocabulary

MANY = "many"
_COMPANY_REACH = 3
_BLANK = re.compile(
    r"[ \t\u00a0\u2009\u202f]{1,2}|[ \t\u00a0\u2009\u202f\r]*\n[ \t\u00a0\u2009\u202f]*"
)
"""What may stand between two words of one thought; more blanks on a line divide columns."""
_BEFORE = re.compile(r":?\s*")
_LIST_GAP = re.compile(r"[\s,;/&+•·*–-]*")
_LIST_MARK = re.compile(r"[,;/&+\n]")
_PARAGRAPH = re.compile(r"\n\s*\n")
_ADDRESS_REACH = 60
_ADDRESS = re.compile(r"@|\.[a-z]|[a-z0-9]@", re.IGNORECASE)


@dataclass(frozen=True)
class Neighbours:
    """Knows the words that stand beside names; made by neighbours_from."""

    heads: Mapping[str, str]
    """Words for municipality and town that follow a name -> "one" or "many"."""
    heads_before: Mapping[str, str]
    languages: Mapping[str, str]
    """The language of each head."""
    joiners: Mapping[str, str]
    companies: Mapping[str, str]
    bodies: Mapping[str, str]
    """Beginnings of words for other bodies -> the kind of organisation."""
    body_starts: tuple[str, ...]
    not_names: frozenset[str]

    def is_head(self, word: Word) -> bool:
        """Is it a word for municipality or town in any case?"""
        return word.text.lower() in self.heads

    def body_kind(self, word: Word) -> str:
        """The kind of body that the word names, or ""."""
        text = word.text.lower()
        if not text.startswith(self.body_starts):
            return ""
        return next(kind for start, kind in self.bodies.items() if text.startswith(start))

    def head_after(self, text: str, words: Sequence[Word], last: int) -> str:
        """ "one" or "many" if a head follows the word with index `last`; otherwise ""."""
        follower = next_word(text, words, last)
        return self.heads.get(follower.text.lower(), "") if follower else ""

    def head_before(self, text: str, words: Sequence[Word], first: int) -> str:
        """ "one" or "many" if a head stands before the word with index `first`."""
        if first == 0:
            return ""
        gap = text[words[first - 1].end : words[first].start]
        if not _BEFORE.fullmatch(gap):
            return ""
        return self.heads_before.get(words[first - 1].text.lower(), "")

    def company_after(self, text: str, words: Sequence[Word], last: int) -> bool:
        """Do capitalised words that end in a company's mark follow?"""
        for _ in range(_COMPANY_REACH):
            follower = next_word(text, words, last)
            if follower is None or not follower.text[0].isupper():
                return False
            if follower.text.split(":")[0].lower() in self.companies:
                return True
            last += 1
        return False

    def body_after(self, text: str, words: Sequence[Word], last: int) -> str:
        """The kind of the body whose word follows, such as hospital district; or ""."""
        follower = next_word(text, words, last)
        return self.body_kind(follower) if follower and not self.is_head(follower) else ""

    def in_address(self, text: str, words: Sequence[Word], first: int, last: int) -> bool:
        """Is it a part of a web or mail address?"""
        start, end = words[first].start, words[last].end
        if _ADDRESS.match(text, end):
            return True
        before = text[max(0, start - _ADDRESS_REACH) : start].split(" ")[-1]
        return before[-1:] in {"@", "_"} or (
            before[-1:] in {".", "/"} and any(mark in before for mark in (".", ":"))
        )

    def linked(self, text: str, words: Sequence[Word], last: int, first: int) -> bool:
        """Do the names that end and start at these words stand in one list?

        Only heads, joiners and marks of a list may stand between them.
        """
        between = words[last + 1 : first]
        joined = False
        for word in between:
            if word.text.lower() in self.joiners:
                joined = True
            elif not self.is_head(word):
                return False
        edges = [words[last], *between, words[first]]
        gaps = [text[left.end : right.start] for left, right in pairwise(edges)]
        if any(_PARAGRAPH.search(gap) or not _LIST_GAP.fullmatch(gap) for gap in gaps):
            return False
        return joined or any(_LIST_MARK.search(gap) for gap in gaps)


def neighbours_from(vocabulary: Vocabulary) -> Neighbours:
    """The words of data/raw/vocabulary/name_words.csv."""
    words = vocabulary.name_words
    bodies = word_map(words, "body")
    return Neighbours(
        word_map(words, "head"),
        word_map(words, "head before"),
        {**_languages(words, "head before"), **_languages(words, "head")},
        word_map(words, "joiner"),
        word_map(words, "company"),
        bodies,
        tuple(bodies),
        frozenset(word_map(words, "not a name")),
    )


def _languages(frame: pd.DataFrame, role: str) -> dict[str, str]:
    rows = frame[frame["role"] == role]
    return {word.lower(): code for word, code in zip(rows["word"], rows["language"], strict=True)}


def next_word(text: str, words: Sequence[Word], last: int) -> Word | None:
    """The word after the one with index `last`, if only blanks stand between them."""
    if last + 1 >= len(words):
        return None
    gap = text[words[last].end : words[last + 1].start]
    return words[last + 1] if _BLANK.fullmatch(gap) else None
