"""The ways to meet a word: itself, what it is made of, what means the same, words near it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from pipeline.language import (
    COMPOUND,
    GUESS,
    Analysis,
    Language,
    Token,
    plain,
)
from pipeline.language.words import STOP
from pipeline.search.answers import Way
from pipeline.search.hits import MEANING, NAME, PARTS, RELATED, SYNONYM, TYPO, WORD
from pipeline.search.keys import name, of_lemma, surface, word
from pipeline.search.lookalikes import Lookalikes
from pipeline.search.meanings import LONGEST, Meanings
from pipeline.search.near import SHORTEST_BEGINNING, SHORTEST_TYPO, Nearby, edits, spellings
from pipeline.search.translations import Term

_WINDOW = 6
"""Words within which the parts of a compound count as said together."""
_CLEAR = 4
"""The tier from which on a verb is clear enough to stand for its noun in another word's place."""
_TOGETHER = 3
"""The same for the parts of a compound in another language or of another word: one word may stand
between them (procurement of software)."""

_ORDERED = {"en"}
"""Languages in which the order of two words of a term tells what is meant, and verbs come first."""
_MOST_PAIRS = 10_000
Pairs = list[tuple[Term, Term]]
"""(term said, another term of the same meaning)."""
Keys = tuple[tuple[str, ...], ...]
"""The keys that will do for each of several words."""


