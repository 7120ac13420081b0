"""Words that look like another word of another meaning: ratt and rätt, barn and barn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain

from pipeline.language import FORM, LISTED, Analysis, Language, folded, plain
from pipeline.search.meanings import Meanings

_RARE = 5
"""The tier from which on a word is too rare to be taken for one of another language."""


class Lookalikes:
    """Tells the words that are known to mean something else than one that is written alike."""

    def __init__(self, languages: Mapping[str, Language], meanings: Meanings) -> None:
        self._languages = languages
        self._meanings = meanings

    def has(self, asked: str, analysis: Analysis, language: str) -> bool:
        """Whether a known word has a twin with other marks, or in another language."""
        if analysis.how not in (FORM, LISTED):
            return False
        base = plain(asked)
        is_twin = folded(asked) in self._languages[language].words.twins
        return (is_twin and base in analysis.lemmas) or self._is_false_friend(base, language)

    def _is_false_friend(self, base: str, language: str) -> bool:
        """Whether another language has the word too, and each calls what it means otherwise."""
        return any(
            base not in own and self._called(base, code)[language] - {base}
            for code, own in self._called(base, language).items()
            if self._is_common(base, code)
        )

    def _is_common(self, base: str, language: str) -> bool:
        """Whether it is a base word of the language that people write."""
        words = self._languages[language].words.of(base)
        return any(word.text == base and word.tier < _RARE for word in words)

    def _called(self, base: str, language: str) -> dict[str, set[str]]:
        """What a base word is called in each of the other languages."""
        called: dict[str, set[str]] = defaultdict(set)
        for _, other in self._meanings.ways(self._meanings.said([(base,)], language)):
            if other.language != language:
                called[other.language].update(chain.from_iterable(other.words))
        return called
