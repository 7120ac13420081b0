"""Floor 2: the forms that a date is written in, compiled from the words of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.normalise.words import alternatives

YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
ROLES = (
    *("month", "month tail", "weekday", "day", "ordinal", "clock", "year", "article", "and"),
    *("whole year", "latest before", "latest after", "limit", "end", "day before", "day after"),
)
"""Roles of value_words.csv that dates are made of."""
_BETWEEN = re.compile(r"[\W_]+")
_LEADS = (
    *("weekday", "year", "article", "latest before", "latest after", "limit", "end"),
    *("day before", "clock", "whole year"),
)
"""Roles of the words that may stand before a date."""
_DASH = r"\s?[-–—]\s?"
_NUMBER = r"(?<![0-9.,])(?P<d>[0-9]{1,2})"
_FINNISH = r"[0-9]{1,2}\.\s?[0-9]{1,2}\."
_PARTS = {
    "iso": r"-[0-9]{2}-",
    "full": r"[0-9]\.\s?[0-9]",
    "short": rf"[0-9]\.?{_DASH}[0-9]{{1,2}}\.",
    "yearless": r"\.\s?[0-9]{1,2}\.(?![0-9]|\s?(?:19|20)[0-9]{2})",
    "dotless": r"\.[0-9]{1,2}(?![0-9]|\.\s?[0-9])",
    "slashed": r"[0-9]/[0-9]{1,2}/[0-9]",
    "slash": r"[0-9]/[0-9]",
    "years": YEAR,
    "yearend": YEAR,
}
"""What a date of a form has in it, looked for first because it is quick; else a month's name."""


