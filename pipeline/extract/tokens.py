"""The sums, dates, shares, counts and names of a document, each with its value and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from pipeline.extract.formats import lines_of
from pipeline.extract.marks import Token
from pipeline.normalise.counts import CountReader, count_reader
from pipeline.normalise.dates import DAY, LATEST, DateReader, date_reader
from pipeline.normalise.euros import EuroReader, euro_reader
from pipeline.normalise.fuzzy import edits_allowed
from pipeline.normalise.names import Names, names_from
from pipeline.normalise.words import word_map
from pipeline.vocabulary import Vocabulary

_ORDER = ("date", "until", "sum", "share", "name", "count")
"""Where two tokens overlap the earlier kind stays."""
_WORD = re.compile(
    r"(?<![\w.,/-])(?:\d{1,3}(?: \d{3})+|\d+|[^\W\d_]+)(?::\w+)?(?![\w/]|[.,]\d|-\d)"
)
_STRETCH = re.compile(r"\S.*(?:\n(?=.*\S).*)*")
_YEARS = range(1900, 2101)
_WORD_BEFORE = re.compile(r"([^\W\d_]+) $")


@dataclass(frozen=True)
class Readers:
    """What reads values from text."""

    euros: EuroReader
    dates: DateReader
    counts: CountReader
    names: Names
    qualifiers: dict[str, str]
    """Words such as "at most" -> the qualifier that they stand for; "" for words that only look
    like one."""


def readers_from(vocabulary: Vocabulary) -> Readers:
    """The readers with the words of the vocabulary."""
    return Readers(
        euro_reader(vocabulary),
        date_reader(vocabulary),
        count_reader(vocabulary),
        names_from(vocabulary),
        word_map(vocabulary.value_words, "qualifier")
        | dict.fromkeys(word_map(vocabulary.value_words, "no qualifier"), ""),
    )


def find_tokens(text: str, readers: Readers, year: int | None) -> list[Token]:
    """Tokens of `text` sorted by place, none overlapping; `year` completes dates without one.

    Each stretch between blank lines is read once, however often a document repeats it.
    """
    read: dict[str, list[Token]] = {}
    numbers: dict[str, int | None] = {}
    found: list[Token] = []
    for stretch in _STRETCH.finditer(text):
        part = stretch.group()
        if part not in read:
            read[part] = _tokens_of(part, readers, year, numbers)
        found += [token.moved(stretch.start()) for token in read[part]]
    return found


def _tokens_of(
    text: str, readers: Readers, year: int | None, numbers: dict[str, int | None]
) -> list[Token]:
    found = [
        *_dates(text, readers.dates, year),
        *_sums(text, readers.euros, readers.qualifiers),
        *_names(text, readers.names),
        *_counts(text, readers.counts, numbers),
    ]
    found.sort(key=lambda token: _ORDER.index(token.kind))
    taken = bytearray(len(text))
    kept = []
    for token in found:
        if not any(taken[token.start : token.end]):
            taken[token.start : token.end] = b"\1" * (token.end - token.start)
            kept.append(token)
    return sorted(kept, key=lambda token: token.start)


def _dates(text: str, reader: DateReader, year: int | None) -> Iterator[Token]:
    for at, line in lines_of(text):
        for found in reader.find(line, year):
            if found.kind in {DAY, LATEST}:
                kind = "until" if found.kind == LATEST else "date"
                yield Token(kind, found.start + at, found.end + at, found.value)


def _sums(text: str, reader: EuroReader, qualifiers: dict[str, str]) -> Iterator[Token]:
    for at, line in lines_of(text):
        for token in _line_sums(line, reader, qualifiers):
            yield token.moved(at)


def _line_sums(text: str, reader: EuroReader, qualifiers: dict[str, str]) -> Iterator[Token]:
    for found in reader.find(text):
        token = Token("sum", found.start, found.end, str(found.eur), found.qualifier, found.flagged)
        yield _with_misspelt(text, token, qualifiers)
    for share in reader.percents(text):
        yield Token("share", share.start, share.end, share.percent, share.qualifier)


def _names(text: str, names: Names) -> Iterator[Token]:
    for match in names.find(text):
        note = ""
        if match.flagged:
            doubt = "may be misspelt" if match.name_fi else "is not in the vocabulary"
            rivals = f"; also near: {', '.join(match.rivals)}" if match.rivals else ""
            note = f"{match.input!r} {doubt}{rivals}"
        yield Token(
            "name", match.start, match.end, match.name_fi, "", match.flagged, note, match.input
        )


def _with_misspelt(text: str, token: Token, qualifiers: dict[str, str]) -> Token:
    """The sum with the misspelt qualifier before it, flagged, if there is one."""
    before = _WORD_BEFORE.search(text, max(0, token.start - 30), token.start)
    if token.qualifier not in {"", "rounded"} or before is None:
        return token
    word = before.group(1).lower()
    allowed = edits_allowed(word)
    near = [known for known in qualifiers if allowed and OSA.distance(word, known) <= allowed]
    if len({qualifiers[known] for known in near}) != 1:
        return token
    note = f"{word!r} is read as {near[0]!r}"
    start = before.start(1)
    return Token("sum", start, token.end, token.value, qualifiers[near[0]], True, note)


def _counts(text: str, reader: CountReader, known: dict[str, int | None]) -> Iterator[Token]:
    """Numbers in digits and words; `known` grows by what each word is."""
    for word in _WORD.finditer(text):
        written = word.group().lower()
        if written not in known:
            known[written] = reader.number(written)
        number = known[written]
        if number is None or _is_no_count(written, number):
            continue
        yield Token("count", word.start(), word.end(), str(number))


def _is_no_count(written: str, number: int) -> bool:
    return (number in _YEARS and written.isdecimal()) or (number == 1 and not written[0].isdigit())
