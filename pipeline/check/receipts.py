"""Checks of documents and tokens: where a source can be read, whether its words say the value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

import pandas as pd

from pipeline.check.evidence import Evidence, Offender, Options, of_raw_row, rule

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
    """Statements whose token has figures, but not those of the value.

    Tokens in words alone are not judged here. A reader of words (see pipeline/normalise) may
    take the place of a function of _READ without a change elsewhere.
    """
    for row in has_figures(evidence.statements).to_dict("records"):
        if not _READ[row["rule"]](row["_token"], row["value"], options):
            found = of_raw_row(row, row["subject_id"], row["field"], row["value"])
            yield {**found, "other": f"”{row['_token']}”"}


def has_figures(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements of a readable type whose token has figures, with the column _token."""
    corrected = statements["corrected"]
    token = corrected.where(corrected != "", statements["as_written"])
    readable = statements["rule"].isin(list(_READ)) & token.str.contains(r"\d")
    return statements.assign(_token=token)[readable]


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
