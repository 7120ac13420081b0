"""A query put to an index: who meets it, how well and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.language import COMPOUND, GUESS, Analysis, Language, Token, plain, tokenise
from pipeline.search.documents import WEIGHTS
from pipeline.search.hits import (
    KINDS,
    MEANING,
    NAME,
    PART,
    PARTS,
    RELATED,
    SYNONYM,
    TYPO,
    WORD,
    Hit,
    Hits,
    best,
    joined,
)
from pipeline.search.index import Index, Place
from pipeline.search.keys import RELATED as MADE_FROM
from pipeline.search.keys import WHOLE, name, surface, word
from pipeline.search.meanings import LONGEST, Meanings, Term
from pipeline.search.near import SHORTEST_BEGINNING, SHORTEST_TYPO, Nearby, spellings
from pipeline.search.query import Clause, parse

_WINDOW = 6
"""Words within which the parts of a compound count as said together."""


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
        self._meanings = meanings
        self._near = Nearby(index.places)
        self._forgiving = forgiving

    def find(self, text: str, language: str) -> list[Found]:
        """Documents that meet the query, best first, equal ones in the order of the documents.

        All parts of the query must be met; where no document meets all, those that meet at least
        half are found, with `whole` false.
        """
        parts: list[Hits] = []
        unwanted: set[int] = set()
        for clause in parse(text):
            if clause.unwanted:
                unwanted |= set(self._phrase(clause.words, language))
            elif clause.phrase:
                parts.append(self._phrase(clause.words, language))
            else:
                parts += self._loose(clause, language)
        all_of = joined(parts)
        found = [_found(number, hits) for number, hits in all_of.items()]
        if not all_of and len(parts) > 1:
            found = _some(parts)
        kept = [one for one in found if one.document not in unwanted]
        return sorted(kept, key=lambda one: (-one.score, one.document))

    def hits_of(self, text: str, language: str) -> Hits:
        """The hits of one word or term; none where it falls into several parts."""
        parts = self._loose(Clause(tuple(tokenise(text))), language)
        return parts[0] if len(parts) == 1 else {}

    def places_of(self, text: str, language: str) -> dict[int, list[tuple[int, int, int]]]:
        """Document → (weight, field, word) of each place of a base word or name in any form."""
        found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for key in (word(text, language), name(text)):
            for place in self.index.places.get(key, ()):
                if place.how == WHOLE:
                    found[place.document].append((self._weight(place), place.field, place.word))
        return found

    def asked_for(self, language: str) -> set[str]:
        """Base words, names and terms of a language that may have hits."""
        start = f"{language}:"
        lemmas = {key[len(start) :] for key in self.index.places if key.startswith(start)}
        names = {key[1:] for key in self.index.places if key.startswith("=")}
        terms = self._meanings.terms(language)
        single = {one for term in terms if len(term.words) == 1 for one in term.words[0]}
        several = {term.text.lower() for term in terms if len(term.words) > 1}
        made = {
            word.text
            for word in self._languages[language].words.all()
            if lemmas & set(word.related) or (word.parts and lemmas.issuperset(word.parts))
        }
        return {one for one in lemmas | names | single | several | made if one}

    def _loose(self, clause: Clause, language: str) -> list[Hits]:
        """The hits of each term and lone word of loose words; stop words ask for nothing."""
        own = self._languages[language]
        words = [(token, own.analyse(token.text)) for token in clause.words]
        telling = [pair for pair in words if not pair[1].stop] or words
        found: list[Hits] = []
        at = 0
        while at < len(telling):
            size, terms = self._longest_term(telling[at:], language)
            span = telling[at : at + size]
            literal = self._together([self._word(*pair, language) for pair in span])
            asked = " ".join(token.text for token, _ in span)
            found.append(best(literal, self._other_ways(asked, terms)))
            at += size
        return found

    def _longest_term(
        self, words: list[tuple[Token, Analysis]], language: str
    ) -> tuple[int, list[Term]]:
        for size in range(min(LONGEST, len(words)), 0, -1):
            bases = [_bases(analysis) for _, analysis in words[:size]]
            terms = self._meanings.said(bases, language)
            if terms:
                return size, terms
        return 1, []

    def _together(self, parts: list[Hits]) -> Iterator[tuple[int, Hit]]:
        """Documents that meet every word of a term: the mean score, all the places."""
        for number, hits in joined(parts).items():
            if len(hits) == 1:
                yield number, hits[0]
                continue
            score = sum(hit.score for hit in hits) // len(hits)
            weakest = min(hits, key=lambda hit: hit.score)
            places = tuple(place for hit in hits for place in hit.words)
            asked = " ".join(hit.asked for hit in hits)
            yield number, Hit(score, weakest.kind, places, asked, weakest.said, weakest.means)

    def _word(self, token: Token, analysis: Analysis, language: str) -> Hits:
        """The hits of one word: itself, its parts, its other ways to say it, then near words."""
        asked = token.text
        ways: list[Iterable[tuple[int, Hit]]] = [
            self._keyed(asked, [surface(asked)], WORD),
            self._keyed(asked, [name(one) for one in analysis.lemmas if one[:1].isupper()], NAME),
        ]
        for own, code in self._readings(asked, analysis, language):
            bases = [word(one, code) for one in own.lemmas if one[:1].islower()]
            ways.append(self._keyed(asked, bases, WORD))
            ways.append(self._keyed(asked, [word(one, code) for one in own.related], RELATED))
            ways.append(self._parts(asked, own, code))
            ways.append(self._other_ways(asked, self._meanings.said([_bases(own)], code)))
        exact = best(*ways)
        if len(asked) < SHORTEST_BEGINNING or not self._doubtful(asked, analysis, bool(exact)):
            return exact
        near = self._near.of(asked, analysis, language, exact=bool(exact))
        return best(
            exact.items(),
            *(self._keyed(asked, [key], kind, said) for key, kind, said in near),
            *(self._respelt(asked, one, language) for one in self._spellings(asked, language)),
        )

    def _doubtful(self, asked: str, analysis: Analysis, exact: bool) -> bool:
        """Whether the word may be misspelt or unfinished: no list knows it as it stands."""
        if not self._forgiving or analysis.how not in (GUESS, COMPOUND):
            return False
        if exact and (analysis.parts or len(asked) < SHORTEST_TYPO + 1):
            return False
        others = (language.analyse(asked) for language in self._languages.values())
        return not (exact and any(one.known for one in others))

    def _spellings(self, asked: str, language: str) -> list[str]:
        words = self._languages[language].words
        return spellings(plain(asked), words) if len(asked) >= SHORTEST_TYPO else []

    def _respelt(self, asked: str, spelling: str, language: str) -> Iterator[tuple[int, Hit]]:
        """The hits of a mended word, as typos."""
        analysis = self._languages[language].analyse(spelling)
        bases = [name(one) if one[:1].isupper() else word(one, language) for one in analysis.lemmas]
        hits = [*self._keyed(asked, bases, TYPO), *self._parts(asked, analysis, language)]
        for number, hit in hits:
            weight = hit.score // KINDS[hit.kind]
            yield number, Hit(weight * KINDS[TYPO], TYPO, hit.words, asked, spelling)

    def _readings(
        self, asked: str, analysis: Analysis, language: str
    ) -> Iterator[tuple[Analysis, str]]:
        """The word in the language of the query; if unknown there, in those that know it."""
        yield analysis, language
        if not analysis.known:
            for code, other in self._languages.items():
                if code != language and (one := other.analyse(asked)).known and not one.stop:
                    yield one, code

    def _keyed(
        self, asked: str, keys: list[str], kind: str, said: str = "", means: str = ""
    ) -> Iterator[tuple[int, Hit]]:
        for key in keys:
            for place in self.index.places.get(key, ()):
                how = _how(kind, place)
                if how:
                    spot = ((place.field, place.word),)
                    score = self._weight(place) * KINDS[how]
                    yield place.document, Hit(score, how, spot, asked, said, means)

    def _weight(self, place: Place) -> int:
        return WEIGHTS[self.index.documents[place.document].fields[place.field].kind]

    def _parts(self, asked: str, analysis: Analysis, code: str) -> Iterator[tuple[int, Hit]]:
        """Places where all parts of a compound stand close together, in any order."""
        if len(analysis.units) < 2:
            return
        rows = [self.index.places.get(word(part, code), ()) for part in analysis.units]
        yield from self._close(rows, PARTS, asked, _WINDOW)

    def _close(
        self,
        rows: Sequence[Sequence[Place]],
        kind: str,
        asked: str,
        window: int,
        pair: tuple[str, str] = ("", ""),
    ) -> Iterator[tuple[int, Hit]]:
        """Places of the first row with one of every other row within the window."""
        others = [_by_field(row) for row in rows[1:]]
        for place in rows[0]:
            spots = [place.word]
            for row in others:
                near = [
                    at
                    for at in row.get((place.document, place.field), ())
                    if abs(at - place.word) < window
                ]
                if not near:
                    break
                spots.append(min(near, key=lambda at: (abs(at - place.word), at)))
            else:
                spot = tuple((place.field, at) for at in dict.fromkeys(spots))
                score = self._weight(place) * KINDS[kind]
                yield place.document, Hit(score, kind, spot, asked, *pair)

    def _other_ways(self, asked: str, terms: list[Term]) -> Iterator[tuple[int, Hit]]:
        """Hits of other terms of the same meanings, in every language."""
        for said, other in self._meanings.ways(terms):
            kind = SYNONYM if other.language == said.language else MEANING
            keys = [[word(one, other.language) for one in bases] for bases in other.words]
            pair = (said.text, other.text)
            if len(keys) == 1:
                rows = [p for key in keys[0] for p in self.index.places.get(key, ())]
                yield from self._close([rows], kind, asked, 1, pair)
            else:
                many = [[p for key in row for p in self.index.places.get(key, ())] for row in keys]
                yield from self._close(many, kind, asked, len(keys) + 2, pair)

    def _phrase(self, words: tuple[Token, ...], language: str) -> dict[int, Hit]:
        """Documents with the words one after another, each in any of its forms."""
        own = self._languages[language]
        rows = [self._whole(token, own.analyse(token.text), language) for token in words]
        asked = " ".join(token.text for token in words)
        return best(
            (number, Hit(weight * KINDS[WORD], WORD, spots, asked))
            for (number, field, at), weight in rows[0].items()
            if all((number, field, at + step) in row for step, row in enumerate(rows))
            for spots in [tuple((field, at + step) for step in range(len(rows)))]
        )

    def _whole(
        self, token: Token, analysis: Analysis, language: str
    ) -> dict[tuple[int, int, int], int]:
        """(document, field, word) of every form of a word → the weight of the field."""
        keys = [surface(token.text)]
        keys += [name(one) if one[:1].isupper() else word(one, language) for one in analysis.lemmas]
        return {
            (place.document, place.field, place.word): self._weight(place)
            for key in keys
            for place in self.index.places.get(key, ())
            if place.how == WHOLE
        }


def _found(number: int, hits: tuple[Hit, ...], whole: bool = True) -> Found:
    return Found(number, sum(hit.score for hit in hits), hits, whole)


def _some(parts: list[Hits]) -> list[Found]:
    """Documents that meet at least half of the parts."""
    met: dict[int, list[Hit]] = defaultdict(list)
    for hits in parts:
        for number, hit in hits.items():
            met[number].append(hit)
    return [
        _found(number, tuple(hits), whole=False)
        for number, hits in met.items()
        if 2 * len(hits) >= len(parts)
    ]


def _bases(analysis: Analysis) -> tuple[str, ...]:
    return tuple(one for one in analysis.lemmas if one[:1].islower()) or analysis.lemmas


def _how(kind: str, place: Place) -> str:
    """The kind of a hit by how the key belongs to the word that stands there."""
    if place.how == WHOLE or kind not in (WORD, NAME, RELATED):
        return kind
    return PART if place.how != MADE_FROM else RELATED


def _by_field(row: Iterable[Place]) -> dict[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place in row:
        found[place.document, place.field].append(place.word)
    return found
