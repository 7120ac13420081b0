"""The types a value may have: how each is told, and what to say of a value that is not of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

_EUR = re.compile(r"-?[0-9]{1,15}")
_SUM = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,2})?")
_COUNT = re.compile(r"[0-9]{1,9}")
_PARTIAL_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_TIME = re.compile(r"(T([01][0-9]|2[0-3]):[0-5][0-9])?")
_URL = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(:[0-9]+)?([/?#]\S*)?")
_BOOLEANS = {"yes", "no"}


def _is_date(text: str) -> bool:
    return len(text) == len("2020-01-01") and _is_partial_date(text)


def _is_partial_date(text: str) -> bool:
    if not _PARTIAL_DATE.fullmatch(text):
        return False
    return len(text) < len("2020-01-01") or not pd.isna(pd.to_datetime(text, errors="coerce"))


def _is_moment(text: str) -> bool:
    return _is_date(text[:10]) and bool(_TIME.fullmatch(text[10:]))


def _is_percent(text: str) -> bool:
    return bool(_COUNT.fullmatch(text)) and int(text) <= 100


TYPES: Mapping[str, Callable[[str], bool]] = {
    "eur": lambda text: bool(_EUR.fullmatch(text)),
    "sum": lambda text: bool(_SUM.fullmatch(text)),
    "count": lambda text: bool(_COUNT.fullmatch(text)),
    "percent": _is_percent,
    "date": _is_date,
    "partial_date": _is_partial_date,
    "moment": _is_moment,
    "boolean": lambda text: text in _BOOLEANS,
    "url": lambda text: bool(_URL.fullmatch(text)),
}
"""Type → whether a text is a value of it; the other types are names found in a vocabulary."""
ADVICE: Mapping[str, tuple[str, str]] = {
    "eur": ("is not a sum in whole euros", "write digits only, such as 850000"),
    "sum": ("is not a sum", "write digits with a point for cents, such as -5.47"),
    "count": ("is not a count", "write digits only"),
    "percent": ("is not a percentage", "write a whole number from 0 to 100"),
    "date": ("is not a day", "write it as 2020-12-31"),
    "partial_date": ("is not a day, month or year", "write it as 2020-12-31, 2020-12 or 2020"),
    "moment": ("is not a day with an hour", "write it as 2020-12-31T16:15 or 2020-12-31"),
    "boolean": ("is neither yes nor no", "write yes or no"),
    "url": ("is not an address", "write it as https://example.org/page"),
    "organisation": (
        "is not a municipality or organisation by its official Finnish name",
        "write the official name, or add the body to vocabulary/organisations.csv",
    ),
    "programme": ("is not a programme", "use an id of subjects.csv"),
    "call": ("is not a call", "use an id of subjects.csv"),
    "theme": ("is not a theme", "use an id of vocabulary/themes.csv"),
    "funder": ("is not a funder", "use a word of pipeline/schema.yml"),
    "programme_kind": ("is not a kind of programme", "use a word of pipeline/schema.yml"),
    "output_kind": ("is not a kind of output", "use a word of pipeline/schema.yml"),
}
"""Type → what is wrong with a value that is not of it, and the next move."""
