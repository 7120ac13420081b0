"""Words near a word that nothing knows: those it begins, and those one edit away."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice, product

from pipeline.language import Analysis, Language, folded, plain
from pipeline.search.hits import BEGINNING, TYPO
from pipeline.search.keys import name, surface, unknown, word

SHORTEST_BEGINNING, SHORTEST_TYPO = 3, 4
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
_MARKED = {"a": "aäå", "o": "oö"}
_MOST_SPELLINGS = 250
_LONG = 8
_STEM, _TAIL = 5, 3

Near = tuple[str, str, str]
"""Key of the index, kind of the hit, the word as it would be written."""


class Nearby:
    """The keys of an index, sorted and by length."""

    def __init__(self, keys: Collection[str]) -> None:
        self._keys = keys
        self._sorted = sorted(key for key in keys if key.startswith("~"))
        self._guessed = sorted(key for key in keys if key[2:3] == "?")
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for key in self._sorted:
            self._by_length[len(key)].append(key)

    def of(self, asked: str, analysis: Analysis, language: Language, exact: bool) -> list[Near]:
        """What the word may have been meant as; beginnings only where nothing hits exactly."""
        found: list[Near] = []
        if not exact:
            found += self._begun(asked)
            found += self._alike(analysis, language.code)
        if len(asked) >= SHORTEST_TYPO:
            found += self._edited(asked)
            found += self._respelt(plain(asked), language)
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

    def _respelt(self, form: str, language: Language) -> Iterator[Near]:
        """Known words one edit away, or the same without marks, of which the index has a form."""
        spellings = list(dict.fromkeys([*_with_marks(form), *edits(form)]))
        found = [near for one in spellings for near in self._known(one, language)]
        if not found and len(form) >= _LONG:
            found = [near for one in spellings for near in self._compound(one, language)]
        yield from found

    def _known(self, form: str, language: Language) -> Iterator[Near]:
        for known in language.words.of(form):
            text = known.text
            key = name(text) if text[:1].isupper() else word(text, language.code)
            if key in self._keys:
                yield key, TYPO, text

    def _compound(self, form: str, language: Language) -> Iterator[Near]:
        analysis = language.analyse(form)
        if analysis.known:
            for lemma in analysis.lemmas:
                key = word(lemma, language.code)
                if key in self._keys:
                    yield key, TYPO, lemma


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


def edits(form: str) -> Iterator[str]:
    """Every spelling one edit away; the first letter stays, people seldom get it wrong."""
    for at in range(1, len(form) + 1):
        front, back = form[:at], form[at:]
        if back:
            yield front + back[1:]
        if len(back) > 1:
            yield front + back[1] + back[0] + back[2:]
        for letter in _LETTERS:
            yield front + letter + back
            if back and letter != back[0]:
                yield front + letter + back[1:]


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
