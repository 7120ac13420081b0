"""Words near a word that nothing knows: those it begins, and those one edit away."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice, product

from pipeline.language import Analysis, folded
from pipeline.language.compounds import SHORTEST, cut, front_ends
from pipeline.language.words import Words
from pipeline.search.hits import BEGINNING, TYPO
from pipeline.search.keys import surface, unknown

SHORTEST_BEGINNING, SHORTEST_TYPO = 3, 4
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
_MARKED = {"a": "aäå", "o": "oö"}
_MOST_SPELLINGS = 250
_STEM, _TAIL = 5, 3

Near = tuple[str, str, str]
"""Key of the index, kind of the hit, the word as it would be written."""


class Nearby:
    """The keys of an index, sorted and by length."""

    def __init__(self, keys: Collection[str]) -> None:
        self._sorted = sorted(key for key in keys if key.startswith("~"))
        self._guessed = sorted(key for key in keys if key[2:3] == "?")
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for key in self._sorted:
            self._by_length[len(key)].append(key)

    def of(self, asked: str, analysis: Analysis, language: str, exact: bool) -> list[Near]:
        """What the word may have been meant as; beginnings only where nothing hits exactly."""
        found: list[Near] = []
        if not exact:
            found += self._begun(asked)
            found += self._alike(analysis, language)
        if len(asked) >= SHORTEST_TYPO:
            found += self._edited(asked)
        return list(dict.fromkeys(found))

    def _begun(self, asked: str) -> Iterator[Near]:
        """Words of the index that begin so."""
        if len(asked) < SHORTEST_BEGINNING:
            return
        for key in _from(self._sorted, surface(asked)):
            yield key, BEGINNING, key[1:]

    def _alike(self, analysis: Analysis, code: str) -> Iterator[Near]:
        """Guessed base forms that differ in their last letters only: two guesses of one word."""
        for lemma in analysis.lemmas:
            stem = lemma[: max(_STEM, len(lemma) - _TAIL)]
            if len(stem) < _STEM:
                continue
            for key in _from(self._guessed, unknown(stem, code)):
                if abs(len(key) - 3 - len(lemma)) <= _TAIL:
                    yield key, BEGINNING, key[3:]

    def _edited(self, asked: str) -> Iterator[Near]:
        """Words of the index one edit away, as they stand."""
        own = surface(asked)
        for size in (len(own) - 1, len(own), len(own) + 1):
            for key in self._by_length.get(size, ()):
                if key != own and one_edit(own, key):
                    yield key, TYPO, key[1:]


def spellings(form: str, words: Words) -> list[str]:
    """Known words one edit away from the form, or the same with its marks put back.

    A compound is mended in one of its parts where the others are known as they stand, or where
    two letters that meet between two parts changed places.
    """
    found = [one for one in (*_with_marks(form), *edits(form)) if words.forms(one)]
    found += _mended_parts(form, words)
    found += (one for one in _swaps(form) if _is_compound(one, words))
    for at in range(SHORTEST, len(form) - SHORTEST + 1):
        found += _marked_halves(form[:at], form[at:], words)
    return list(dict.fromkeys(found))


def _mended_parts(form: str, words: Words) -> Iterator[str]:
    """The compounds that an edit of one part makes: known parts before it, known ones after it."""
    size = len(form)
    ends = [at for at in range(SHORTEST - 1, size - SHORTEST + 1) if _is_tail(form[at:], words)]
    for start in (0, *front_ends(form, words)):
        before, first = form[:start], 0 if start else 1
        for end in (at for at in ends if at - start >= SHORTEST - 1):
            parts = edits(form[start:end], first)
            yield from (before + one + form[end:] for one in parts if words.fronts(one))
        if start and size - start >= SHORTEST - 1:
            yield from (before + one for one in edits(form[start:], 0) if _may_end(one, words))


def _is_tail(form: str, words: Words) -> bool:
    return bool(words.of(form)) or _is_compound(form, words)


def _is_compound(form: str, words: Words) -> bool:
    found = cut(form, words)
    return found is not None and found.sure


def _marked_halves(front: str, head: str, words: Words) -> Iterator[str]:
    """The compounds of two halves, both written without marks or with none to write."""
    heads = [one for one in (head, *_with_marks(head)) if _may_end(one, words)]
    fronts = (one for one in (front, *_with_marks(front)) if heads and words.fronts(one))
    return (one + two for one, two in product(fronts, heads))


def _may_end(form: str, words: Words) -> bool:
    return len(form) >= SHORTEST and bool(words.of(form))


def one_edit(one: str, other: str) -> bool:
    """True if one letter added, left out, changed or swapped with the next makes them equal."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((i for i, sign in enumerate(one) if sign != other[i]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2][::-1] == other[at : at + 2] and one[at + 2 :] == other[at + 2 :]
    return swapped or one[at + 1 :] == other[at + 1 :]


def edits(form: str, first: int = 1) -> Iterator[str]:
    """Every spelling one edit away; the first letter stays, as people seldom get it wrong."""
    for at in range(first, len(form) + 1):
        front, back = form[:at], form[at:]
        if back:
            yield front + back[1:]
        if len(back) > 1:
            yield _swapped(form, at)
        for letter in _LETTERS:
            yield front + letter + back
            if back and letter != back[0]:
                yield front + letter + back[1:]


def _swaps(form: str) -> Iterator[str]:
    return (_swapped(form, at) for at in range(1, len(form) - 1) if form[at] != form[at + 1])


def _swapped(form: str, at: int) -> str:
    return form[:at] + form[at + 1] + form[at] + form[at + 2 :]


def _with_marks(form: str) -> Iterator[str]:
    """The form with å, ä and ö put back in every way, for writers without those keys."""
    if form != folded(form):
        return
    choices = [_MARKED.get(sign, sign) for sign in form]
    for signs in islice(product(*choices), 1, _MOST_SPELLINGS):
        yield "".join(signs)


def _from(ordered: list[str], start: str) -> Iterator[str]:
    for key in islice(ordered, bisect_left(ordered, start), None):
        if not key.startswith(start):
            return
        yield key
