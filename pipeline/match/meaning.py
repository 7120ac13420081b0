"""What a text means: the words of it that the lexicon knows, each with a vector, and their sum.

Words that mean alike have vectors alike in all three languages. A vector is kept as a few bytes:
each names a row of numbers in the table vector_codes, and the rows joined are the vector.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, sqrt

from pipeline.language import COMPOUND, FORM, Language, languages_from, tokenise

LANGUAGES = ("fi", "sv", "en")
Row = Mapping[str, str | None]
Vector = Sequence[float]
Word = tuple[str, str]
"""(language, base word)."""
TABLES = ("word_vectors", "vector_codes", "words", "word_patterns", "word_tails")
"""The published tables that meanings come from."""
SCALE = 1000
MIDDLE = 128
"""What a byte of the table vector_codes is more than its number."""
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_HEX = str.maketrans("abcdefghijklmnop", "0123456789abcdef")
NOTHING = 0.01
"""A vector shorter than this is what rounding left."""
_SHORTEST = 2
_HEAVIEST = 99
"""Greatest weight of a word in the table."""


@dataclass
class Meaning:
    """The words of a text in their base form → as they stand there, and its vector.

    The vector is of length 1, in whole SCALEths, so that every machine compares it alike.
    """

    words: dict[Word, list[str]] = field(default_factory=dict)
    vector: Sequence[int] = ()


class Meanings:
    """The words with vectors; each vector is unpacked when it is first asked for."""

    def __init__(self, tables: Mapping[str, Iterable[Row]]) -> None:
        self._book = codebook(tables["vector_codes"])
        self._rows = {
            (str(row["language"]), str(row["word"])): row for row in tables["word_vectors"]
        }
        self._vectors: dict[Word, Vector] = {}
        self.common: Vector = ()
        """What all texts of the kind share, of length 1; it is taken out of what `read` gives."""
        self.languages = _languages(tables, self._rows)

    def weight(self, word: Word) -> float:
        """How much a word with a vector says, 0-1."""
        return int(str(self._rows[word]["word_weight"])) / _HEAVIEST

    def vector(self, word: Word) -> Vector:
        """What a word with a vector means."""
        if word not in self._vectors:
            self._vectors[word] = unpacked(str(self._rows[word]["codes"]), self._book)
        return self._vectors[word]

    def words(self, token: str, language: str) -> list[str]:
        """The base words with a vector that a word speaks of: itself, or else its parts."""
        if len(token) < _SHORTEST:
            return []
        found = self.languages[language].analyse(token)
        if found.stop or found.how not in (FORM, COMPOUND):
            return []
        for words in (found.lemmas[:1], found.lemmas, found.units, found.related):
            known = [word for word in words if (language, word) in self._rows]
            if known:
                return known if words is found.units else known[:1]
        return []

    def read(self, text: str, language: str) -> Meaning:
        """The words of a text and what they mean together, the telling ones most."""
        found = Meaning()
        for token in tokenise(text.replace("\u00ad", "")):
            for word in self.words(token.text, language):
                spoken = found.words.setdefault((language, word), [])
                if token.text.lower() not in spoken:
                    spoken.append(token.text.lower())
        found.vector = self.sum(found.words)
        return found

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
    """The vector of length 1 that a word's codes stand for."""
    codes = unlettered(packed)
    return unit([float(number) for place, code in enumerate(codes) for number in book[place][code]])


def _languages(tables: Mapping[str, Iterable[Row]], known: Iterable[Word]) -> dict[str, Language]:
    """The analysis of words that have a vector, and of stop words."""
    kept = set(known)
    words = [
        row
        for row in _texts(tables["words"])
        if row["tier"] == "0" or (row["language"], row["word"]) in kept
    ]
    empty: dict[str, list[dict[str, str]]] = {
        name: [] for name in ("word_guesses", "lexicon", "name_words_inflected")
    }
    rest = {name: _texts(tables[name]) for name in ("word_patterns", "word_tails")}
    return languages_from({"words": words, **rest, **empty}, LANGUAGES)


def _texts(rows: Iterable[Row]) -> list[dict[str, str]]:
    return [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in rows]
