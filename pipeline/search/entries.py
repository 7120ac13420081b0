"""What can be asked: entries with their answers, and the forms in which they are written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from pipeline.language import GUESS, Analysis, Language, folded, plain
from pipeline.language.words import STOP, Pattern
from pipeline.search.answers import Answers
from pipeline.search.find import Finder
from pipeline.search.hits import KINDS, MEANING, OWN, SYNONYM, TYPO
from pipeline.search.index import Index
from pipeline.search.kept import Kept, Made
from pipeline.search.ordered import Numbers
from pipeline.search.packed import FEW, LONG, as_json, in_twos, rising
from pipeline.search.spots import NOWHERE, spots

EXACT = 0
"""The pattern of a row that is one form as it stands."""
STOPPED = 0
"""The entry of forms of stop words, whose pattern tells the language, from 1 on."""

_ALWAYS = "\t"
"""Marks what is kept of entries that are made with no answers too; stands before every letter."""
_BLOCK = 500
"""Documents of long answers whose reasons stand in one file."""

Row = tuple[str, str, int, int]
"""Stem folded and as it stands, pattern (EXACT, or a number from Patterns) and entry."""


class Patterns:
    """The inflection patterns of all languages, numbered from 1 on.

    `endings`, `bases` and `fronts` tell which patterns have an ending among their forms, as the
    base form and among the fronts of compounds.
    """

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self.firsts: list[int] = []
        self.endings: dict[str, list[int]] = defaultdict(list)
        self.bases: dict[str, list[int]] = defaultdict(list)
        self.fronts: dict[str, list[int]] = defaultdict(list)
        self.of: dict[tuple[str, str], int] = {}
        self.forms: dict[int, Pattern] = {}
        for code, language in languages.items():
            self.firsts.append(len(self.of) + 1)
            for pattern in language.words.patterns():
                number = self.of[code, pattern.name] = len(self.of) + 1
                self.forms[number] = pattern
                self.bases[pattern.first].append(number)
                for ending in sorted(pattern.endings):
                    self.endings[ending].append(number)
                for ending in sorted(pattern.fronts):
                    self.fronts[ending].append(number)


@dataclass
class Entries:
    """Entries by number, from 1 on, of one language after another; each is asked by its text.

    `stand` tells which stand in a document themselves.
    """

    texts: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    stand: list[bool] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def common(self, number: int) -> int:
        """How many documents an entry has, as a digit from 1 on; 0 where it stands in none."""
        digits = self.counts[number - 1].bit_length() // 2
        return min(9, 1 + digits) if self.stand[number - 1] else 0


def collected(
    finder: Finder, languages: Mapping[str, Language], entries: Entries, kept: Kept
) -> Iterator[tuple[int, str, str | None]]:
    """(number, answers, places) of every entry, the answers as lines of JSON, the places as JSON;
    `entries` is filled with them meanwhile."""
    asked = {code: finder.asked_for(code) for code in languages}
    alike = finder.spelt_alike(asked)
    for code in languages:
        entries.firsts.append(len(entries.texts) + 1)
        for text in sorted(asked[code] | alike[code]):
            always = text in alike[code] or " " in text
            make = partial(_made, finder, text, code, always)
            name = f"{code}:{text}" + _ALWAYS * always
            count, answers, places = kept.answers(name, finder.index, make)
            if count >= 0:
                entries.texts.append(text)
                entries.counts.append(count)
                entries.stand.append(places is not None and NOWHERE not in places)
                entries.numbers[code, text] = len(entries.texts)
                yield len(entries.texts), answers, places


def _made(finder: Finder, text: str, code: str, always: bool) -> Made:
    """A term without answers is still no loose words, nor a word a form of one spelt alike."""
    found = finder.answers(text, code)
    if not len(found) and not always:
        return -1, "", None
    places = spots(finder.index, *finder.part_places(text, code))
    whole = _is_literal(found) or " " in text
    weights = _weights(found) if whole else _weights_of(found, finder.mended(text, code))
    return len(found), _answers(finder.index, text, found, weights), places


def _is_literal(found: Answers) -> bool:
    return not any(why.means for why in found.whys)


def _weights(found: Answers) -> Numbers:
    worth = np.array([KINDS[why.kind] for why in found.whys] or [1])
    weights: Numbers = found.scores // worth[found.reasons]
    return weights


def _weights_of(found: Answers, mended: Answers) -> Numbers:
    """Per document the weight of the word itself, 0 where only other words meet it."""
    weights = np.zeros(len(found), np.int64)
    rows = np.searchsorted(found.documents, mended.documents)
    rows[rows == len(found)] = 0
    there = found.documents[rows] == mended.documents if len(found) else rows
    weights[rows[there]] = mended.scores[there] // KINDS[TYPO]
    return weights


def _answers(index: Index, text: str, found: Answers, weights: Numbers) -> str:
    """[text, ways, documents, way of each]; a way is [score, weight, kind, words, said, means].

    Documents are told by packed.rising, their ways by packed.in_twos. Where all this is long, ways
    are [score, weight, 1 for the word itself or 0], the number of documents in a block is told
    behind, and a line with the reasons of each block follows.
    """
    tokens = np.where(found.places >= 0, index.token[found.places].astype(np.int64), -1)
    if tokens.shape[1] > 1:
        tokens = np.take_along_axis(tokens, np.argsort(found.places, axis=1), axis=1)
    worth, reasons = found.scores * 8 + weights, [found.reasons, *tokens.T]
    head, documents = text.lower(), rising(found.documents, len(index.idents))
    if len(found) <= 2 * LONG:  # of more the way of each alone takes more letters
        kinds, own = _ranked([worth, *reasons])
        ways = [[one // 8, one % 8, *_why(index, found, *kind)] for one, *kind in kinds]
        body = as_json([head, ways, documents, in_twos(own, len(ways))])
        if len(body) <= LONG:
            return body
    is_own = np.array([why.kind in OWN for why in found.whys])[found.reasons]
    kinds, own = _ranked([worth * 2 + is_own])
    ways = [[one // 16, one // 2 % 8, one % 2] for (one,) in kinds]
    starts = range(0, len(found), _BLOCK)
    blocks = [_block(index, found, [one[at : at + _BLOCK] for one in reasons]) for at in starts]
    return "\n".join([as_json([head, ways, documents, in_twos(own, len(ways)), _BLOCK]), *blocks])


def _block(index: Index, found: Answers, reasons: list[Numbers]) -> str:
    """[reasons, reason of each document]; a reason is [kind, words, said, means]."""
    kinds, own = _ranked(reasons)
    return as_json([[_why(index, found, *kind) for kind in kinds], in_twos(own, len(kinds))])


def _ranked(columns: list[Numbers]) -> tuple[list[tuple[int, ...]], Sequence[int] | Numbers]:
    """The rows of the columns, each once, the commonest first, and the rank of each row."""
    if len(columns[0]) <= FEW:
        rows = list(zip(*(column.tolist() for column in columns), strict=True))
        ranked = {row: place for place, (row, _) in enumerate(Counter(rows).most_common())}
        return list(ranked), [ranked[row] for row in rows]
    told = columns[0]
    for column in columns[1:]:  # numbers of pairs, so that they stay small
        told = np.unique(told, return_inverse=True)[1] * (column.max() + 2) + column + 1
    _, first, which, counts = np.unique(
        told, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -counts))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    picked = first[order]
    return list(zip(*(column[picked].tolist() for column in columns), strict=True)), ranks[which]


def _why(index: Index, found: Answers, reason: int, *tokens: int) -> list[str]:
    why = found.whys[reason]
    words = " ".join(dict.fromkeys(index.written[token][1] for token in tokens if token >= 0))
    pair = [why.said, why.means] if why.kind in (SYNONYM, MEANING) else []
    return [why.kind, words, *pair]


def rows_of(
    entries: Entries,
    languages: Mapping[str, Language],
    patterns: Patterns,
    finder: Finder,
) -> list[Row]:
    """How the entries are written: a stem with a pattern, or one form as it stands."""
    rows: set[tuple[str, int, int]] = set()
    for (code, text), number in entries.numbers.items():
        rows.update(_forms(languages[code], patterns, text, number))
    for code, combined, text in finder.terms():
        if (code, text) in entries.numbers:
            rows.add((combined, EXACT, entries.numbers[code, text]))
    for code, token in finder.index.written:
        analysis = languages[code].analyse(token)
        if analysis.how == GUESS:
            rows.update(_exactly(entries, code, analysis))
    for place, (code, language) in enumerate(languages.items(), start=1):
        for analysis in language.listed():
            rows.update(_exactly(entries, code, analysis))
        stops = (word for word in language.words.all() if word.tier == STOP)
        rows.update((form, place, STOPPED) for word in stops for form in language.forms(word.text))
    return _by_letters(rows)


def _exactly(entries: Entries, code: str, analysis: Analysis) -> Iterator[tuple[str, int, int]]:
    """A form of the entries of its base words, where no pattern gives it."""
    for lemma in analysis.lemmas:
        if (code, lemma) in entries.numbers:
            yield plain(analysis.token), EXACT, entries.numbers[code, lemma]


def _by_letters(rows: Iterable[tuple[str, int, int]]) -> list[Row]:
    return sorted((folded(stem), stem, pattern, entry) for stem, pattern, entry in rows)


def _forms(
    language: Language, patterns: Patterns, text: str, number: int
) -> Iterator[tuple[str, int, int]]:
    stems = language.stems(text)
    for pattern, stem in stems:
        yield stem.lower(), patterns.of[language.code, pattern], number
    for form in language.name_forms(text):
        yield form, EXACT, number
    if not stems:
        yield text.lower(), EXACT, number


def known_rows(
    entries: Entries, languages: Mapping[str, Language], patterns: Patterns
) -> list[Row]:
    """The words of the lexicon that have no answer; their entry is the number of no entry."""
    return _by_letters(
        {
            (stem.lower(), patterns.of[code, pattern], STOPPED)
            for code, language in languages.items()
            for word in language.words.all()
            if word.tier != STOP and (code, word.text) not in entries.numbers
            for pattern, stem in language.words.stems(word.text)
        }
    )


def spelt(
    entries: Entries, languages: Mapping[str, Language], index: Index
) -> dict[str, dict[int, None]]:
    """Every word as it stands in a document or is asked for → the entries that answer it: of each
    language the one that it is the base form of, else those that it is a form of."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for (_, text), number in entries.numbers.items():
        if " " not in text and entries.counts[number - 1]:
            found[text.lower()][number] = None
    for code, token in index.written:
        own = plain(token)
        is_base = (code, own) in entries.numbers
        for lemma in (own,) if is_base else languages[code].analyse(token).lemmas:
            number = entries.numbers.get((code, lemma), 0)
            if number:
                found[own][number] = None
    return found
