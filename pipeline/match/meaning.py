"""What a text means: the words of it that the lexicon knows, each with a vector, and their sum.

Words that mean alike have vectors alike in all three languages. A vector is kept as a few bytes:
each names a row of numbers in the table vector_codes, and the rows joined are the vector.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import floor, sqrt

import numpy as np
import numpy.typing as npt

from pipeline.language import STOP, Analysis, Language, languages_from, tokenise

LANGUAGES = ("fi", "sv", "en")
Row = Mapping[str, str | None]
Vector = Sequence[float]
Matrix = npt.NDArray[np.float64]
Word = tuple[str, str]
"""(language, base word)."""
TABLES = (
    "word_vectors",
    "vector_codes",
    "words",
    "word_patterns",
    "word_tails",
    "word_guesses",
)
"""The published tables that meanings come from."""
SCALE = 1000
MIDDLE = 128
"""What a byte of the table vector_codes is more than its number."""
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_HEX = str.maketrans("abcdefghijklmnop", "0123456789abcdef")
NOTHING = 0.01
"""A vector shorter than this is what rounding left."""
PART = 0.9
"""What nearness to a part of a compound counts for, beside nearness to a whole word."""
GENERIC = 0.14
"""As much more the generic words of a text may tell than the others: alone they tell nothing."""
FAR = 0.1
"""Closeness of words that have nothing to do with each other."""
_SHORTEST = 2
_HEAVIEST = 99
"""Greatest weight of a word in the table."""
_UNTOLD = 5
"""Tier of words that the lexicon lacks: rarer than the rarest that it has."""


@dataclass
class Meaning:
    """The words of a text in their base form → as they stand there, what they mean, and together.

    `parts` are words inside those words. `rows` has the vector of each word and then of each part.
    All vectors are of length 1, in whole SCALEths, so that every machine compares them alike.
    """

    words: dict[Word, list[str]] = field(default_factory=dict)
    parts: list[Word] = field(default_factory=list)
    vector: Sequence[int] = ()
    rows: Sequence[Sequence[int]] = ()

    @cached_property
    def matrix(self) -> Matrix:
        """The rows as an array."""
        return np.array(self.rows, dtype=np.float64)


class Meanings:
    """The words with vectors; each vector is unpacked when it is first asked for."""

    def __init__(self, tables: Mapping[str, Iterable[Row]]) -> None:
        self._book = codebook(tables["vector_codes"])
        self._rows = {
            (str(row["language"]), str(row["word"])): row for row in tables["word_vectors"]
        }
        self._vectors: dict[Word, Sequence[int]] = {}
        self.common: Vector = ()
        """What all texts of the kind share, of length 1; it is taken out of what `read` gives."""
        kept = _kept(tables, self._rows)
        self.kept = {(row["language"], row["word"]): int(row["tier"]) for row in kept}
        """The words whose forms are known, with their tiers."""
        self.languages = _languages(kept, tables)

    def weight(self, word: Word) -> float:
        """How much a word with a vector says, 0-1."""
        return int(str(self._rows[word]["word_weight"])) / _HEAVIEST

    def vector(self, word: Word) -> Sequence[int]:
        """What a word with a vector means."""
        if word not in self._vectors:
            codes = str(self._rows[word]["codes"])
            self._vectors[word] = scaled(unpacked(codes, self._book))
        return self._vectors[word]

    def analyses(self, text: str, language: str) -> list[Analysis]:
        """What each word of a text can be, in the order of the text."""
        analyse = self.languages[language].analyse
        return [analyse(token.text) for token in tokenise(text.replace("\u00ad", ""))]

    def words(self, seen: Analysis, language: str) -> list[str]:
        """The base words with a vector that a word speaks of: itself, the commonest, or its parts.

        None of a word that can be a stop word as it stands.
        """
        own = seen.token.lower()
        without = own in seen.lemmas and self._tier((language, own)) == STOP
        if len(own) < _SHORTEST or seen.stop or without:
            return []
        lemmas = sorted(seen.lemmas, key=lambda word: (word != own, self._tier((language, word))))
        whole, units, made = (
            [word for word in words if (language, word) in self._rows]
            for words in (lemmas, seen.units, seen.related)
        )
        return whole[:1] or units or made[:1]

    def read(self, seen: Iterable[Analysis], language: str, most: int | None = None) -> Meaning:
        """The words of a text and what they mean together, the telling ones most.

        Of more than `most` words the rarest are read.
        """
        found: dict[Word, list[str]] = {}
        inside: dict[Word, list[str]] = {}
        for analysis in seen:
            for word in self.words(analysis, language):
                spoken = found.setdefault((language, word), [])
                if analysis.token.lower() not in spoken:
                    spoken.append(analysis.token.lower())
                inside[language, word] = list(analysis.parts)
        kept = sorted(found, key=self._tier, reverse=True)[:most] if most else found
        words = {word: spoken for word, spoken in found.items() if word in kept}
        parts = {(language, part): None for word in words for part in inside[word]}
        return self.meaning(words, [part for part in parts if part in self._rows])

    def meaning(self, words: dict[Word, list[str]], parts: Iterable[Word]) -> Meaning:
        """What words mean together with the parts of them that are not among the words."""
        beside = [part for part in parts if part not in words]
        rows = [self.vector(word) for word in (*words, *beside)]
        return Meaning(words, beside, self.sum(words), rows)

    def _tier(self, word: Word) -> int:
        return self.kept.get(word, _UNTOLD)

    def sum(self, words: Iterable[Word]) -> Sequence[int]:
        """The vector of several words together, the telling ones most; () if there are none."""
        told = [
            [self.weight(word) * part for part in self.vector(word)]
            for word in words
            if self.vector(word)
        ]
        summed = [sum(parts) for parts in zip(*told, strict=True)]
        if not summed or not self.common:
            return scaled(summed)
        share = closeness(summed, self.common)
        return scaled([part - share * own for part, own in zip(summed, self.common, strict=True)])


def said(query: Meaning, other: Meaning, generic: Collection[Word] = ()) -> float:
    """How much of what the words of the query say the other text says in near words, 0-1.

    The root lets several words that are somewhat near tell more than one that is the same. What
    generic words tell beyond the others is bounded.
    """
    if not query.words or not other.words:
        return 0.0
    near = query.matrix[: len(query.words)] @ other.matrix.T / SCALE**2
    near = np.clip((near - FAR) / (1 - FAR), 0, 1)
    near[:, len(other.words) :] *= PART
    told = np.sqrt(near.max(1))
    telling = told[[word not in generic for word in query.words]]
    return min(float(told.mean()), GENERIC + (float(telling.mean()) if len(telling) else 0.0))


def nearness(one: Sequence[int], other: Sequence[int]) -> float:
    """Closeness (-1 to 1) of two texts by their vectors, 0 for one without known words."""
    return sum(a * b for a, b in zip(one, other, strict=True)) / SCALE**2 if one and other else 0.0


def scaled(vector: Sequence[float]) -> Sequence[int]:
    """A vector with length 1, in whole SCALEths."""
    return tuple(floor(SCALE * part + 0.5) for part in unit(vector))


def closeness(one: Vector, other: Vector) -> float:
    """Cosine of two vectors of length 1."""
    return sum(a * b for a, b in zip(one, other, strict=True))


def unit(vector: Sequence[float]) -> Vector:
    """The vector with length 1."""
    length = sqrt(sum(part * part for part in vector))
    return tuple(part / length for part in vector) if length > NOTHING else ()


def codebook(rows: Iterable[Row]) -> list[list[Sequence[int]]]:
    """Place in the vector → code → whole numbers, from the table vector_codes."""
    book: list[list[Sequence[int]]] = []
    for row in sorted(rows, key=lambda row: (int(str(row["place"])), int(str(row["code"])))):
        if int(str(row["code"])) == 0:
            book.append([])
        book[-1].append(tuple(byte - MIDDLE for byte in unlettered(str(row["numbers"]))))
    return book


def lettered(numbers: Iterable[int]) -> str:
    """Bytes as text: two letters a-p each, so that no program takes them for anything else."""
    return bytes(numbers).hex().translate(_LETTERS)


def unlettered(text: str) -> bytes:
    """The bytes of such a text."""
    return bytes.fromhex(text.translate(_HEX))


def unpacked(packed: str, book: Sequence[Sequence[Sequence[int]]]) -> Vector:
    """The numbers that a word's codes stand for."""
    codes = unlettered(packed)
    return [number for place, code in enumerate(codes) for number in book[place][code]]


