"""Floor 2: the name that a misspelt word stands for, where a name is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.normalise.forms import (
    GENITIVE,
    INFLECTED,
    MUNICIPALITY,
    RARE,
    SWEDISH,
    SWEDISH_GENITIVE,
    Form,
)

_SHORTEST, _LONG = 5, 8


@dataclass(frozen=True)
class Guess:
    """The one form that is nearest, if there is one, and the codes of the other candidates."""

    form: Form | None
    rivals: tuple[str, ...]


class Fuzzy:
    """Finds names by edits (a letter added, lost, changed, or two neighbours swapped)."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = {
            key.casefold(): form
            for key, form in forms.items()
            if form.kind == MUNICIPALITY and form.how != RARE
        }
        self._choices = {
            language: [key for key, form in self._forms.items() if _fits(form, language)]
            for language in ("", "fi", "sv", "en")
        }

    def guess(self, word: str, language: str = "") -> Guess:
        """One edit in words of 5-7 letters, two in longer ones; the nearest must be unique.

        `language` is that of the head beside the word: Finnish heads follow a name or its
        genitive, Swedish ones a name or its Swedish genitive. Without a head every form counts.
        """
        allowed = edits_allowed(word)
        if not allowed:
            return Guess(None, ())
        found = process.extract(
            word.casefold(),
            self._choices[language],
            scorer=OSA.distance,
            score_cutoff=allowed,
            limit=None,
        )
        nearest: dict[str, tuple[int, str]] = {}
        for key, edits, _ in found:
            code = self._forms[key].code
            nearest[code] = min(nearest.get(code, (int(edits), key)), (int(edits), key))
        ranked = sorted((edits, code, key) for code, (edits, key) in nearest.items())
        if not ranked:
            return Guess(None, ())
        tied = len(ranked) > 1 and ranked[0][0] == ranked[1][0]
        if tied:
            return Guess(None, tuple(code for _, code, _ in ranked))
        return Guess(self._forms[ranked[0][2]], tuple(code for _, code, _ in ranked[1:]))


def _fits(form: Form, language: str) -> bool:
    """May the form stand beside a head of this language?"""
    swedish = form.how in (SWEDISH, SWEDISH_GENITIVE)
    if language == "fi":
        return not swedish and form.case in ("", GENITIVE)
    return language == "" or (form.how != INFLECTED and form.case == "")


def edits_allowed(word: str) -> int:
    """How many edits a word of this length may have; 0 where it is too short to guess."""
    letters = sum(char.isalpha() for char in word)
    if letters < _SHORTEST:
        return 0
    return 1 if letters < _LONG else 2
