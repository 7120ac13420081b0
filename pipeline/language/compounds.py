"""Compounds cut where two known words meet."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.language.words import NEVER, STOP, Word, Words

SHORTEST = 3
_PART, _TIER, _SHORT, _UNKNOWN = 12, 2, 5, 1000
_UNKNOWN_FRONT = 3
_SURE_HEAD = 5


@dataclass(frozen=True)
class Cut:
    """A compound: its fronts as they stand, their base words, and the base words of its head."""

    front: str
    fronts: tuple[str, ...]
    heads: tuple[Word, ...]
    cost: int

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
        Cut(form[:at], parts, heads, cost + min(map(_cost, heads)))
        for at in range(SHORTEST, len(form) - SHORTEST + 1)
        if (heads := _heads(form[at:], words))
        for cost, parts in [_front_at(form, at, fronts, heads)]
        if parts
    ]
    return min(found, key=lambda one: (one.cost, len(one.front)), default=None)


def _front_at(
    form: str, at: int, fronts: dict[int, tuple[int, tuple[str, ...]]], heads: tuple[Word, ...]
) -> tuple[int, tuple[str, ...]]:
    if at in fronts:
        return fronts[at]
    if at >= _UNKNOWN_FRONT and len(form) - at >= _SURE_HEAD and len(heads[0].text) >= _SURE_HEAD:
        return _UNKNOWN + at, (form[:at],)
    return 0, ()


def _fronts(form: str, words: Words) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Place → cost and base words of the cheapest row of fronts that ends there."""
    best: dict[int, tuple[int, tuple[str, ...]]] = {0: (0, ())}
    for end in range(SHORTEST, len(form) - SHORTEST + 1):
        rows = [
            (best[start][0] + _cost(word), (*best[start][1], word.text))
            for start in best
            if end - start >= SHORTEST
            for word in words.fronts(form[start:end])
            if word.tier not in (STOP, NEVER)
        ]
        if rows:
            best[end] = min(rows)
    del best[0]
    return best


def _heads(form: str, words: Words) -> tuple[Word, ...]:
    known = [word for word in words.of(form) if word.tier not in (STOP, NEVER)]
    return tuple(sorted(known, key=lambda word: (word.tier, word.text)))


def _cost(word: Word) -> int:
    return _PART + _TIER * word.tier + (_SHORT if len(word.text) == SHORTEST else 0)
