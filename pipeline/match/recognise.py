"""The words of the vocabulary in a text: whole words, inflected words and parts of compounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.match.stems import SHORT, Endings, stems

_WORD = re.compile(r"[^\W_]+")
_GAP = 3
"""Fewest letters of an unknown part before or after a known one in a compound."""
_TAIL = 5
"""Fewest known letters after an unknown part."""
_LONG = 6
"""Fewest letters of a known part that an unknown part may follow."""


def words(text: str) -> list[str]:
    """The words of a text in lower case; a hyphen parts words."""
    return _WORD.findall(text.lower().replace("\u00ad", ""))


@dataclass
class Lexicon:
    """The words of all labels in one language: stem → numbers of words, and the endings."""

    rules: Endings
    numbers: dict[str, int] = field(default_factory=dict)
    stems: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    longest: int = 0

    def add(self, word: str) -> int:
        """The number of the word, new or known."""
        if word not in self.numbers:
            number = self.numbers[word] = len(self.numbers)
            for stem in stems(word, self.rules):
                self.stems[stem].append(number)
                self.longest = max(self.longest, len(stem))
        return self.numbers[word]

    def parts(self, token: str) -> list[tuple[int, ...]]:
        """The known parts of a word in order: numbers of label words that each part may be."""
        return list(_segments(self, token)[1])


@dataclass(frozen=True)
class Sighting:
    """A word of the text: the known words in it, and whether it is nothing but those."""

    token: str
    parts: tuple[tuple[int, ...], ...]


def sight(text: str, lexicon: Lexicon) -> list[Sighting]:
    """Every word of the text with what the lexicon knows of it."""
    return [Sighting(token, tuple(lexicon.parts(token))) for token in words(text)]


Segmentation = tuple[int, tuple[tuple[int, ...], ...]]
"""(letters known, parts)."""


def _segments(lexicon: Lexicon, token: str) -> Segmentation:
    """The reading of a compound that knows most letters, then has fewest parts."""
    known: dict[int, Segmentation] = {len(token): (0, ())}
    for start in range(len(token) - 1, -1, -1):
        best = known.get(start)
        for found in _from(lexicon, token, start, known):
            if best is None or _better(found, best):
                best = found
        if best is not None:
            known[start] = best
    whole = known.get(0, (0, ()))
    for start in range(_GAP, len(token) - _TAIL + 1) if lexicon.rules.links else ():
        tail = known.get(start, (0, ()))
        if tail[0] >= _TAIL and _better(tail, whole):
            whole = tail
    return whole


def _from(
    lexicon: Lexicon, token: str, start: int, known: Mapping[int, Segmentation]
) -> Iterable[Segmentation]:
    """Readings whose first known part begins at `start`."""
    left = len(token) - start
    whole: list[int] = []
    for length in range(min(lexicon.longest, left), 1, -1):
        stem, rest = token[start : start + length], token[start + length :]
        numbers = lexicon.stems.get(stem)
        if numbers is None:
            continue
        bare = length <= SHORT and start > 0
        if not rest or (length >= SHORT and not bare and rest in lexicon.rules.finals):
            whole += numbers
        if length > SHORT and lexicon.rules.links:
            yield from _compounds(lexicon, numbers, length, rest, known, len(token))
    if whole:
        yield left, (tuple(dict.fromkeys(whole)),)


def _compounds(
    lexicon: Lexicon,
    numbers: Sequence[int],
    length: int,
    rest: str,
    known: Mapping[int, Segmentation],
    end: int,
) -> Iterable[Segmentation]:
    """Readings in which another part follows a stem of `length` letters."""
    for link in lexicon.rules.links:
        after = end - len(rest) + len(link)
        if rest.startswith(link) and after < end and known.get(after, (0, ()))[1]:
            letters, parts = known[after]
            yield length + len(link) + letters, (tuple(numbers), *parts)
    if length >= _LONG and len(rest) >= _GAP:
        yield length, (tuple(numbers),)


def _better(one: Segmentation, other: Segmentation) -> bool:
    return (one[0], -len(one[1])) > (other[0], -len(other[1]))
