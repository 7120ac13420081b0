"""The phrase patterns of data/raw/vocabulary/extract_*.csv, compiled: all words live there.

In a pattern {sum} {date} {share} {count} {name} stand for one such token of the sentence, {until}
for a date that is meant as a last day, and « » hold what becomes the token as written (the whole
match where they are missing). Facts and the lists of sentences are looked for in small letters:
that is quicker than to look without regard to capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from pipeline.extract.triggers import Triggers
from pipeline.model import FILE, ROW, Problems, read_table
from pipeline.schema import schema

MARKS = {
    "sum": "\ue000",
    "date": "\ue001",
    "share": "\ue002",
    "count": "\ue003",
    "name": "\ue004",
    "until": "\ue005",
}
"""Kind of token -> the one character that stands for it in a marked sentence."""
TOKEN_KINDS = {
    "eur": ("sum", "count"),
    "sum": ("sum",),
    "date": ("date", "until"),
    "moment": ("date", "until"),
    "partial_date": ("date", "until"),
    "count": ("count",),
    "percent": ("share",),
    "organisation": ("name",),
}
"""Type of a field -> the kinds of token that may hold its value."""
_FACTS = "vocabulary/extract_facts.csv"
_LISTS = "vocabulary/extract_lists.csv"
_WORDS = "vocabulary/extract_words.csv"
_GLUE = r"(?:,|:| \|)? "
"""What may stand between words and the token that they announce: also in a form or a table."""
_NEVER = re.compile(r"(?!)")
SMALL_USES = frozenset(
    {"award", "award_no", "organisation", "partner_group", "partner_with", "lead_word"}
    | {"participant_count", "ceiling_intro", "applied_intro", "lead_intro"}
)
"""Uses of words that are looked for in every sentence, in small letters."""
_SMALL = {"intro", "inline", "single"}
"""Places of lists that are looked for in a sentence in small letters."""
_CAPITAL = re.compile(r"(?<!\\)[A-ZÅÄÖ]")


@dataclass(frozen=True)
class FactRule:
    """Reads one field from a sentence."""

    field: str
    language: str
    kinds: tuple[str, ...]
    """Kinds of document in which the rule holds; empty for all."""
    pattern: re.Pattern[str]
    within: re.Pattern[str]
    unless: re.Pattern[str]
    value: str
    """The value, for a field that has no token to read it from."""
    confidence: float
    needs: frozenset[str]
    """Marks of which a sentence must have one for the pattern to match; empty if none."""


@dataclass(frozen=True)
class ListRule:
    """Tells which field the items after an intro, or the terms inside a sentence, belong to."""

    field: str
    place: str
    """intro (before a list), inline (terms in «»), heading (of a section) or item (on its own)"""
    language: str
    kinds: tuple[str, ...]
    pattern: re.Pattern[str]
    unless: re.Pattern[str]


@dataclass(frozen=True)
class Word:
    """One word pattern of a use, with the value that it stands for."""

    pattern: re.Pattern[str]
    value: str
    language: str


@dataclass(frozen=True)
class Phrases:
    """All patterns, in the order in which they are tried."""

    facts: tuple[FactRule, ...]
    lists: tuple[ListRule, ...]
    words: dict[str, tuple[Word, ...]]

    def any_of(self, use: str) -> re.Pattern[str]:
        """One pattern for all words of a use; one that never matches if there are none."""
        return self._joined[use]

    def small(self, use: str) -> re.Pattern[str]:
        """As `any_of`, for text in small letters: quicker; only for the uses of SMALL_USES."""
        return self._small[use]

    @cached_property
    def columns(self) -> Triggers[ListRule]:
        """The rules for titles of columns."""
        rules = [rule for rule in self.lists if rule.place == "column"]
        return Triggers(rules, lambda rule: (rule.pattern,))

    @cached_property
    def title_intros(self) -> Triggers[Word]:
        """What stands before or around the name of a project."""
        return Triggers(self.words["title_intro"], lambda word: (word.pattern,))

    @cached_property
    def background(self) -> Triggers[Word]:
        """Words of a sentence that tells of something else than the round."""
        return Triggers(self.words.get("background", ()), lambda word: (word.pattern,))

    @cached_property
    def _joined(self) -> Joined:
        return Joined(self.words)

    @cached_property
    def _small(self) -> dict[str, re.Pattern[str]]:
        return {use: re.compile(_either(self.words.get(use, ())) or "(?!)") for use in SMALL_USES}


class Joined(dict[str, re.Pattern[str]]):
    """Use of words -> one pattern for all of them, made when it is asked for."""

    def __init__(self, words: dict[str, tuple[Word, ...]]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, use: str) -> re.Pattern[str]:
        """The pattern, kept from now on; one that never matches for a use without words."""
        words = self._words.get(use, ())
        self[use] = re.compile(_either(words), re.I) if words else _NEVER
        return self[use]


def _either(words: tuple[Word, ...]) -> str:
    return "|".join(f"(?:{_unnamed(word)})" for word in words)


def _unnamed(word: Word) -> str:
    return word.pattern.pattern.replace("(?P<token>", "(?:")


def load_phrases(raw: Path) -> Phrases:
    """Read the three files; BadInputError names each row whose pattern cannot be compiled."""
    problems = Problems()
    facts = [_fact(row, problems) for row in _rows(raw, _FACTS)]
    lists = [_list(row, problems) for row in _rows(raw, _LISTS)]
    words: dict[str, list[Word]] = {}
    for row in _rows(raw, _WORDS):
        if row["use"] in SMALL_USES:
            _no_capital(row, "pattern", problems)
        word = Word(_compiled(row, "pattern", problems), row["value"], row["language"])
        words.setdefault(row["use"], []).append(word)
    problems.stop()
    return Phrases(tuple(facts), tuple(lists), {use: tuple(found) for use, found in words.items()})


def _rows(raw: Path, name: str) -> list[dict[str, str]]:
    frame: pd.DataFrame = read_table(raw / name, schema().raw[name].columns, name)
    return [{str(key): str(cell) for key, cell in row.items()} for row in frame.to_dict("records")]


def _fact(row: dict[str, str], problems: Problems) -> FactRule:
    return FactRule(
        field=row["field"],
        language=row["language"],
        kinds=tuple(row["kinds"].split()),
        pattern=_compiled(row, "pattern", problems, small=True),
        within=_compiled(row, "within", problems, small=True),
        unless=_compiled(row, "unless", problems, small=True) if row["unless"] else _NEVER,
        value=row["value"],
        confidence=float(row["confidence"] or 0.9),
        needs=_needs(row),
    )


def _needs(row: dict[str, str]) -> frozenset[str]:
    """The marks of which a sentence must have one, or the rule finds no value in it."""
    field = schema().fields.get(row["field"])
    if row["value"] or field is None:
        return frozenset()
    return frozenset(MARKS[kind] for kind in TOKEN_KINDS.get(field.type, ()))


def _list(row: dict[str, str], problems: Problems) -> ListRule:
    small = row["place"] in _SMALL
    unless = _compiled(row, "unless", problems, small) if row["unless"] else _NEVER
    pattern = _compiled(row, "pattern", problems, small)
    kinds = tuple(row["kinds"].split())
    return ListRule(row["field"], row["place"], row["language"], kinds, pattern, unless)


def _no_capital(row: dict[str, str], column: str, problems: Problems) -> None:
    if _CAPITAL.search(row[column]):
        what = "has a capital, but sentences are read in small letters"
        problems.add(row[FILE], int(row[ROW]), column, what, "write it in small letters")


def _compiled(
    row: dict[str, str], column: str, problems: Problems, small: bool = False
) -> re.Pattern[str]:
    source = row[column]
    if small:
        _no_capital(row, column, problems)
    source = source.replace(",? «", _GLUE + "«")
    source = source.replace("«", "(?P<token>").replace("»", ")")
    either = MARKS["date"] + MARKS["until"]
    source = source.replace("[^{date}", f"[^{either}").replace("{date}", f"[{either}]")
    for kind, mark in MARKS.items():
        source = source.replace("{" + kind + "}", mark)
    try:
        return re.compile(source, 0 if small else re.I)
    except re.error as error:
        problems.add(row[FILE], int(row[ROW]), column, f"is no pattern ({error})", "mend it")
        return _NEVER
