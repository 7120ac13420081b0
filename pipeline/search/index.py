"""Documents turned into lists of places by key, in arrays: millions of words take megabytes."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.language import Language, words
from pipeline.search.documents import CALL, WEIGHTS, Document
from pipeline.search.keys import PART, keys_of
from pipeline.search.ordered import Numbers, each_once

_GAP = 8
"""Places between two fields, more than any window: words of two fields are never close."""
_MOST_MET = 4_000_000
"""Places kept of keys that are asked for together."""


@dataclass
class Index:
    """Every word of the documents by its place: a number that runs through all documents.

    `written` holds each word once, as (language, word); `token` numbers them.

    `document`, `field_of`, `token` and `weight` tell for each place its document, its field
    (numbered through all documents), the word that stands there and how much its field counts.
    """

    idents: list[str] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)
    document: Numbers = field(default_factory=lambda: _empty())
    field_of: Numbers = field(default_factory=lambda: _empty())
    token: Numbers = field(default_factory=lambda: _empty())
    weight: Numbers = field(default_factory=lambda: _empty())
    _first_field: Numbers = field(default_factory=lambda: _empty())
    _first_word: Numbers = field(default_factory=lambda: _empty())
    _rows: dict[str, int] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _places: Numbers = field(default_factory=lambda: _empty())
    _hows: Numbers = field(default_factory=lambda: _empty())
    _met: dict[tuple[str, ...], Numbers] = field(default_factory=dict)
    _met_places: int = 0
    touched: dict[str, None] = field(default_factory=dict)
    """Keys whose places were asked for, in order; for those who empty it first."""

    def keys(self) -> Collection[str]:
        """Every key that has a place."""
        return self._rows.keys()

    def __contains__(self, key: str) -> bool:
        self.touched[key] = None
        return key in self._rows

    def places(self, key: str) -> tuple[Numbers, Numbers]:
        """The places of a key in order, and how it belongs to the word at each (keys.WHOLE ...).

        Both are views of small unsigned numbers.
        """
        self.touched[key] = None
        row = self._rows.get(key)
        if row is None:
            return _empty(), _empty()
        span = slice(self._starts[row], self._starts[row + 1])
        return self._places[span], self._hows[span]

    def any_of(self, keys: tuple[str, ...]) -> Numbers:
        """The places of any of the keys in order, each once, as small unsigned numbers."""
        held = [self.places(key)[0] for key in keys if key in self]
        if len(held) < 2:
            return held[0] if held else _empty()
        if keys not in self._met:
            if self._met_places > _MOST_MET:
                self._met.clear()
                self._met_places = 0
            self._met[keys] = each_once(held)
            self._met_places += len(self._met[keys])
        return self._met[keys]

    def mark(self, keys: Sequence[str]) -> bytes:
        """What tells one state of the places of the keys, and what stands there, from another."""
        rows = [self._rows.get(key, -1) for key in keys]
        return hashlib.blake2b(self._marks[rows].tobytes(), digest_size=16).digest()

    @cached_property
    def _marks(self) -> npt.NDArray[np.uint64]:
        """By key the sum of the marks of its places; the last is that of no key."""
        words = b"".join(map(_word_mark, self.written))
        standing = np.frombuffer(words, np.uint64)[self.token]
        every = np.arange(len(self.token))
        for told in (self.document, self.within(every), self.weight):
            standing += told.astype(np.uint64)
            _mix(standing)
        marks = standing[self._places]
        marks += self._hows.astype(np.uint64)
        _mix(marks)
        sums = np.add.reduceat(marks, self._starts[:-1]) if len(marks) else marks
        return np.append(sums, np.uint64(0))

    def spread(self, places: Numbers) -> Numbers:
        """The places as numbers of which those of two fields lie far apart."""
        return places.astype(np.int64) + self.field_of[places] * np.int64(_GAP)

    def within(self, places: Numbers) -> Numbers:
        """The same counted from the first place of the document of each."""
        return self.spread(places) - self._first_places[self.document[places]]

    @cached_property
    def _first_places(self) -> Numbers:
        """The first place of each document, those of two fields far apart."""
        firsts = np.searchsorted(self.document, np.arange(len(self.idents)))
        held = firsts < len(self.document)
        firsts[held] = self.spread(firsts[held])
        return firsts

    def spot(self, place: int) -> tuple[int, int]:
        """(field, word) of a place, counted within its document and its field."""
        own = int(self.field_of[place])
        first = int(self._first_field[self.document[place]])
        return own - first, place - int(self._first_word[own])


def build_index(documents: Iterable[Document], languages: Mapping[str, Language]) -> Index:
    """The index of the documents; a key that belongs to a word in two ways counts by the best."""
    laid = _Laid(languages)
    for document in documents:
        laid.add(document)
    made = Index(laid.idents, laid.words)
    made.token = _compact(laid.tokens)
    made.field_of = _compact(laid.fields)
    made.weight = _compact(laid.weights)[made.field_of]
    made.document = _compact(laid.documents)[made.field_of]
    made._first_word = _compact(laid.first_words)
    made._first_field = _compact(laid.first_fields)
    _sort_by_key(made, [list(_keys(languages, *word)) for word in laid.words])
    return made


class _Numbered(dict[str, int]):
    """Word of a language → its place in a list of the words of all, where a new one is added."""

    def __init__(self, code: str, every: list[tuple[str, str]]) -> None:
        self._code, self._every = code, every

    def __missing__(self, word: str) -> int:
        self[word] = len(self._every)
        self._every.append((self._code, word))
        return self[word]


class _Laid:
    """The words of the documents one after another, as numbers."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.idents: list[str] = []
        self.words: list[tuple[str, str]] = []
        self._numbers = {code: _Numbered(code, self.words) for code in codes}
        self.tokens, self.fields = array("I"), array("I")
        self.weights, self.documents = array("B"), array("I")
        self.first_words, self.first_fields = array("I"), array("I")

    def add(self, document: Document) -> None:
        number = len(self.idents)
        self.idents.append(document.ident)
        self.first_fields.append(len(self.weights))
        for one in document.fields:
            own = len(self.weights)
            self.weights.append(WEIGHTS[one.kind])
            self.documents.append(number)
            self.first_words.append(len(self.tokens))
            said = words(one.text)
            self.tokens.extend(map(self._numbers[one.language].__getitem__, said))
            self.fields.extend(repeat(own, len(said)))


