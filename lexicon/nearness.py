"""How near two words are in meaning, by the vectors of word_vectors.csv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import numpy.typing as npt

from lexicon.freedict import Word
from pipeline.match.meaning import codebook, unpacked

_AT_ONCE = 2_000
"""Words compared with all of another language at once."""


class Nearness:
    """The words that have a vector, less what all words of their language share."""

    def __init__(self, tables: Mapping[str, Iterable[Mapping[str, str]]]) -> None:
        book = codebook(tables["vector_codes"])
        self._rows: dict[Word, int] = {}
        own: dict[str, list[npt.ArrayLike]] = defaultdict(list)
        for row in tables["word_vectors"]:
            self._rows[row["language"], row["word"]] = len(own[row["language"]])
            own[row["language"]].append(unpacked(row["codes"], book))
        self._vectors = {code: _unit(np.array(rows, np.float64)) for code, rows in own.items()}
        self._words: dict[str, list[str]] = defaultdict(list)
        for code, word in self._rows:
            self._words[code].append(word)

    def of(self, one: Word, other: Word) -> float:
        """The cosine of the two words; -1 where one of them has no vector."""
        if one not in self._rows or other not in self._rows:
            return -1
        vectors = (self._vectors[word[0]][self._rows[word]] for word in (one, other))
        return float(np.dot(*vectors))

    def mutual(self, language: str, other: str, least: float) -> Iterator[tuple[str, str]]:
        """Words of two languages each of which is the nearest to the other, from a cosine on."""
        near = self._nearest(language, other)
        back = self._nearest(other, language)
        for row, (there, cosine) in enumerate(near):
            if cosine >= least and back[there][0] == row:
                yield self._words[language][row], self._words[other][there]

    def _nearest(self, language: str, other: str) -> list[tuple[int, float]]:
        """(row of the nearest word of the other language, cosine) of each word."""
        found: list[tuple[int, float]] = []
        for start in range(0, len(self._vectors[language]), _AT_ONCE):
            some = self._vectors[language][start : start + _AT_ONCE] @ self._vectors[other].T
            found += zip(some.argmax(axis=1).tolist(), some.max(axis=1).tolist(), strict=True)
        return found


def _unit(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    centred = rows - rows.mean(axis=0)
    found: npt.NDArray[np.float64] = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    return found
