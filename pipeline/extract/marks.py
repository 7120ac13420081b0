"""A sentence with its sums, dates, shares, counts and names as one character each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipeline.extract.phrases import MARKS
from pipeline.extract.triggers import parts_of


class Token(NamedTuple):
    """Something with a value in the text; `start` and `end` are offsets in the document."""

    kind: str
    """sum, date, share, count or name"""
    start: int
    end: int
    value: str
    qualifier: str = ""
    flagged: bool = False
    """Read in spite of a typo or another doubt."""
    note: str = ""
    text: str = ""
    """As written, for names."""

    def moved(self, by: int) -> Token:
        """The same token so many characters later."""
        if not by:
            return self
        kind, start, end, value, qualifier, flagged, note, text = self
        return Token(kind, start + by, end + by, value, qualifier, flagged, note, text)


@dataclass(frozen=True)
class Sentence:
    """A stretch of the document with its tokens marked."""

    start: int
    end: int
    marked: str
    tokens: tuple[Token, ...]
    _starts: tuple[int, ...]
    _ends: tuple[int, ...]

    @cached_property
    def small(self) -> str:
        """`marked` in small letters, character for character."""
        small = self.marked.lower()
        if len(small) == len(self.marked):
            return small
        return "".join(low if len(low := char.lower()) == 1 else char for char in self.marked)

    @cached_property
    def parts(self) -> frozenset[str]:
        """The short runs of letters in `small`, which tell the rules that may fit."""
        return parts_of(self.small)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the document of marked[first:last]."""
        return self._starts[first], self._ends[last - 1]

    def inside(self, start: int, end: int, kind: str) -> list[Token]:
        """Tokens of a kind that lie in text[start:end] of the document."""
        return [t for t in self.tokens if t.kind == kind and start <= t.start and t.end <= end]

    def place(self, token: Token) -> int:
        """Index of the mark of a token in `marked`."""
        return bisect_left(self._starts, token.start)

    def before(self, other: Sentence) -> Sentence:
        """This one and a later one as one, with a colon between."""
        gap = (self.end, self.end)
        return Sentence(
            self.start,
            other.end,
            f"{self.marked}: {other.marked}",
            (*self.tokens, *other.tokens),
            (*self._starts, *gap, *other._starts),
            (*self._ends, *gap, *other._ends),
        )


def mark(text: str, start: int, end: int, tokens: Sequence[Token]) -> Sentence:
    """The sentence text[start:end] with `tokens` (sorted, apart from each other) marked."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = start
    inside = [token for token in tokens if start <= token.start and token.end <= end]
    for token in [*inside, None]:
        until = token.start if token else end
        chars.append(text[place:until])
        starts.extend(range(place, until))
        ends.extend(range(place + 1, until + 1))
        if token:
            chars.append(MARKS[token.kind])
            starts.append(token.start)
            ends.append(token.end)
            place = token.end
    marked = "".join(chars)
    return Sentence(start, end, marked, tuple(inside), tuple(starts), tuple(ends))