def _keys(languages: Mapping[str, Language], code: str, text: str) -> Iterator[tuple[str, int]]:
    best: dict[str, int] = {}
    for key, how in keys_of(languages[code].analyse(text), code):
        best[key] = min(how, best.get(key, how))
    yield from best.items()


def _sort_by_key(made: Index, keys: list[list[tuple[str, int]]]) -> None:
    """Fill in the places of each key from the keys of each word."""
    rows: dict[str, int] = {}
    numbers = np.array(
        [rows.setdefault(key, len(rows)) for pairs in keys for key, _ in pairs],
        np.uint32,
    )
    hows = np.array([how for pairs in keys for _, how in pairs], np.uint8)
    counts = np.array([len(pairs) for pairs in keys], np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)])[:-1] if len(counts) else counts
    each = counts[made.token]
    places = np.repeat(np.arange(len(made.token), dtype=np.uint32), each)
    within = np.arange(len(places)) - np.repeat(np.cumsum(each) - each, each)
    flat = (starts[made.token[places]] + within).astype(np.uint32)
    own = (made.weight[places] > WEIGHTS[CALL]) | (hows[flat] != PART)  # a call has no parts
    places, flat = places[own], flat[own]
    order = np.argsort(numbers[flat], kind="stable")
    made._rows = rows
    made._places, made._hows = _narrow(places[order]), _narrow(hows[flat[order]])
    sizes = np.bincount(numbers[flat], minlength=len(rows))
    made._starts = [0, *np.cumsum(sizes).tolist()]


def _word_mark(written: tuple[str, str]) -> bytes:
    return hashlib.blake2b(" ".join(written).encode(), digest_size=8).digest()


def _mix(numbers: npt.NDArray[np.uint64]) -> None:
    """Spread each number over all its bits, where it stands (the last steps of MurmurHash3)."""
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        numbers ^= numbers >> np.uint64(33)
        numbers *= np.uint64(factor)
    numbers ^= numbers >> np.uint64(33)


def _compact(numbers: array[int]) -> Numbers:
    return _narrow(np.frombuffer(numbers, numbers.typecode)) if numbers else _empty()


def _narrow(numbers: npt.NDArray[Any]) -> Numbers:
    """The same numbers, called by the type of all numbers here: memory is saved, not precision."""
    return numbers


def _empty() -> Numbers:
    return np.zeros(0, np.int64)
