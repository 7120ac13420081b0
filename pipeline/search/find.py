"""A query put to an index: who meets it, how well and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

import numpy as np

from pipeline.language import Analysis, Language, Token, tokenise
from pipeline.search.answers import NONE, Answers, Way, answer, best, together
from pipeline.search.hits import KINDS, OWN, WORD, Hit, Hits, joined
from pipeline.search.index import Index
from pipeline.search.keys import PART, RELATED, WHOLE, name, of_lemma, surface, word
from pipeline.search.meanings import Meanings
from pipeline.search.near import Nearby
from pipeline.search.ordered import Numbers, among, each_once
from pipeline.search.query import Clause, parse
from pipeline.search.ways import Ways, as_slips

_MOST_READINGS = 8


@dataclass(frozen=True)
class Found:
    """One document found: its number, its score and a hit for each part of the query."""

    document: int
    score: int
    hits: tuple[Hit, ...]
    whole: bool = True
    """False where only some parts of the query are met."""


class Finder:
    """An index with the lexicon and the meanings that queries are read by."""

    def __init__(
        self,
        index: Index,
        languages: Mapping[str, Language],
        meanings: Meanings,
        forgiving: bool = True,
    ) -> None:
        self.index = index
        self._languages = languages
        self._ways = Ways(languages, meanings)
        self._forgiving = forgiving

    @cached_property
    def _near(self) -> Nearby:
        return Nearby(self.index.keys())

    def find(self, text: str, language: str) -> list[Found]:
        """Documents that meet the query, best first, equal ones in the order of the documents.

        All parts of the query must be met; where no document meets all, those that meet at least
        half, one of the rarest among them, are found, with `whole` false.
        """
        parts: list[Hits] = []
        unwanted: set[int] = set()
        for clause in parse(text):
            if clause.unwanted:
                unwanted |= self._unwanted(clause, language)
            elif clause.phrase:
                parts.append(self._phrase(clause.words, language))
            else:
                parts += [one.hits(self.index) for one in self._loose(clause, language)]
        all_of = joined(parts)
        found = [_found(number, hits) for number, hits in all_of.items()]
        if not all_of and len(parts) > 1:
            found = _some(parts)
        kept = [one for one in found if one.document not in unwanted]
        return sorted(kept, key=lambda one: (-one.score, one.document))

    def answers(self, text: str, language: str) -> Answers:
        """The answers to one word or term; none where it falls into several parts."""
        parts = self._loose(Clause(tuple(tokenise(text))), language)
        return parts[0] if len(parts) == 1 else NONE

    def mended(self, text: str, language: str) -> Answers:
        """The answers to a word that stands for a misspelt or unfinished one: no other words."""
        meant = self._languages[language].analyse(text)
        return answer(self.index, self._ways.mended(text, text, meant, language))

    def whole_places(self, text: str, language: str) -> Numbers:
        """The places of a base word or name in any of its forms, in order."""
        return self._standing([word(text, language), name(text)])

    def part_places(self, text: str, language: str) -> tuple[Numbers, Numbers]:
        """Places where a part of a compound is met, in order, and how: one of keys.WHOLE ...

        WHOLE is the word itself, RELATED another word for it, PART stands in a longer word.
        """
        whole = self.whole_places(text, language)
        rows = [self.index.places(key) for key in self._ways.part(text, language)]
        places = each_once([whole, *(own for own, _ in rows)]).astype(np.int64)
        own = each_once([whole, *(found[hows != PART] for found, hows in rows)])
        hows = np.where(among(places, own), RELATED, PART)
        hows[among(places, whole)] = WHOLE
        return places, hows

    def asked_for(self, language: str) -> set[str]:
        """Base words, names and terms of a language that may have hits."""
        return self._ways.asked_for(language, self.index.keys())

    def spelt_alike(self, asked: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
        """Base words by language that are spelt as a form of what is asked for in any language."""
        return self._ways.spelt_alike(asked)

    def stops(self, language: str) -> frozenset[str]:
        """The stop words that terms of a language are made with."""
        return self._ways.meanings.stops(language)

    def terms(self) -> Iterator[tuple[str, str, str]]:
        """(language, its base words, the term) of each term of several words."""
        for code in self._languages:
            for term in self._ways.meanings.terms(code):
                if len(term.words) > 1:
                    for bases in islice(product(*term.words), _MOST_READINGS):
                        yield code, " ".join(bases), term.text.lower()

    def _loose(self, clause: Clause, language: str) -> list[Answers]:
        """The answers to each term and lone word of loose words.

        Stop words ask for nothing, but in a term that is made with them (IT support), or alone.
        """
        own = self._languages[language]
        words = [(token, own.analyse(token.text)) for token in clause.words]
        alone, of_terms = all(one.stop for _, one in words), self.stops(language)
        telling = [
            pair
            for pair in words
            if alone or not pair[1].stop or not of_terms.isdisjoint(pair[1].lemmas)
        ]
        bases = [self._ways.bases(*pair, language) for pair in telling] if telling[1:] else []
        found: list[Answers] = []
        at = 0
        while at < len(telling):
            size, terms = self._ways.longest_term(bases[at:], language)
            span = telling[at : at + size]
            at += size
            if size == 1 and span[0][1].stop and not alone:
                continue
            each = [self._word(*pair, language) for pair in span]
            if size == 1:  # the ways of a word know its other words already
                found += each
            else:
                asked = " ".join(token.text for token, _ in span)
                pairs = self._ways.meanings.ways(terms)
                slip = not all(analysis.known for _, analysis in span)
                ways = self._ways.others(asked, pairs)
                others = answer(self.index, as_slips(ways) if slip else ways)
                found.append(best([together(each), others]))
        return found

    def _word(self, token: Token, analysis: Analysis, language: str) -> Answers:
        """The answers to one word, and to words near it where it may be misspelt."""
        exact = answer(self.index, self._ways.exact(token.text, analysis, language))
        if not self._forgiving:
            return exact
        near: list[Way] = list(
            self._ways.near(token.text, analysis, language, self._near, bool(len(exact)))
        )
        return best([exact, answer(self.index, near)]) if near else exact

    def _unwanted(self, clause: Clause, language: str) -> set[int]:
        """Documents with the words of a phrase; with a lone word or what is made from it."""
        if clause.phrase or len(clause.words) > 1:
            return set(self._phrase(clause.words, language))
        token = clause.words[0]
        analysis = self._languages[language].analyse(token.text)
        found = answer(self.index, self._ways.exact(token.text, analysis, language))
        return {d for d, hit in found.hits(self.index).items() if hit.kind in OWN}

    def _phrase(self, words: tuple[Token, ...], language: str) -> dict[int, Hit]:
        """Documents with the words one after another, each in any of its forms."""
        own = self._languages[language]
        first = np.zeros(0, np.int64)
        for step, token in enumerate(words):
            lemmas = own.analyse(token.text).lemmas
            keys = [of_lemma(one, language) for one in lemmas]
            here = self._standing([surface(token.text), *keys]) - step
            first = here[among(here, first)] if step else here
        fits = self.index.field_of[first] == self.index.field_of[first + (len(words) - 1)]
        asked = " ".join(token.text for token in words)
        return self._phrase_hits(first[fits], len(words), asked)

    def _phrase_hits(self, first: Numbers, size: int, asked: str) -> dict[int, Hit]:
        found: dict[int, Hit] = {}
        for place in map(int, first):
            score = int(self.index.weight[place]) * KINDS[WORD]
            document = int(self.index.document[place])
            if document not in found or score > found[document].score:
                spots = tuple(self.index.spot(place + step) for step in range(size))
                found[document] = Hit(score, WORD, spots, asked)
        return found

    def _standing(self, keys: list[str]) -> Numbers:
        """Places where the word of one of the keys stands itself."""
        rows = [self.index.places(key) for key in keys]
        return each_once([places[hows == WHOLE] for places, hows in rows]).astype(np.int64)


def _found(number: int, hits: tuple[Hit, ...], whole: bool = True) -> Found:
    return Found(number, sum(hit.score for hit in hits), hits, whole)


def _some(parts: list[Hits]) -> list[Found]:
    """Documents that meet at least half of the parts, a rarest one among them: it tells most."""
    fewest = min((len(hits) for hits in parts if hits), default=0)
    rarest = {number for hits in parts if len(hits) == fewest for number in hits}
    met: dict[int, list[Hit]] = defaultdict(list)
    for hits in parts:
        for number, hit in hits.items():
            met[number].append(hit)
    return [
        _found(number, tuple(hits), whole=False)
        for number, hits in met.items()
        if number in rarest and 2 * len(hits) >= len(parts)
    ]
