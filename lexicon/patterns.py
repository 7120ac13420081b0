"""Words grouped by how they inflect: the same endings are one pattern."""

from __future__ import annotations

import math
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

NONE = "0"


@dataclass(frozen=True)
class Inflected:
    """One base word with all its forms, those that stand first in compounds, and how common."""

    word: str
    forms: tuple[str, ...]
    fronts: tuple[str, ...]
    frequency: float


def patterns_of(words: Iterable[Inflected]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """(pattern → [endings, fronts], word → patterns); a pattern is named by its commonest word."""
    groups: dict[tuple[str, str], list[Inflected]] = defaultdict(list)
    for word in words:
        groups[_shape(word)].append(word)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    names: dict[str, list[str]] = {}
    of: dict[str, list[str]] = defaultdict(list)
    for shape, members in ordered:
        name = _name(members, names)
        names[name] = list(shape)
        for member in members:
            of[member.word].append(name)
    return names, of


def _shape(word: Inflected) -> tuple[str, str]:
    base = word.word.lower()
    size = len(os.path.commonprefix([base, *word.forms, *word.fronts]))  # noqa: RUF071 (letters)
    rest = sorted({form[size:] for form in word.forms} - {base[size:]})
    fronts = sorted({form[size:] for form in word.fronts})
    return _cell([base[size:], *rest]), _cell(fronts)


def _cell(endings: list[str]) -> str:
    return " ".join(ending or NONE for ending in endings)


def _name(members: list[Inflected], taken: dict[str, list[str]]) -> str:
    best = min(members, key=lambda word: (-word.frequency, word.word)).word.lower()
    number = 2
    name = best
    while name in taken:
        name, number = f"{best} {number}", number + 1
    return name


def tier(frequency: float) -> int:
    """1 the commonest … 9 the rarest or never seen: the power of ten of the frequency."""
    return 9 if frequency <= 0 else max(1, min(9, int(-math.log10(frequency))))


def guesses(pairs: Iterable[tuple[str, str, float]], least: int) -> list[tuple[str, int, str]]:
    """(ending, letters to cut, letters to add) learned from (form, base word, weight).

    A longer ending is kept only where it decides otherwise than the shorter one would and at
    least `least` words (by weight) say so.
    """
    votes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for form, base, weight in pairs:
        size = len(os.path.commonprefix([form, base]))  # noqa: RUF071 (letters)
        change = (len(form) - size, base[size:])
        for length in range(1, min(7, len(form) - 2) + 1):
            votes[form[-length:]][change] += weight
    kept: dict[str, tuple[int, str]] = {}
    for ending in sorted(votes, key=lambda text: (len(text), text)):
        fits = {one: n for one, n in votes[ending].items() if one[0] <= len(ending)}
        if not fits:
            continue
        change = min(fits, key=lambda one: (-fits[one], one))
        if fits[change] >= least and change != _inherited(ending, kept):
            kept[ending] = change
    return [(ending, *change) for ending, change in sorted(kept.items())]


def _inherited(ending: str, kept: dict[str, tuple[int, str]]) -> tuple[int, str]:
    return next((kept[ending[at:]] for at in range(1, len(ending)) if ending[at:] in kept), (0, ""))
