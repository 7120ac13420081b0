"""Compounds cut where two known words meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.language.words import NEVER, STOP, Word, Words

SHORTEST = 3
_PART, _TIER, _SHORT, _UNKNOWN = 12, 2, 5, 1000
_UNKNOWN_FRONT = 3
_SURE_HEAD = 5


@dataclass(frozen=True)
class Cut:
    """A compound: its fronts as they stand, their base words, and the base words of its head."""

    spelt: tuple[str, ...]
    fronts: tuple[str, ...]
    heads: tuple[Word, ...]
    cost: int

    @property
    def front(self) -> str:
        """All before the head, as it stands."""
        return "".join(self.spelt)

    @property
    def runs(self) -> list[str]:
        """Base forms of the shorter compounds inside one of three parts or more."""
        ends = (*self.fronts, self.heads[0].text)
        spans = [(start, end) for end in range(1, len(ends)) for start in range(end)]
        return [
            "".join(self.spelt[start:end]) + ends[end]
            for start, end in spans
            if end - start + 1 < len(ends)
        ]

    @property
    def sure(self) -> bool:
        """False where no list knows the front."""
        return self.cost < _UNKNOWN


def cut(form: str, words: Words) -> Cut | None:
    """The cheapest way to cut a form into known words, or None.

    A front that no list knows is taken where the head is a sure one: better half than nothing.
    """
    fronts = _fronts(form, words)
    found = [
        Cut(row.spelt, row.words, heads, row.cost + min(map(_cost, heads)))
        for at in range(SHORTEST, len(form) - SHORTEST + 1)
        if (heads := _heads(form[at:], words))
        for row in [_front_at(form, at, fronts, heads)]
        if row.words
    ]
    return min(found, key=lambda one: (one.cost, len(one.front)), default=None)


def front_ends(form: str, words: Words) -> list[int]:
    """The places before which a form consists of known fronts, one or more."""
    return list(_fronts(form, words))


class _Row(NamedTuple):
    """Fronts of a compound one after another: what they cost, their base words, how they stand."""

    cost: int
    words: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()


def _front_at(form: str, at: int, fronts: dict[int, _Row], heads: tuple[Word, ...]) -> _Row:
    if at in fronts:
        return fronts[at]
    if at >= _UNKNOWN_FRONT and len(form) - at >= _SURE_HEAD and len(heads[0].text) >= _SURE_HEAD:
        return _Row(_UNKNOWN + at, (form[:at],), (form[:at],))
    return _Row(0)


def _fronts(form: str, words: Words) -> dict[int, _Row]:
    """Place → the cheapest row of fronts that ends there."""
    best: dict[int, _Row] = {0: _Row(0)}
    for end in range(SHORTEST, len(form) - SHORTEST + 1):
        rows = [
            _Row(
                row.cost + _cost(word, end - start),
                (*row.words, word.text),
                (*row.spelt, form[start:end]),
            )
            for start, row in best.items()
            if end - start >= SHORTEST
            for word in words.fronts(form[start:end])
            if word.tier not in (STOP, NEVER)
        ]
        if rows:
            best[end] = min(rows)
    del best[0]
    return best


def _heads(form: str, words: Words) -> tuple[Word, ...]:
    """The words that the form is: no verb, which has no front, where a noun will do (lupaa)."""
    known = [word for word in words.of(form) if word.tier not in (STOP, NEVER)]
    nouns = [word for word in known if words.may_front(word.text)]
    return tuple(sorted(nouns or known, key=lambda word: (word.text != form, word.tier, word.text)))


def _cost(word: Word, size: int = _SURE_HEAD) -> int:
    """What a word costs as a part that stands there with so many letters."""
    is_short = SHORTEST in (size, len(word.text))
    return _PART + _TIER * word.tier + (_SHORT if is_short else 0)
