"""Sentences that tell of something else than the round: other years, other grants, other bodies."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.marks import Sentence
from pipeline.extract.reading import Reading
from pipeline.extract.triggers import parts_of

AWARD = "award"
"""Stands for who received what among the fields that a word of the background is about."""
_CLAUSE = re.compile(r"(?:, |; | [–—] )")


class Background:
    """Knows where a document speaks of the background; what stands there is left to a person."""

    def __init__(self, reading: Reading) -> None:
        self._words = reading.phrases.background
        self._year = int(reading.published.value[:4]) if reading.published else 0
        self._places = cache(self._found)

    def holds(self, field: str, sentence: Sentence, place: int) -> bool:
        """Is marked[place:] about something else, where the field is one that words speak of?

        Words of the background count from the start of their clause to the end of the sentence.
        """
        told = self._places(sentence.small)
        return any(start <= place and (not fields or field in fields) for start, fields in told)

    def _found(self, small: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """(start of the clause, fields or none for all) of each word of the background."""
        starts = [0, *(gap.end() for gap in _CLAUSE.finditer(small))]
        return tuple(
            (max(start for start in starts if start <= hit.start()), tuple(word.value.split()))
            for word in self._words.of(parts_of(small))
            for hit in word.pattern.finditer(small)
            if not (year := hit.groupdict().get("token")) or int(year) < self._year
        )
