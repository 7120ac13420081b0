"""Words that stand almost everywhere: their places by the words beside them, for phrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from pipeline.language import Language
from pipeline.search.entries import Entries
from pipeline.search.find import Finder
from pipeline.search.index import Index
from pipeline.search.keys import WHOLE, keys_of, of_lemma
from pipeline.search.ordered import Numbers
from pipeline.search.packed import as_json, pack, rising, steps

ROWS = 2_500
"""Places in a file, more only where one pair of words has them."""
SIDES = {"a": 1, "b": -1}
"""Letter of the word after and of the word before → its step."""
Files = Iterator[tuple[str, str]]


class Beside:
    """Which entries each word of the index is a form of, itself and no part of it."""

    def __init__(self, finder: Finder, languages: Mapping[str, Language], entries: Entries) -> None:
        self._finder, self._texts = finder, {n: own for own, n in entries.numbers.items()}
        called = _called(entries)
        counts: list[int] = []
        flat: list[int] = []
        for code, token in finder.index.written:
            keys = keys_of(languages[code].analyse(token), code)
            own = {number for key, how in keys if how == WHOLE for number in called.get(key, ())}
            flat += sorted(own)
            counts.append(len(own))
        self._counts, self._flat = np.array(counts, np.int64), np.array(flat, np.int64)
        self._starts = np.cumsum(self._counts) - self._counts

    def files(self, number: int) -> Files:
        """The files of an entry.

        - hNUMBER: {"a", "b"}: steps of the first entry in each file of the words after and before
        - hNUMBERa0, hNUMBERb0 ...: [steps of entries, places of each, steps of documents, places]
        - hNUMBERd, hNUMBERw: documents, highest weight of the word in each
        - hNUMBERn: documents that have it as a part of a word, too, or another word for it

        Documents are told by packed.rising.
        """
        index = self._finder.index
        code, text = self._texts[number]
        places = self._finder.whole_places(text, code)
        firsts = {}
        for letter, step in SIDES.items():
            files = list(self._side(places, step))
            firsts[letter] = pack(steps([first for first, _ in files]))
            yield from ((f"h{number}{letter}{at}.json", body) for at, (_, body) in enumerate(files))
        yield f"h{number}.json", as_json(firsts)
        documents, weights = _documents(index, places)
        anyhow, _ = _documents(index, self._finder.part_places(text, code)[0])
        count = len(index.idents)
        yield f"h{number}n.json", as_json(rising(anyhow, count))
        yield f"h{number}d.json", as_json(rising(documents, count))
        yield f"h{number}w.json", as_json(pack(weights))

    def _side(self, places: Numbers, step: int) -> Iterator[tuple[int, str]]:
        """(first entry, content) of each file."""
        index = self._finder.index
        own, entries = self._met(places, step)
        heads = np.flatnonzero(np.diff(entries, prepend=-1))
        ends = np.append(heads[1:], len(entries))
        at = 0
        while at < len(heads):
            most = int(np.searchsorted(ends, heads[at] + ROWS, "right"))
            until = max(at + 1, most)
            span = slice(heads[at], ends[until - 1])
            yield (
                int(entries[heads[at]]),
                _written(
                    index, own[span], entries[heads[at:until]], ends[at:until] - heads[at:until]
                ),
            )
            at = until

    def _met(self, places: Numbers, step: int) -> tuple[Numbers, Numbers]:
        """The places with each entry that stands beside them in the same field, by entry."""
        index = self._finder.index
        there = np.clip(places + step, 0, len(index.token) - 1)
        fits = (there != places) & (index.field_of[there] == index.field_of[places])
        places, tokens = places[fits], index.token[there[fits]]
        counts = self._counts[tokens]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        entries = self._flat[np.repeat(self._starts[tokens], counts) + within]
        order = np.argsort(entries, kind="stable")
        return np.repeat(places, counts)[order], entries[order]


def _called(entries: Entries) -> dict[str, list[int]]:
    """Key of each base word or name → its entries."""
    found: dict[str, list[int]] = defaultdict(list)
    for (code, text), number in entries.numbers.items():
        found[of_lemma(text, code)].append(number)
    return found


def _written(index: Index, places: Numbers, entries: Numbers, counts: Numbers) -> str:
    documents = index.document[places].astype(np.int64)
    gone = steps(documents)
    heads = np.cumsum(counts) - counts
    gone[heads] = documents[heads]
    spots = index.within(places) * 8 + index.weight[places]
    return as_json([pack(steps(entries)), pack(counts), pack(gone), pack(spots)])


def _documents(index: Index, places: Numbers) -> tuple[Numbers, Numbers]:
    """The documents of the places in order, and the highest weight in each."""
    documents = index.document[places].astype(np.int64)
    heads = np.flatnonzero(np.diff(documents, prepend=-1))
    return documents[heads], np.maximum.reduceat(index.weight[places].astype(np.int64), heads)
