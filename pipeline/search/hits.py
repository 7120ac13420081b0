"""Hits of one part of a query: per document the best way in which it is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WORD, NAME, RELATED, SYNONYM, MEANING = "word", "name", "related", "synonym", "meaning"
PART, PARTS, BEGINNING, TYPO = "part", "parts", "beginning", "typo"
KINDS = {
    WORD: 100,
    NAME: 100,
    RELATED: 70,
    PART: 62,
    PARTS: 61,
    SYNONYM: 60,
    MEANING: 50,
    BEGINNING: 30,
    TYPO: 20,
}
"""How much a hit counts by how the words meet; whole words before parts, exact before typos."""
OWN = frozenset({WORD, NAME, RELATED, PART, PARTS})
"""The kinds of hits by the word itself and what is made of it; a minus takes no others out."""


@dataclass(frozen=True)
class Hit:
    """One way in which a document meets a part of a query.

    `score` is KINDS times the weight of the field; `words` are (field, word) places; `said` and
    `means` tell the pair of terms behind a synonym or a meaning.
    """

    score: int
    kind: str
    words: tuple[tuple[int, int], ...]
    asked: str
    said: str = ""
    means: str = ""


Hits = Mapping[int, Hit]
"""The best hit by the number of the document."""


def joined(all_hits: list[Hits]) -> dict[int, tuple[Hit, ...]]:
    """Documents that every part of the query hits, with a hit of each part."""
    if not all_hits:
        return {}
    shared = set(all_hits[0]).intersection(*all_hits[1:])
    return {document: tuple(hits[document] for hits in all_hits) for document in sorted(shared)}
