"""The words of one language: which base word a form belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipeline.language.tokens import folded

Row = Mapping[str, str]
NONE = "0"
"""How an empty ending is written in the tables."""
STOP = 0
"""The tier of words that carry no meaning in a search."""
NEVER = 9
"""The tier of words that are no part of a compound: too rare or too short to be trusted there."""
_COMMON = 5
"""The rarest tier of a word that is what a writer means, and no other one without its marks."""


class Word(NamedTuple):
    """One base word: its tier (1 the commonest, 0 a stop word), parts and the verb behind it."""

    text: str
    tier: int
    parts: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pattern:
    """How words inflect: endings of whole words and of the fronts of compounds."""

    name: str
    endings: frozenset[str]
    fronts: frozenset[str]
    first: str
    """The ending of the base form."""


class Words:
    """The base words of a language by their stems, and the endings that may follow a form."""

    def __init__(self, words: Iterable[Row], patterns: Iterable[Row], tails: Iterable[Row]) -> None:
        self._patterns = {row["pattern"]: _pattern(row) for row in patterns}
        self._endings = frozenset().union(*(one.endings for one in self._patterns.values()))
        self._fronts = frozenset().union(*(one.fronts for one in self._patterns.values()))
        self._longest = max(map(len, self._endings | self._fronts), default=0)
        self.tails = [(row["ending"], _letters(row["restore"])) for row in tails]
        self._tail_endings = tuple(ending for ending, _ in self.tails)
        self._formed: dict[str, list[Word]] = {}
        self._stems: dict[str, list[tuple[Pattern, Word]]] = defaultdict(list)
        self._own: dict[str, list[tuple[Pattern, Word]]] = defaultdict(list)
        for row in words:
            self._add(row)

    def _add(self, row: Row) -> None:
        text = row["word"]
        parts, related = _list(row["parts"]), _list(row["related"])
        word = Word(text, int(row["tier"]), parts, related)
        for name in _list(row["patterns"]):
            pattern = self._patterns[name]
            self._stems[text.removesuffix(pattern.first)].append((pattern, word))
            self._own[text].append((pattern, word))

    def all(self) -> list[Word]:
        """Every base word in the order of the table."""
        return [pairs[0][1] for pairs in self._own.values()]

    @cached_property
    def twins(self) -> frozenset[str]:
        """Common base words, without their marks, that another base word equals without its."""
        spelt: dict[str, list[Word]] = defaultdict(list)
        for word in self.all():
            if word.text.islower():
                spelt[folded(word.text)].append(word)
        return frozenset(
            bare
            for bare, words in spelt.items()
            if len(words) > 1 and all(STOP < word.tier <= _COMMON for word in words)
        )

    def stems(self, text: str) -> list[tuple[str, str]]:
        """(pattern, stem) of each way in which a base word inflects."""
        return [
            (pattern.name, text.removesuffix(pattern.first))
            for pattern, _ in self._own.get(text, ())
        ]

    def may_front(self, text: str) -> bool:
        """Whether a base word has forms in which it stands first in compounds."""
        return any(pattern.fronts for pattern, _ in self._own.get(text, ()))

    def patterns(self) -> list[Pattern]:
        """Every pattern by its name."""
        return [one for _, one in sorted(self._patterns.items())]

    def without_tail(self, form: str) -> Iterable[str]:
        """What the form may be without a trailing particle."""
        for ending, restore in self.tails if form.endswith(self._tail_endings) else ():
            if form.endswith(ending) and len(form) > len(ending) + 2:
                yield form.removesuffix(ending) + restore

    def inflected(self, text: str) -> list[str]:
        """All forms of a base word; none if the list lacks it."""
        return [
            text.removesuffix(pattern.first) + ending
            for pattern, _ in self._own.get(text, ())
            for ending in sorted(pattern.endings)
        ]

    def of(self, form: str) -> list[Word]:
        """The base words that the form belongs to, without and with a trailing particle."""
        return self.forms(form) or [
            word for bare in self.without_tail(form) for word in self.forms(bare)
        ]

    def forms(self, form: str) -> list[Word]:
        """The base words that have the form among their own, as `_likely` ones only."""
        if form not in self._formed:
            found: dict[Word, None] = {}
            for at in self._cuts(form, self._endings):
                for pattern, word in self._stems.get(form[:at], ()):
                    if form[at:] in pattern.endings:
                        found[word] = None
            self._formed[form] = _likely(list(found), form)
        return self._formed[form]

    def fronts(self, form: str) -> list[Word]:
        """The base words that have the form when they stand first in a compound."""
        found: dict[Word, None] = {}
        for at in self._cuts(form, self._fronts):
            for pattern, word in self._stems.get(form[:at], ()):
                if form[at:] in pattern.fronts:
                    found[word] = None
        return list(found)

    def _cuts(self, form: str, endings: frozenset[str]) -> list[int]:
        """Where one of the endings begins that the form ends in."""
        first = max(0, len(form) - self._longest)
        return [at for at in range(first, len(form) + 1) if form[at:] in endings]


def _likely(words: list[Word], form: str) -> list[Word]:
    """The words without rarer ones than the one that the form is as it stands (vuosi, arvo)."""
    tiers = [word.tier for word in words if word.text == form and word.tier != STOP]
    if not tiers:
        return words
    return [word for word in words if word.text == form or word.tier <= min(tiers)]


def _pattern(row: Row) -> Pattern:
    endings = [_letters(ending) for ending in row["endings"].split()]
    fronts = [_letters(ending) for ending in row["fronts"].split()]
    return Pattern(row["pattern"], frozenset(endings), frozenset(fronts), endings[0])


def _letters(ending: str) -> str:
    return "" if ending == NONE else ending


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
