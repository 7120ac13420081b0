"""Words of one meaning: synonyms, and labels of one concept in three languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.language import Language, tokenise

Row = Mapping[str, str]
LONGEST = 4
"""Words of the longest term that is looked for in a query."""


@dataclass(frozen=True)
class Term:
    """One way to say a meaning: the base words of each of its words, and how it is written."""

    meaning: str
    language: str
    words: tuple[tuple[str, ...], ...]
    text: str


class Meanings:
    """Terms by their words and by their meaning."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._said: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self._ways: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            self._ways[term.meaning].append(term)
            for first in term.words[0]:
                self._said[term.language, first].append(term)

    def said(self, words: list[tuple[str, ...]], language: str) -> list[Term]:
        """The terms of the language that consist of exactly these words (base forms of each)."""
        near = [term for lemma in words[0] for term in self._said.get((language, lemma), ())]
        fits = [
            term
            for term in near
            if len(term.words) == len(words)
            and all(set(own) & set(asked) for own, asked in zip(term.words, words, strict=True))
        ]
        return list(dict.fromkeys(fits))

    def terms(self, language: str) -> list[Term]:
        """Every term of a language."""
        return [t for terms in self._ways.values() for t in terms if t.language == language]

    def ways(self, terms: Iterable[Term]) -> list[tuple[Term, Term]]:
        """(term said, other term of the same meaning), each other term once."""
        found: dict[tuple[str, str], tuple[Term, Term]] = {}
        for term in terms:
            for other in self._ways[term.meaning]:
                if other.words != term.words or other.language != term.language:
                    found.setdefault((other.language, other.text), (term, other))
        return list(found.values())


def meanings_from(
    synonyms: Iterable[Row], concepts: Iterable[Row], languages: Mapping[str, Language]
) -> Meanings:
    """Meanings from the published tables synonyms and concepts."""
    rows = [*_synonyms(synonyms), *_concepts(concepts)]
    return Meanings(
        Term(meaning, code, words, text)
        for meaning, code, text in rows
        if (words := _words(text, languages[code]))
    )


def _words(text: str, language: Language) -> tuple[tuple[str, ...], ...]:
    analyses = [language.analyse(token.text) for token in tokenise(text)]
    return tuple(one.lemmas for one in analyses if not one.stop or len(analyses) == 1)


def _synonyms(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        yield row["meaning"], row["language"], row["term"]


def _concepts(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        for code in ("fi", "sv", "en"):
            labels = [row[f"label_{code}"], *(row[f"extra_labels_{code}"] or "").split(";")]
            for label in filter(None, labels):
                yield row["concept_uri"], code, label
