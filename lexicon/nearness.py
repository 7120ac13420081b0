"""How near two words are in meaning, by the vectors of word_vectors.csv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from lexicon.freedict import Word
from pipeline.match.meaning import codebook, unpacked


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

    def of(self, one: Word, other: Word) -> float:
        """The cosine of the two words; -1 where one of them has no vector."""
        if one not in self._rows or other not in self._rows:
            return -1
        vectors = (self._vectors[word[0]][self._rows[word]] for word in (one, other))
        return float(np.dot(*vectors))


def _unit(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    centred = rows - rows.mean(axis=0)
    found: npt.NDArray[np.float64] = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    return found
