"""What a list of very many documents is drawn from: columns of facets and chunks of records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.search.packed import as_json, pack

CHUNK = 8
"""Records in a file: only those of rows in sight are read."""


class Columns:
    """Facets document by document: the words of each as numbers, the first met smallest."""

    def __init__(self) -> None:
        self._words: dict[str, dict[str, int]] = {}
        self._counts: dict[str, list[int]] = {}
        self._values: dict[str, list[int]] = {}

    def add(self, facets: Mapping[str, Sequence[str]]) -> None:
        """The words of the next document by facet; every document tells the same facets."""
        for name, words in facets.items():
            known = self._words.setdefault(name, {})
            self._counts.setdefault(name, []).append(len(words))
            own = self._values.setdefault(name, [])
            own += [known.setdefault(word, len(known)) for word in words]

    def files(self) -> Iterator[tuple[str, str]]:
        """c-NAME.json: {"w": words, the commonest first, "d": values, "c": values a document}.

        "c" is left out where every document has one value.
        """
        for name, words in self._words.items():
            common = [number for number, _ in Counter(self._values[name]).most_common()]
            place = {number: at for at, number in enumerate(common)}
            texts = list(words)
            body: dict[str, object] = {
                "w": [texts[number] for number in common],
                "d": pack([place[number] for number in self._values[name]]),
            }
            if set(self._counts[name]) != {1}:
                body["c"] = pack(self._counts[name])
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
