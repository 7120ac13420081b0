"""Floor 2: names that are also ordinary words, persons or companies, and when they are names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.normalise.forms import (
    INFLECTED,
    RARE,
    SWEDISH_GENITIVE,
    TYPO,
    Form,
    Word,
)
from pipeline.normalise.words import word_map
from pipeline.vocabulary import Vocabulary

SURE, DOUBTFUL, NO = "sure", "doubtful", "no"
COMPANY, PERSON = "company", "person"
_OTHER_LANGUAGE = {"fi-name", "sv-name"}
_WORD_KINDS = {"fi", "sv", COMPANY} | _OTHER_LANGUAGE
_INSIDE = re.compile(r"[ \t\u00a0\u2009\u202f,(]*\n?[ \t,(]*")
_SPACE = re.compile(r"[ \u00a0\u2009\u202f]")


@dataclass(frozen=True)
class Traps:
    """The names of name_traps.csv with the kinds of trap each of them is."""

    kinds: Mapping[str, frozenset[str]]
    not_names: frozenset[str]
    """Words that open sentences and are no first name."""

    def is_word(self, form: Form) -> bool:
        """Is the name also an ordinary word or a company, or the form a known misspelling?"""
        return form.how == TYPO or bool(self.kinds.get(form.base, frozenset()) & _WORD_KINDS)

    def verdict(self, text: str, words: Sequence[Word], first: int, last: int, form: Form) -> str:
        """SURE, DOUBTFUL or NO for a form that stands without a head and in no list.

        A trap counts inside a sentence only, where its capital shows a name, and in a case form,
        which companies and headings seldom have.
        """
        kinds = self.kinds.get(form.base, frozenset())
        if form.how == TYPO or (PERSON in kinds and self._of_person(text, words, first, last)):
            return NO
        if not kinds & _WORD_KINDS:
            return SURE
        inflected = form.how in (INFLECTED, RARE, SWEDISH_GENITIVE) or kinds <= _OTHER_LANGUAGE
        if COMPANY in kinds or not inflected or not _inside_sentence(text, words, first):
            return NO
        return DOUBTFUL

    def _of_person(self, text: str, words: Sequence[Word], first: int, last: int) -> bool:
        """Does a capitalised word stand just before or after, as in the name of a person?"""
        sides = [(first - 1, first), (last, last + 1)]
        for left, right in sides:
            if left < 0 or right >= len(words):
                continue
            gap = text[words[left].end : words[right].start]
            other = words[left] if left < first else words[right]
            opens = left < first and other.text.lower() in self.not_names
            if _SPACE.fullmatch(gap) and other.text[0].isupper() and not opens:
                return True
        return False


def traps_from(vocabulary: Vocabulary) -> Traps:
    """The traps of data/raw/vocabulary/name_traps.csv."""
    kinds: dict[str, set[str]] = {}
    rows = vocabulary.name_traps[["name", "kind"]]
    for name, kind in rows.itertuples(index=False, name=None):
        kinds.setdefault(name, set()).add(kind)
    not_names = frozenset(word_map(vocabulary.name_words, "not a name"))
    return Traps({name: frozenset(found) for name, found in kinds.items()}, not_names)


def _inside_sentence(text: str, words: Sequence[Word], first: int) -> bool:
    if first == 0:
        return False
    gap = text[words[first - 1].end : words[first].start]
    return bool(_INSIDE.fullmatch(gap)) and "\n" not in gap
