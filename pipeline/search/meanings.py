"""Words of one meaning: synonyms, and labels of one concept in three languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipeline.language import Language, tokenise
from pipeline.search.translations import Term, Translations

Row = Mapping[str, str]
LONGEST = 4
"""Words of the longest term that is looked for in a query."""
_NARROW = 3
"""The weight of concepts that are one subject, not a field of many."""
_RARE = 5
"""The tier from which on a word is too rare to mean many things."""


class Meanings:
    """Terms by their words and by their meaning, and the translations of single words."""

    def __init__(self, terms: Iterable[Term], translations: Translations) -> None:
        self._translations = translations
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
        if len(words) == 1:
            fits += [one for word in words[0] if (one := self._translations.term(word, language))]
        return list(dict.fromkeys(fits))

    def terms(self, language: str) -> list[Term]:
        """Every term of a language that is more than a translated word."""
        return [t for terms in self._ways.values() for t in terms if t.language == language]

    def translated(self, language: str) -> Mapping[str, list[tuple[str, str]]]:
        """Words of a language, each with its translations and their languages."""
        return self._translations.of(language)

    def ways(self, terms: Iterable[Term]) -> list[tuple[Term, Term]]:
        """(term said, other term of the same meaning), each other term once."""
        found: dict[tuple[str, str], tuple[Term, Term]] = {}
        for term in terms:
            others = self._ways.get(term.meaning) or self._translations.others(term)
            for other in others:
                if other.words != term.words or other.language != term.language:
                    found.setdefault((other.language, other.text), (term, other))
        return list(found.values())


def meanings_from(
    tables: Mapping[str, Iterable[Row]], languages: Mapping[str, Language]
) -> Meanings:
    """Meanings from the published tables synonyms, concepts, match_concepts and translations."""
    rows = [
        *_synonyms(tables["synonyms"]),
        *_concepts(tables["concepts"]),
        *_subjects(tables["match_concepts"], languages),
    ]
    terms = (
        Term(meaning, code, words, text)
        for meaning, code, text in rows
        if (words := _words(text, languages[code]))
    )
    return Meanings(terms, Translations(tables["translations"]))


def _words(text: str, language: Language) -> tuple[tuple[str, ...], ...]:
    analyses = [language.analyse(token.text) for token in tokenise(text)]
    return tuple(one.lemmas for one in analyses if not one.stop or len(analyses) == 1)


def _synonyms(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        yield row["meaning"], row["language"], row["term"]


def _subjects(
    rows: Iterable[Row], languages: Mapping[str, Language]
) -> Iterator[tuple[str, str, str]]:
    """The labels of narrow subjects, and the other words for them that are narrow themselves."""
    for row in rows:
        for code, language in languages.items():
            if int(row["concept_weight"]) >= _NARROW:
                yield row["match_concept_id"], code, row[f"label_{code}"]
                others = filter(None, row[f"extra_labels_{code}"].split(";"))
                for other in (one for one in others if _is_narrow(one, language)):
                    yield row["match_concept_id"], code, other


def _is_narrow(term: str, language: Language) -> bool:
    """Whether a term is of several words, a compound or a rare word."""
    known = language.words.of(term)
    return (
        " " in term
        or len(language.analyse(term).units) > 1
        or all(word.tier >= _RARE for word in known)
    )


def _concepts(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        for code in ("fi", "sv", "en"):
            labels = [row[f"label_{code}"], *(row[f"extra_labels_{code}"] or "").split(";")]
            for label in filter(None, labels):
                yield row["concept_uri"], code, label