class DateGrammar:
    """Compiled patterns; made from the words of each role (word -> value)."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._any = {role.replace(" ", "_"): alternatives(words[role]) for role in ROLES}
        self._lead = self._filled(r"(?:\b(?:{year})\s+)?")
        forms = {**self._days(), **self._months(), **self._years()}
        self.forms = {name: _compiled(text) for name, text in forms.items()}
        """Name of a form -> its pattern, in the order in which they are tried."""
        month, year = self._filled(r"\b(?:{month})\b"), self._filled(r"\b(?:{whole_year})\b")
        parts = {**dict.fromkeys(forms, month), **_PARTS, "wholeyear": year}
        self.parts = {name: re.compile(parts[name]) for name in forms}
        """Name of a form -> what a text in small letters must have in it."""
        self._around()
        self._leads = frozenset(_tail(word) for role in _LEADS for word in words[role])

    def leads_to(self, text: str, start: int, end: int) -> bool:
        """Does text[start:end] end in a word or time that may lead to a date? It is quick."""
        words = text[start:end].split()
        if not words or not text[end - 1].isspace():
            return False
        tail = _tail(words[-1])
        return tail in self._leads or tail.isdigit()

    def _filled(self, pattern: str) -> str:
        """The pattern with the words of each role named in braces."""
        for role, either in self._any.items():
            pattern = pattern.replace(f"{{{role}}}", either)
        return pattern

    def _days(self) -> dict[str, str]:
        """Forms of a day; `w` is a word for its number, `d2` the second day of a range."""
        year = rf"(?:,?\s+{self._lead}(?P<y>{YEAR}))?"
        ordinal = r"(?:\.|:[a-zåäö]{1,6}|st|nd|rd|th)?"
        tail = self._filled(r"(?:\s+(?:{month_tail})\b)?")
        name = self._filled(r"(?P<name>{month})\b")
        told = self._filled(r"\s+(?:{day})\b(?:\s+(?:{end})\b)?")
        bare = self._filled(
            rf"\.?(?=\s+(?:{{latest_after}}|{{day_after}}|{{clock}}|{self._lead}{YEAR})\b)"
        )
        return {
            "iso": rf"(?<![0-9-])(?P<y>{YEAR})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})(?![0-9-])"
            r"(?:[T ](?P<hh>[0-9]{2}):(?P<mm>[0-9]{2})(?::[0-9]{2})?)?",
            "slashed": r"(?<![0-9./])(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/"
            rf"(?P<y>{YEAR})(?![./0-9])",
            "full": rf"{_NUMBER}\.\s?(?P<m>[0-9]{{1,2}})\.\s?(?P<y>{YEAR})",
            "short": rf"{_NUMBER}\.\s?(?:(?P<m>[0-9]{{1,2}})\.?)?(?={_DASH}{_FINNISH}\s?{YEAR})",
            "shortnamed": rf"{_NUMBER}\.?(?={_DASH}[0-9]{{1,2}}\.?\s+"
            + self._filled(r"(?:(?:{article}|{day})\s+)?(?:{month})\b)"),
            "named": rf"(?:{_NUMBER}{ordinal}|"
            + self._filled(r"\b(?P<w>{ordinal}))\s+(?:(?:{article}|{day})\s+)?")
            + name + tail + year,
            "us": rf"\b{name}\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,\s+(?P<y>{YEAR})",
            "monthfirst": rf"\b{name}\s+(?:(?P<d>[0-9]{{1,2}}){ordinal}"
            + self._filled(rf"(?:(?:{_DASH}|\s+(?:{{and}})\s+)(?P<d2>[0-9]{{1,2}})\.)?")
            + self._filled(rf"|(?P<w>{{ordinal}}))(?:{told}|{bare})") + year,
            "yearless": rf"{_NUMBER}\.\s?(?P<m>[0-9]{{1,2}})\.(?![0-9]|\s?(?:19|20)[0-9]{{2}})",
            "dotless": rf"{_NUMBER}\.(?P<m>[0-9]{{1,2}})(?![0-9]|\.\s?[0-9])"
            + self._filled(r"(?=\s*(?:$|[,;.)])|\s+(?:{latest_after}|{clock})\b)"),
        }  # fmt: skip

    def _months(self) -> dict[str, str]:
        """Forms of a month; e0, e1 and e2 stand where words for its end may."""
        name = self._filled(r"\b(?P<name>{month})\b(?:\s+(?:{month_tail})\b)?")
        first, last = (self._filled(rf"(?:\s+(?P<{e}>{{end}})\b)?") for e in ("e1", "e2"))
        return {
            "yearmonth": self._filled(rf"\b(?:{{year}})\s+(?P<y>{YEAR})\s+{name}{last}"),
            "month": rf"{name}{first}\s+{self._lead}(?P<y>{YEAR}){last}",
            "slash": rf"(?<![0-9./])(?P<m>[0-9]{{1,2}})/(?P<y>{YEAR})(?![./0-9])",
            "bare": self._filled(rf"(?P<e0>\b(?:{{end}})\s+)?{name}{first}"),
        }

    def _years(self) -> dict[str, str]:
        """Forms of a year or its end; `before` and `after` are words such as "next year's"."""
        return {
            "years": self._filled(
                rf"\b(?:{{year}})\s+(?P<y>{YEAR})(?:{_DASH}(?P<y2>{YEAR}))?(?:\s+(?P<e2>{{end}})\b)?"
            ),
            "yearend": self._filled(rf"\b(?:{{end}})\s+{self._lead}(?P<y>{YEAR})"),
            "wholeyear": self._filled(
                r"\b(?:(?P<before>{whole_year})\s+(?:{end})|(?:{end})\s+(?P<after>{whole_year}))\b"
            ),
        }

    def _around(self) -> None:
        """Patterns of what may stand before and after a date."""
        clock = r"(?P<hh>[0-9]{1,2})(?:[.:](?P<mm>[0-9]{2}))?"
        self.time = _compiled(
            self._filled(
                r"(?:,|\.(?=\s+(?:{clock})\b))?\s*(?:\(?\s*(?:(?P<limit>{limit})\s+)?(?P<clock>{clock})\.?\s*)?"
            )
            + rf"{clock}(?![0-9]|[.,:][0-9])(?!\s*(?:%|€|[0-9]))"
        )
        self.before = _compiled(
            self._filled(
                r"(?:\b(?P<latest>{latest_before})\.?\s+)?"
                rf"(?:\b(?:{{clock}})\.?\s*{clock}\s+(?:(?P<until>{{latest_after}})\s+)?)?"
                r"(?:\b(?P<weekday>{weekday})\.?\s+)?(?:\b(?:{article})\s+)?$"
            )
        )
        """A word of a deadline, a time of day, a weekday and an article, each if there is one."""
        self.after = _compiled(self._filled(r"\s*,?\s*(?:{latest_after})\b"))
        self.end_before = _compiled(self._filled(rf"\b(?:{{end}})\s+{self._lead}$"))
        self.lead = _compiled(
            self._filled(r"(?:\b(?:{limit})\s+)?(?:\b(?:{article})\s+)?$|\b(?:{limit})\s+$")
        )
        self.article = _compiled(self._filled(r"\b(?:{article})\s+$"))
        self.limit_before = _compiled(self._filled(r"\b(?:{limit})\s+$"))
        self.other_year_before = _compiled(
            self._filled(r"\b(?P<year>{whole_year})\s+(?:\b(?:{article})\s+)?$")
        )
        self.other_year_after = _compiled(self._filled(r"\s+(?P<year>{whole_year})\b"))
        self.day_before = _compiled(self._filled(r"\b(?:{day_before}|{weekday})\.?\s+$"))
        self.day_after = _compiled(self._filled(r"\s+(?:{day_after})\b"))


def _tail(words: str) -> str:
    """The last run of letters or digits, in small letters."""
    return _BETWEEN.split(words.lower().rstrip("."))[-1]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
