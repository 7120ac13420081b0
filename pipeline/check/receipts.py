"""Checks of documents and tokens: where a source can be read, whether its words say the value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.check.evidence import Evidence, Offender, Options, of_raw_row, rule
from pipeline.normalise.counts import count_reader
from pipeline.normalise.dates import date_reader
from pipeline.normalise.euros import euro_reader
from pipeline.vocabulary import Vocabulary

_GROUPED = re.compile(r"\d{1,3}(?:[   .]\d{3})+(?!\d)|\d+(?:,\d+)?")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@rule("source-without-archive")
def source_without_archive(evidence: Evidence, _: Options) -> Iterator[Offender]:
    """Documents with neither an address nor a note that tells where they are."""
    sources = evidence.raw.sources
    bad = sources[(sources["url"] == "") & (sources["note"] == "")]
    for row in bad.to_dict("records"):
        yield of_raw_row(row, row["source_id"], "url", None)


@rule("source-partly-read")
def source_partly_read(evidence: Evidence, _: Options) -> Iterator[Offender]:
    """Documents of which only a part was seen."""
    sources = evidence.raw.sources
    for row in sources[~sources["text_seen"].isin(["full", "own"])].to_dict("records"):
        yield of_raw_row(row, row["source_id"], "text_seen", row["text_seen"])


@rule("as-written-differs")
def as_written_differs(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Statements whose token has figures but not those of the value, or other words for it."""
    for row in has_figures(evidence.statements).to_dict("records"):
        if not _READ[row["rule"]](row["_token"], row["value"], options):
            yield _differing(row)
    in_words = _readable(evidence.statements, has_figures=False)
    in_words = in_words[~in_words["field"].isin(options["counts_something_else"])]
    read = _reader_of_words(evidence.vocabulary)
    for row in in_words.to_dict("records"):
        said, value = read(row["rule"], row["_token"]), row["value"]
        if said and said != value and not (_is_day(said) and value.startswith(said)):
            yield _differing(row)


def _differing(row: Mapping[Any, Any]) -> Offender:
    found = of_raw_row(row, row["subject_id"], row["field"], row["value"])
    return {**found, "other": f"”{row['_token']}”"}


def has_figures(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements of a readable type whose token has figures, with the column _token."""
    return _readable(statements, has_figures=True)


def _readable(statements: pd.DataFrame, has_figures: bool) -> pd.DataFrame:
    corrected = statements["corrected"]
    token = corrected.where(corrected != "", statements["as_written"])
    wanted = token.str.contains(r"\d") if has_figures else ~token.str.contains(r"\d|^$")
    return statements.assign(_token=token)[statements["rule"].isin(list(_READ)) & wanted]


def _is_day(text: str) -> bool:
    return "-" in text[1:]


def _reader_of_words(vocabulary: Vocabulary) -> Callable[[str, str], str]:
    """(type, token without figures) → the value that its words say, "" where none is read."""
    euros, counts = euro_reader(vocabulary), count_reader(vocabulary)
    dates = date_reader(vocabulary)

    def read(kind: str, token: str) -> str:
        if kind in ("eur", "sum"):
            sum_ = euros.parse(token)
            return str(sum_.eur) if sum_ else ""
        if kind in ("count", "percent"):
            return str(counts.number(token) or "")
        day = dates.parse(token, None)
        return day.value if day else ""

    return read


def _says_sum(token: str, value: str, options: Options) -> bool:
    """Some figure of the token, perhaps in thousands or millions, is the sum."""
    wanted = abs(Decimal(value))
    figures = [_decimal(figure) for figure in _GROUPED.findall(token)]
    return any(figure * scale == wanted for figure in figures for scale in options["scales"])


def _says_count(token: str, value: str, _: Options) -> bool:
    """Some figure of the token that is not a year is the count; only years tell nothing."""
    figures = [
        _decimal(figure) for figure in _GROUPED.findall(token) if not _YEAR.fullmatch(figure)
    ]
    return not figures or Decimal(value) in figures


def _says_day(token: str, value: str, _: Options) -> bool:
    """The years of the token hold that of the value, and so do its days and months."""
    figures = _DIGITS.findall(token)
    years = {int(figure) for figure in figures if len(figure) == 4}
    small = {int(figure) for figure in figures if len(figure) <= 2}
    year, *rest = (int(part) for part in value[:10].split("-"))
    if years and year not in years:
        return False
    dotted = re.search(r"\d\.\d{1,2}\.\d{4}", token) is not None
    return set(rest) <= small if dotted else not (small and rest) or bool(small & set(rest))


def _decimal(figure: str) -> Decimal:
    if "," in figure:
        return Decimal(figure.replace(",", "."))
    return Decimal(re.sub(r"\D", "", figure))


_READ: Mapping[str, Callable[[str, str, Options], bool]] = {
    "eur": _says_sum,
    "sum": _says_sum,
    "percent": _says_count,
    "count": _says_count,
    "date": _says_day,
    "partial_date": _says_day,
    "moment": _says_day,
}
"""Type of a value → whether the figures of a token say it."""