def _kept(tables: Mapping[str, Iterable[Row]], known: Iterable[Word]) -> list[dict[str, str]]:
    """The rows of the words that have a vector or stand in a label, and of stop words."""
    kept = {*known, *_label_words(tables["match_concepts"])}
    return [
        row
        for row in _texts(tables["words"])
        if row["tier"] == "0" or (row["language"], row["word"]) in kept
    ]


def _languages(
    words: list[dict[str, str]], tables: Mapping[str, Iterable[Row]]
) -> dict[str, Language]:
    """The analysis of these words and of all others by how they end; of no names."""
    empty: dict[str, list[dict[str, str]]] = {"lexicon": [], "name_words_inflected": []}
    rest = {name: _texts(tables[name]) for name in ("word_patterns", "word_tails", "word_guesses")}
    return languages_from({"words": words, **rest, **empty}, LANGUAGES)


def _label_words(concepts: Iterable[Row]) -> Iterator[Word]:
    for row in concepts:
        for language in LANGUAGES:
            cells = (row[f"label_{language}"], row[f"extra_labels_{language}"])
            for token in tokenise(" ".join(str(cell or "") for cell in cells)):
                yield language, token.text.lower()


def _texts(rows: Iterable[Row]) -> list[dict[str, str]]:
    return [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in rows]