class Ways:
    """The lexicon and the meanings that words are read by."""

    def __init__(self, languages: Mapping[str, Language], meanings: Meanings) -> None:
        self.languages = languages
        self.meanings = meanings
        self._lookalikes = Lookalikes(languages, meanings)
        self._pairs: dict[tuple[tuple[str, ...], str], Pairs] = {}
        self._keys: dict[tuple[tuple[str, ...], str, int], tuple[str, ...]] = {}

    def exact(self, asked: str, analysis: Analysis, language: str) -> list[Way]:
        """Ways to meet the word as it is written."""
        names = tuple(name(one) for one in analysis.lemmas if one[:1].isupper())
        written = () if self._lookalikes.has(asked, analysis, language) else (surface(asked),)
        found = [Way(WORD, (written,), asked), Way(NAME, (names,), asked)]
        for own, code in self._readings(asked, analysis, language):
            bases = tuple(word(one, code) for one in own.lemmas if one[:1].islower())
            made_from = tuple(of_lemma(one, code) for one in own.related)
            found += [Way(WORD, (bases,), asked), Way(RELATED, (made_from,), asked)]
            found += self._parts(PARTS, asked, own, code)
            found += self._in_other_words(asked, own, code)
        return [way for way in found if way.rows[0]]

    def _in_other_words(self, asked: str, own: Analysis, code: str) -> list[Way]:
        """Ways to meet what means the same as the word or its parts."""
        said = self._meant(base_words(own), code)
        meant = [*said, *self._of_its_verbs(own, code, said)]
        return [*self.others(asked, meant), *self._part_by_part(asked, own, code)]

    def _of_its_verbs(self, own: Analysis, code: str, meant: Pairs) -> Pairs:
        """What the words that it is made from are called in languages that lack a name for it."""
        named = {other.language for _, other in meant}
        made_from = self._clear(own.related, code)
        pairs = self._meant(made_from, code) if made_from else []
        return [pair for pair in pairs if pair[1].language not in named | {code}]

    def _meant(self, bases: tuple[str, ...], code: str) -> Pairs:
        """The terms that a word of these base forms is, each with another of the same meaning."""
        if (bases, code) not in self._pairs:
            if len(self._pairs) > _MOST_PAIRS:
                self._pairs.clear()
            self._pairs[bases, code] = self.meanings.ways(self.meanings.said([bases], code))
        return self._pairs[bases, code]

    def others(self, asked: str, pairs: Pairs) -> list[Way]:
        """The other terms of the pairs."""
        found = []
        for said, other in pairs:
            kind = SYNONYM if other.language == said.language else MEANING
            rows = tuple(self._with_verbs(own, other.language, _CLEAR) for own in other.words)
            ordered = other.language in _ORDERED
            texts = said.text, other.text
            found.append(Way(kind, rows, asked, *texts, len(rows) + 2, ordered=ordered))
            units = self._units(other)
            if units:
                rows = tuple(self._with_verbs((part,), other.language, _CLEAR) for part in units)
                found.append(
                    Way(kind, rows, asked, *texts, window=_TOGETHER, loose=True, ordered=True)
                )
        return found

    def _units(self, term: Term) -> tuple[str, ...]:
        """The parts of a curated term that is one compound."""
        if len(term.words) > 1 or term.is_translation:
            return ()
        units = self.languages[term.language].analyse(term.text).units
        return units if len(units) > 1 else ()

    def _with_verbs(self, words: tuple[str, ...], code: str, least: int) -> tuple[str, ...]:
        """Keys of words and of the verbs that they are made from, of so high a tier at least."""
        wanted = words, code, least
        if wanted not in self._keys:
            own = self.languages[code]
            related = (verb for one in words for verb in own.analyse(one).related)
            verbs = self._clear(related, code, least)
            self._keys[wanted] = tuple(
                of_lemma(one, code) for one in dict.fromkeys((*words, *verbs))
            )
        return self._keys[wanted]

    def _clear(self, words: Iterable[str], code: str, least: int = _CLEAR) -> tuple[str, ...]:
        """Those of the words that are of so high a tier at least."""
        own = self.languages[code].words
        return tuple(one for one in words if all(word.tier >= least for word in own.of(one)))

    def _part_by_part(self, asked: str, own: Analysis, code: str) -> Iterator[Way]:
        """A compound in the words that its parts are called in other languages."""
        for cut in _cuts(own):
            said = [self._meant((part,), code) for part in cut]
            for language in (one for one in self.languages if one != code):
                called = [_called(pairs, language) for pairs in said]
                if all(called):
                    texts = own.lemmas[0], " + ".join(row[0] for row in called)
                    for rows, ordered in self._in_order(called, language):
                        yield Way(MEANING, rows, asked, *texts, _TOGETHER, ordered=ordered)

    def _in_order(self, called: list[list[str]], code: str) -> Iterator[tuple[Keys, bool]]:
        """The words in their order (bridge inspection); in English the verb may come first."""
        rows = tuple(self._with_verbs(tuple(own), code, 0) for own in called)
        yield rows, True
        nouns = {word(one, code) for one in called[-1]}
        verbs = tuple(key for key in rows[-1] if key not in nouns)
        if verbs and code in _ORDERED:
            yield (*rows[:-1], verbs), False

    def near(
        self, asked: str, analysis: Analysis, language: str, keys: Nearby, exact: bool
    ) -> Iterator[Way]:
        """What a doubtful word may have been meant as."""
        if len(asked) < SHORTEST_BEGINNING or not self._doubtful(asked, analysis, exact):
            return
        for key, kind, said in keys.of(asked, analysis, language, exact=exact):
            yield Way(kind, ((key,),), asked, said)
        own = self.languages[language]
        if len(asked) >= SHORTEST_TYPO:
            named = (one for one in edits(plain(asked)) if own.names(one))
            for spelling in dict.fromkeys([*spellings(plain(asked), own.words), *named]):
                yield from self.mended(asked, spelling, own.analyse(spelling), language)

    def mended(self, asked: str, said: str, meant: Analysis, language: str) -> list[Way]:
        """The ways of a word that was meant instead of the one asked for."""
        bases = tuple(of_lemma(one, language) for one in meant.lemmas)
        made_from = tuple(of_lemma(one, language) for one in meant.related)
        found = [Way(TYPO, (keys,), asked, said) for keys in (bases, made_from) if keys]
        found += self._parts(TYPO, asked, meant, language, said)
        others = self._in_other_words(asked, meant, language)
        return [*found, *(replace(way, said=said, means="") for way in as_slips(others))]

    def _parts(
        self, kind: str, asked: str, own: Analysis, code: str, said: str = ""
    ) -> Iterator[Way]:
        """Places where all parts of a compound stand close together, in any order."""
        for cut in _cuts(own):
            rows = tuple(self.part(one, code) for one in cut)
            yield Way(kind, rows, asked, said, window=_WINDOW, loose=True)

    def part(self, text: str, code: str) -> tuple[str, ...]:
        """Keys of a part of a compound, where it need not be said in one word."""
        return self._with_verbs((text,), code, 0)

    def longest_term(self, bases: list[tuple[str, ...]], language: str) -> tuple[int, list[Term]]:
        """How many of the first words make a term, and the terms they make; 1 where none do.

        Words are told by their base words, see `bases`.
        """
        for size in range(min(len(bases), LONGEST), 1, -1):
            terms = self.meanings.said(bases[:size], language)
            if terms:
                return size, terms
        return 1, []

    def bases(self, token: Token, analysis: Analysis, language: str) -> tuple[str, ...]:
        """The base words of a word; of one that nothing knows also those it may be meant as."""
        if analysis.known:
            return base_words(analysis)
        own = self.languages[language]
        meant = spellings(plain(token.text), own.words) if len(token.text) >= SHORTEST_TYPO else []
        each = (base_words(own.analyse(one)) for one in meant)
        return tuple(dict.fromkeys(chain(base_words(analysis), *each)))

    def asked_for(self, language: str, keys: Collection[str]) -> set[str]:
        """Base words, names and terms of a language that may have hits among the keys."""
        start = f"{language}:"
        lemmas = {key[len(start) :] for key in keys if key.startswith(start)}
        names = {key[1:] for key in keys if key.startswith("=")}
        terms = self.meanings.terms(language)
        single = {one for term in terms if len(term.words) == 1 for one in term.words[0]}
        several = {term.text.lower() for term in terms if len(term.words) > 1}
        translated = {
            text
            for text, others in self.meanings.translated(language).items()
            if " " not in text
            and any(all(word(one, code) in keys for one in it.split(" ")) for it, code in others)
        }
        met, known = lemmas | translated, lemmas | names
        made = {
            word.text
            for word in self.languages[language].words.all()
            if not known.isdisjoint(word.related) or (word.parts and met.issuperset(word.parts))
        }
        return {one for one in met | names | single | several | made if one}

    def spelt_alike(self, asked: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
        """Base words by language that are spelt as a form of what is asked for in any language."""
        spelt = {
            form
            for code, texts in asked.items()
            for text in texts
            for form in self.languages[code].words.inflected(text)
        }
        return {
            code: {
                word.text for word in own.words.all() if word.tier != STOP and word.text in spelt
            }
            for code, own in self.languages.items()
        }

    def _doubtful(self, asked: str, analysis: Analysis, exact: bool) -> bool:
        """Whether the word may be misspelt or unfinished: no list knows it as it stands."""
        if analysis.how not in (GUESS, COMPOUND):
            return False
        if exact and (analysis.how == COMPOUND or len(asked) <= SHORTEST_TYPO):
            return False
        others = (language.analyse(asked) for language in self.languages.values())
        return not (exact and any(one.known for one in others))

    def _readings(
        self, asked: str, analysis: Analysis, language: str
    ) -> Iterator[tuple[Analysis, str]]:
        """The word in the language of the query; if unknown there, in those that know it."""
        yield analysis, language
        if not analysis.known:
            for code, other in self.languages.items():
                if code != language and (one := other.analyse(asked)).known and not one.stop:
                    yield one, code


def as_slips(ways: Iterable[Way]) -> list[Way]:
    """The ways of what a slip of the pen was meant as."""
    return [replace(way, kind=TYPO) for way in ways]


def _cuts(own: Analysis) -> Iterator[tuple[str, ...]]:
    """The ways to cut a compound: in all its parts, and in two where a shorter one is inside."""
    if len(own.units) < 2:
        return
    yield own.units
    whole, first, last = own.lemmas[0], own.units[0], own.units[-1]
    for part in own.parts:
        if part + last == whole:
            yield part, last
        elif whole.endswith(part) and part not in own.units and len(own.units) > 2:
            yield first, part


def _called(pairs: Pairs, language: str) -> list[str]:
    """Single words of a language that mean the same."""
    others = (other for _, other in pairs)
    found = (one.words[0] for one in others if one.language == language and len(one.words) == 1)
    return list(dict.fromkeys(lemma for words in found for lemma in words))


def base_words(analysis: Analysis) -> tuple[str, ...]:
    """The base words of a word that are no names, if there are any."""
    return tuple(one for one in analysis.lemmas if one[:1].islower()) or analysis.lemmas
