"""Which of many rules may fit a text, by the letters that their patterns cannot do without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import takewhile
from typing import Any, Generic, TypeVar

_PARSER: Any = import_module("re._parser")
"""What `re.compile` reads a pattern with."""
_SIZE = 3
"""How many letters that stand together are looked for."""
_LONG = 5
"""From this length on, longer letters are no better."""
Letters = frozenset[str]
"""A text must have one of them in it, or the pattern does not match; empty if nothing is known."""
Rule = TypeVar("Rule")


class Triggers(Generic[Rule]):
    """Rules that are found by a text on which they are worth a try."""

    def __init__(
        self, rules: Iterable[Rule], patterns: Callable[[Rule], Sequence[re.Pattern[str]]]
    ) -> None:
        """`patterns` gives those of a rule, as many for each; all have to match."""
        self._rules = tuple(rules)
        columns = zip(*map(patterns, self._rules), strict=True)
        self._columns = [_by_letters(map(needed_letters, column)) for column in columns]

    def of(self, parts: frozenset[str]) -> Iterator[Rule]:
        """The rules, in their order, that may match a text with these parts."""
        left = (1 << len(self._rules)) - 1
        for always, by_part in self._columns:
            mask = always
            for part in parts & by_part.keys():
                mask |= by_part[part]
            left &= mask
        while left:
            lowest = left & -left
            yield self._rules[lowest.bit_length() - 1]
            left ^= lowest


def parts_of(small: str) -> frozenset[str]:
    """What Triggers.of asks for, of a text in small letters."""
    return frozenset([small[at : at + _SIZE] for at in range(len(small) - _SIZE + 1)])


def needed_letters(pattern: re.Pattern[str]) -> Letters:
    """The letters of which any match has some in it, as it is in small letters."""
    return _best(_of_sequence(_PARSER.parse(pattern.pattern, pattern.flags)))


def _by_letters(needs: Iterable[Letters]) -> tuple[int, dict[str, int]]:
    """(the rules that need none, those that need a part of a word by that part), as bits."""
    always, by_part = 0, dict[str, int]()
    for place, letters in enumerate(needs):
        for part in {told[:_SIZE] for told in letters}:
            by_part[part] = by_part.get(part, 0) | 1 << place
        always |= 0 if letters else 1 << place
    return always, by_part


def _of_sequence(parts: Iterable[tuple[Any, Any]]) -> Iterator[Letters]:
    """What each stretch of letters and each group of a pattern needs."""
    run = ""
    for kind, told in parts:
        if str(kind) == "LITERAL":
            run += chr(told).lower()
            continue
        yield frozenset({run})
        if str(kind) == "SUBPATTERN":
            yield _best(_of_sequence(told[-1]))
        elif str(kind) == "BRANCH":
            branches = [_best(_of_sequence(branch)) for branch in told[1]]
            yield frozenset().union(*branches) if all(branches) else frozenset()
            yield frozenset({run + _first_letters(branch) for branch in told[1]})
        elif str(kind) in {"MAX_REPEAT", "MIN_REPEAT"} and told[0]:
            yield _best(_of_sequence(told[-1]))
        run = ""
    yield frozenset({run})


def _first_letters(parts: Iterable[tuple[Any, Any]]) -> str:
    letters = takewhile(lambda part: str(part[0]) == "LITERAL", parts)
    return "".join(chr(told).lower() for _, told in letters)


def _best(found: Iterable[Letters]) -> Letters:
    """The one that tells the most: of long parts, then of few."""
    able = [letters for letters in found if letters and min(map(len, letters)) >= _SIZE]
    return max(able, key=_worth, default=frozenset())


def _worth(letters: Letters) -> tuple[int, int]:
    return min(_LONG, *map(len, letters)), -len(letters)
