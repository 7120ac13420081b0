"""Floor 2: dates as written -> ISO dates, each a day, a last day, a month or a year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.normalise.words import alternatives, word_map
from pipeline.vocabulary import Vocabulary

DAY, LATEST, MONTH, YEAR = "day", "latest", "month", "year"
_AROUND = 48
_DAYS = ("iso", "full", "short", "named", "us", "yearless")
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_DASH = r"\s?[-–—]\s?"
_PARTS = {
    "iso": r"-[0-9]{2}-",
    "full": r"[0-9]\.",
    "short": r"[0-9]\.",
    "yearless": r"[0-9]\.",
    "slash": r"[0-9]/",
    "years": _YEAR,
    "yearend": _YEAR,
}
"""What a date of a form has in it, looked for first because it is quick; else a month's name."""


@dataclass(frozen=True)
class FoundDate:
    """One date found in a text.

    `value` is 2021-05-04, with a time 2021-05-04T16:15, for a month 2020-03, for a year 2021.
    `kind` is day, latest (the last day on which something may happen), month or year.
    """

    value: str
    kind: str
    start: int
    end: int


class DateReader:
    """Reads dates; made by date_reader from the word lists."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._months = words["month"]
        month, end = alternatives(words["month"]), alternatives(words["end"])
        year, article = alternatives(words["year"]), alternatives(words["article"])
        lead = rf"(?:\b(?:{year})\s+)?"
        flags = re.IGNORECASE
        patterns = {
            "iso": rf"(?<![0-9-])(?P<y>{_YEAR})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})(?![0-9-])"
            r"(?:[T ](?P<hh>[0-9]{2}):(?P<mm>[0-9]{2})(?::[0-9]{2})?)?",
            "full": rf"(?<![0-9.,])(?P<d>[0-9]{{1,2}})\.\s?(?P<m>[0-9]{{1,2}})\.\s?(?P<y>{_YEAR})",
            "short": r"(?<![0-9.,])(?P<d>[0-9]{1,2})\.\s?(?:(?P<m>[0-9]{1,2})\.?)?"
            rf"(?={_DASH}[0-9]{{1,2}}\.\s?[0-9]{{1,2}}\.\s?{_YEAR})",
            "named": rf"(?<![0-9.,])(?P<d>[0-9]{{1,2}})(?:\.|:[ea]|st|nd|rd|th)?\s+"
            rf"(?:(?:{article})\s+)?(?P<name>{month})\b(?:,?\s+{lead}(?P<y>{_YEAR}))?",
            "us": rf"\b(?P<name>{month})\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,\s+(?P<y>{_YEAR})",
            "yearless": r"(?<![0-9.,])(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\."
            r"(?![0-9]|\s?(?:19|20)[0-9]{2})",
            "yearmonth": rf"\b(?:{year})\s+(?P<y>{_YEAR})\s+(?P<name>{month})\b"
            rf"(?:\s+(?P<e2>{end})\b)?",
            "month": rf"\b(?P<name>{month})\b(?:\s+(?P<e1>{end}))?\s+{lead}(?P<y>{_YEAR})"
            rf"(?:\s+(?P<e2>{end})\b)?",
            "slash": rf"(?<![0-9./])(?P<m>[0-9]{{1,2}})/(?P<y>{_YEAR})(?![./0-9])",
            "bare": rf"(?P<e0>\b(?:{end})\s+)?\b(?P<name>{month})\b(?:\s+(?P<e1>{end})\b)?",
            "years": rf"\b(?:{year})\s+(?P<y>{_YEAR})(?:{_DASH}(?P<y2>{_YEAR}))?"
            rf"(?:\s+(?P<e2>{end})\b)?",
            "yearend": rf"\b(?:{end})\s+{lead}(?P<y>{_YEAR})",
        }
        self._patterns = {name: re.compile(text, flags) for name, text in patterns.items()}
        self._any = re.compile(
            rf"[0-9]\.\s?[0-9]|-[0-9]{{2}}-|[0-9]/|{_YEAR}|\b(?:{month})\b", flags
        )
        parts = {name: _PARTS.get(name, rf"\b(?:{month})\b") for name in patterns}
        self._parts = {name: re.compile(text, flags) for name, text in parts.items()}
        clock = alternatives(words["clock"])
        self._time = re.compile(
            rf",?\s*(?:\(?\s*(?P<clock>{clock})\.?\s*)?(?P<hh>[0-9]{{1,2}})"
            rf"(?:[.:](?P<mm>[0-9]{{2}}))?(?![0-9]|[.,:][0-9])(?!\s*(?:%|€|[0-9]))",
            flags,
        )
        self._end_before = re.compile(rf"\b(?:{end})\s+{lead}$", flags)
        before = alternatives(words["latest before"])
        self._latest_before = re.compile(rf"\b(?:{before})\.?\s+(?:(?:{article})\s+)?$", flags)
        limit = alternatives(words["limit"])
        self._lead = re.compile(
            rf"(?:\b(?:{limit})\s+)?(?:\b(?:{article})\s+)?$|\b(?:{limit})\s+$", flags
        )
        after = alternatives(words["latest after"])
        self._day_before = re.compile(rf"\b(?:{alternatives(words['day before'])})\s+$", flags)
        self._day_after = re.compile(rf"\s+(?:{alternatives(words['day after'])})\b", flags)
        self._latest_after = re.compile(rf"\s*,?\s*(?:{after})\b", flags)

    def find(self, text: str, year: int | None = None) -> list[FoundDate]:
        """Every date in the text in order.

        `year` completes days and ends of months written without a year; without it they are left
        out. Dates that no calendar has are left out.
        """
        if not self._any.search(text):
            return []
        taken = bytearray(len(text))
        found = []
        has = {part: part.search(text) is not None for part in set(self._parts.values())}
        for name, pattern in self._patterns.items():
            for hit in pattern.finditer(text) if has[self._parts[name]] else ():
                if any(taken[hit.start() : hit.end()]):
                    continue
                for dated in self._dates(name, hit, text, year):
                    item = self._led(dated, text, taken)
                    found.append(item)
                    taken[item.start : item.end] = b"\x01" * (item.end - item.start)
        return sorted(found, key=lambda item: item.start)

    def parse(self, text: str, year: int | None = None) -> FoundDate | None:
        """The one date in the text; None if it has none or several."""
        found = self.find(text, year)
        return found[0] if len(found) == 1 else None

    def _dates(
        self, name: str, hit: re.Match[str], text: str, year: int | None
    ) -> Iterator[FoundDate]:
        if name in _DAYS:
            yield from self._day(name, hit, text, year)
        elif name in ("years", "yearend"):
            yield from self._years(hit, text, name == "yearend")
        else:
            yield from self._month(name, hit, text, year)

    def _day(
        self, name: str, hit: re.Match[str], text: str, year: int | None
    ) -> Iterator[FoundDate]:
        parts = hit.groupdict()
        if name == "short":
            later = self._patterns["full"].search(text, hit.end())
            if later is None:
                return
            parts = {"d": parts["d"], "m": parts["m"] or later["m"], "y": later["y"]}
        month = self._months[parts["name"].lower()] if "name" in parts else parts["m"]
        day = _iso(int(parts.get("y") or year or 0), int(month or 0), int(parts["d"] or 0))
        if not day:
            return
        item = FoundDate(day, DAY, hit.start(), hit.end())
        if parts.get("hh"):
            yield replace(item, value=_with_time(day, parts["hh"], parts["mm"]))
            return
        bound = self._latest(self._timed(item, text), text)
        told = bound.kind == LATEST or "T" in bound.value or self._among_dates(hit, text)
        if name != "yearless" or told:
            yield bound

    def _among_dates(self, hit: re.Match[str], text: str) -> bool:
        """Do a weekday or a verb such as "alkaa" show that "24.11." is a day and no number?"""
        before = self._day_before.search(text, max(0, hit.start() - _AROUND), hit.start())
        return bool(before or self._day_after.match(text, hit.end()))

    def _timed(self, item: FoundDate, text: str) -> FoundDate:
        """With the time of day that follows; without a clock word it needs minutes."""
        hit = self._time.match(text, item.end)
        if hit is None or not (hit["clock"] or hit["mm"]):
            return item
        value = _with_time(item.value, hit["hh"], hit["mm"])
        return item if value == item.value else replace(item, value=value, end=hit.end())

    def _month(
        self, name: str, hit: re.Match[str], text: str, year: int | None
    ) -> Iterator[FoundDate]:
        parts = hit.groupdict()
        month = int(self._months[parts["name"].lower()]) if "name" in parts else int(parts["m"])
        number = int(parts.get("y") or year or 0)
        if not (1 <= month <= 12 and number):
            return
        ends = any(parts.get(part) for part in ("e0", "e1", "e2"))
        if name == "bare" and not ends:
            return
        head = self._end_before.search(text, max(0, hit.start() - _AROUND), hit.start())
        start = head.start() if head else hit.start()
        item = FoundDate(f"{number:04d}-{month:02d}", MONTH, start, hit.end())
        yield self._closed(item, text, bool(ends or head), _last_day(number, month))

    def _years(self, hit: re.Match[str], text: str, ends: bool) -> Iterator[FoundDate]:
        parts = hit.groupdict()
        last = f"{parts['y']}-12-31"
        if parts.get("y2"):
            yield FoundDate(parts["y"], YEAR, hit.start(), hit.end("y"))
            yield FoundDate(parts["y2"], YEAR, hit.start("y2"), hit.end())
            return
        head = self._end_before.search(text, max(0, hit.start() - _AROUND), hit.start())
        start = head.start() if head else hit.start()
        item = FoundDate(parts["y"], YEAR, start, hit.end())
        yield self._closed(item, text, bool(ends or head or parts.get("e2")), last)

    def _closed(self, item: FoundDate, text: str, ends: bool, last: str) -> FoundDate:
        """A month or year whose end is meant becomes its last day."""
        bound = self._latest(replace(item, kind=DAY), text)
        if not ends and bound.kind != LATEST:
            return item
        return replace(bound, value=last, kind=LATEST)

    def _led(self, item: FoundDate, text: str, taken: bytearray) -> FoundDate:
        """With the words that lead to it, such as "den" and "före", in its span."""
        hit = self._lead.search(text, max(0, item.start - _AROUND), item.start)
        if hit is None or any(taken[hit.start() : item.start]):
            return item
        return replace(item, start=hit.start())

    def _latest(self, item: FoundDate, text: str) -> FoundDate:
        """As a last day, if words of a deadline stand before or after it."""
        after = self._latest_after.match(text, item.end)
        if after:
            return replace(item, kind=LATEST, end=after.end())
        from_place = max(0, item.start - _AROUND)
        before = self._latest_before.search(text, from_place, item.start)
        if before:
            return replace(item, kind=LATEST, start=before.start())
        return item


def date_reader(vocabulary: Vocabulary) -> DateReader:
    """A reader of dates with the words of data/raw/vocabulary/value_words.csv."""
    bounds = ("latest before", "latest after", "limit", "end", "day before", "day after")
    roles = ("month", "clock", "year", "article", *bounds)
    return DateReader({role: word_map(vocabulary.value_words, role) for role in roles})


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _with_time(day: str, hours: str, minutes: str | None) -> str:
    if int(hours) > 23 or int(minutes or 0) > 59:
        return day
    return f"{day}T{int(hours):02d}:{int(minutes or 0):02d}"


def _last_day(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"
