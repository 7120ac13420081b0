"""What a list of very many documents is drawn from: columns of facets and chunks of records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from pipeline.search.packed import as_json, column

CHUNK = 2
"""Records in a file: only those of rows in sight are read."""

Facets = Mapping[str, Sequence[str]]
"""The words of a document by facet."""


def arranged(facets: Iterable[Facets], names: Sequence[str]) -> list[int]:
    """The documents, as numbers, ordered by their words in one facet after another.

    Neighbours have much in common then, so that facets and answers pack into a third of the bytes.
    """
    keys = [[one[name] for name in names] for one in facets]
    return sorted(range(len(keys)), key=keys.__getitem__)


class Columns:
    """Facets document by document: the words of each as numbers, the first met smallest."""

    def __init__(self) -> None:
        self._words: dict[str, dict[str, int]] = {}
        self._counts: dict[str, list[int]] = {}
        self._values: dict[str, list[int]] = {}

    def add(self, facets: Facets) -> None:
        """The words of the next document by facet; every document tells the same facets."""
        for name, words in facets.items():
            known = self._words.setdefault(name, {})
            self._counts.setdefault(name, []).append(len(words))
            own = self._values.setdefault(name, [])
            own += [known.setdefault(word, len(known)) for word in words]

    def files(self) -> Iterator[tuple[str, str]]:
        """c-NAME.json: {"w": words, the commonest first, "f", "m", "c"}, each a packed.column.

        "f" holds the first value of each document that has any, "m" the further ones, "c" how many
        values a document has; "m" and "c" are left out where every document has one value.
        """
        for name, words in self._words.items():
            common = [number for number, _ in Counter(self._values[name]).most_common()]
            place = np.empty(len(words), np.int64)
            place[common] = np.arange(len(words))
            texts = list(words)
            body: dict[str, object] = {"w": [texts[number] for number in common]}
            values, counts = place[self._values[name]], np.array(self._counts[name])
            first = np.zeros(len(values), bool)
            first[(np.cumsum(counts) - counts)[counts > 0]] = True
            body["f"] = column(values[first])
            if (counts != 1).any():
                body |= {"m": column(values[~first]), "c": column(counts)}
            yield f"c-{name}.json", as_json(body)


def record_files(records: Iterable[Sequence[object]]) -> Iterator[tuple[str, str]]:
    """x0.json, x1.json ...: what is shown of each document, in their order."""
    held: list[Sequence[object]] = []
    number = 0
    for record in records:
        held.append(record)
        if len(held) == CHUNK:
            yield f"x{number}.json", as_json(held)
            held, number = [], number + 1
    if held:
        yield f"x{number}.json", as_json(held)
