"""Words of one meaning: synonyms, and labels of one concept in three languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.language import Language, tokenise
from pipeline.search.documents import LANGUAGES
from pipeline.search.translations import Term, Translations

Row = Mapping[str, str]
LONGEST = 4
"""Words of the longest term that is looked for in a query."""
_NARROW = 3
"""The weight of concepts that are one subject, not a field of many."""


class Told(NamedTuple):
    """A term as a table has it."""

    meaning: str
    language: str
    term: str


class Meanings:
    """Terms by their words and by their meaning, and the translations of single words."""

    def __init__(
        self,
        told: Iterable[Told],
        languages: Mapping[str, Language],
        translations: Translations,
    ) -> None:
        """A term is read when it is first needed."""
        self._languages = languages
        self._translations = translations
        self._told: dict[str, list[Told]] = defaultdict(list)
        for one in told:
            self._told[one.meaning].append(one)
        self._of: dict[tuple[str, str], list[Term]] = {}
        self._said: dict[str, dict[str, list[Term]]] = {}
        self._stops: dict[str, frozenset[str]] = {}

    def _terms(self, meaning: str, code: str) -> list[Term]:
        """The terms of a meaning in a language."""
        if (meaning, code) not in self._of:
            language = self._languages[code]
            own = [one.term for one in self._told[meaning] if one.language == code]
            read = ((text, _words(text, language)) for text in own)
            self._of[meaning, code] = [
                Term(meaning, code, words, text) for text, words in read if words
            ]
        return self._of[meaning, code]

    def _by_first(self, code: str) -> dict[str, list[Term]]:
        """The terms of a language by each base word of their first word."""
        if code not in self._said:
            found = self._said[code] = defaultdict(list)
            for term in self.terms(code):
                for first in term.words[0]:
                    found[first].append(term)
        return self._said[code]

    def said(self, words: list[tuple[str, ...]], language: str) -> list[Term]:
        """The terms of the language that consist of exactly these words (base forms of each)."""
        own = self._by_first(language)
        near = [term for lemma in words[0] for term in own.get(lemma, ())]
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
        return [term for meaning in self._told for term in self._terms(meaning, language)]

    def stops(self, language: str) -> frozenset[str]:
        """The stop words that terms of several words are made with (IT support)."""
        if language not in self._stops:
            own = self._languages[language]
            several = (term.words for term in self.terms(language) if len(term.words) > 1)
            told = {word for words in several for word in words}
            stops = (word for word in told if all(own.analyse(one).stop for one in word))
            self._stops[language] = frozenset(lemma for word in stops for lemma in word)
        return self._stops[language]

    def translated(self, language: str) -> Mapping[str, list[tuple[str, str]]]:
        """Words of a language, each with its translations and their languages."""
        return self._translations.of(language)

    def ways(self, terms: Iterable[Term]) -> list[tuple[Term, Term]]:
        """(term said, other term of the same meaning), each other term once."""
        found: dict[tuple[str, str], tuple[Term, Term]] = {}
        for term in terms:
            for other in self._others(term):
                if other.words != term.words or other.language != term.language:
                    found.setdefault((other.language, other.text), (term, other))
        return list(found.values())

    def _others(self, term: Term) -> list[Term]:
        if term.is_translation:
            return self._translations.others(term)
        codes = dict.fromkeys(one.language for one in self._told[term.meaning])
        return [one for code in codes for one in self._terms(term.meaning, code)]


def meanings_from(
    tables: Mapping[str, Iterable[Row]], languages: Mapping[str, Language]
) -> Meanings:
    """Meanings from the published tables synonyms, concepts, match_concepts and translations."""
    narrow = (row for row in tables["match_concepts"] if int(row["concept_weight"]) >= _NARROW)
    told = [
        *(Told(row["meaning"], row["language"], row["term"]) for row in tables["synonyms"]),
        *_labels(tables["concepts"], "concept_uri"),
        *_labels(narrow, "match_concept_id"),
    ]
    return Meanings(told, languages, Translations(tables["translations"]))


def _words(text: str, language: Language) -> tuple[tuple[str, ...], ...]:
    """The base words of each word of a term; of a base word itself no other readings.

    Stop words are no part of it, unless they are written in capitals (IT support).
    """
    analyses = [language.analyse(token.text) for token in tokenise(text)]
    alone = len(analyses) == 1
    telling = (one for one in analyses if not one.stop or alone or one.token.isupper())
    return tuple((one.token,) if one.token in one.lemmas else one.lemmas for one in telling)


def _labels(rows: Iterable[Row], key: str) -> Iterator[Told]:
    """What concepts are called; what else is told of them may be wider or narrower."""
    for row in rows:
        for code in filter(lambda code: row[f"label_{code}"], LANGUAGES):
            yield Told(row[key], code, row[f"label_{code}"])
