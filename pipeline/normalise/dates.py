"""Floor 2: dates as written -> ISO dates, each a day, a last day, a month or a year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from pipeline.normalise.date_grammar import ROLES, DateGrammar
from pipeline.normalise.date_grammar import YEAR as YEAR_DIGITS
from pipeline.normalise.words import word_map
from pipeline.vocabulary import Vocabulary

DAY, LATEST, MONTH, YEAR = "day", "latest", "month", "year"
_AROUND = 60
_DAYS = (
    "iso",
    "slashed",
    "full",
    "short",
    "shortnamed",
    "named",
    "us",
    "monthfirst",
    "yearless",
    "dotless",
)
_DATED = ("full", "named", "monthfirst")
_SHORT = {"short": "full", "shortnamed": "named"}
"""The first day of a range -> the form of the date that completes it."""
_DOUBTFUL = ("yearless", "dotless")
"""Forms that may be a number of another kind: they need a word that shows that they are a day."""
_NEAR = 60
_LED_BY_YEAR = re.compile(rf"(?<![0-9./–-])({YEAR_DIGITS})[^0-9.;:!?]{{0,20}},[^0-9.;:!?]{{1,25}}$")
"""A year told just before, as in "under 2019, dock senast den 30 september"."""
_GAP = re.compile(r"[^0-9.;!?\n]{1,24}")
"""What may stand between two dates of which only the second tells the year."""


class FoundDate(NamedTuple):
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
        self._words = words
        self._grammar = DateGrammar(words)
        self._parts = frozenset(self._grammar.parts.values())

    def find(self, text: str, year: int | None = None) -> list[FoundDate]:
        """Every date in the text in order.

        `year` completes days and ends of months written without a year; without it they are left
        out. Dates that no calendar has are left out.
        """
        grammar, small = self._grammar, text.lower()
        has = {part: part.search(small) is not None for part in self._parts}
        if not any(has.values()):
            return []
        taken = bytearray(len(text))
        found = []
        for name, pattern in grammar.forms.items():
            for hit in pattern.finditer(text) if has[grammar.parts[name]] else ():
                if any(taken[hit.start() : hit.end()]):
                    continue
                for dated in self._dates(name, hit, text, year):
                    item = self._led(dated, hit, text, taken)
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
        elif name == "wholeyear":
            yield from self._whole_year(hit, text, year)
        else:
            yield from self._month(name, hit, text, year)

    def _day(
        self, name: str, hit: re.Match[str], text: str, year: int | None
    ) -> Iterator[FoundDate]:
        parts = hit.groupdict()
        later = self._later(name, hit, text)
        parts = {"name": None, "m": None, "w": None, "d2": None} | parts
        if later and not (parts["m"] or parts["name"]):
            parts |= {"m": later.groupdict().get("m"), "name": later.groupdict().get("name")}
        told = later is not None
        first = self._iso(parts.get("y") or self._year_around(hit, text, year), parts)
        if later and later["y"]:
            first = self._before_later(parts, later)
        if not first:
            return
        item = FoundDate(first, DAY, hit.start(), hit.end())
        if hours := parts.get("hh"):
            yield item._replace(value=_with_time(first, hours, parts["mm"]))
            return
        if parts["d2"] and (second := self._iso(first[:4], parts | {"d": parts["d2"]})):
            yield item._replace(end=hit.end("d"))
            item = FoundDate(second, DAY, hit.start("d2"), hit.end())
        bound = self._bound(self._timed(item, text), text)
        told |= bound.kind == LATEST or "T" in bound.value or self._among_dates(hit, text)
        if told or name not in _DOUBTFUL:
            yield bound

    def _later(self, name: str, hit: re.Match[str], text: str) -> re.Match[str] | None:
        """The date that completes this one, as in "3 maj till den 4 juni 2021"; None if none."""
        forms = self._grammar.forms
        if name in _SHORT:
            return forms[_SHORT[name]].search(text, hit.end())
        if hit.groupdict().get("y"):
            return None
        time = self._grammar.time.match(text, hit.end())
        end = time.end() if time and (time["clock"] or time["mm"]) else hit.end()
        near = (forms[form].search(text, end, end + _NEAR) for form in _DATED)
        return next(
            (d for d in near if d and d["y"] and _GAP.fullmatch(text, end, d.start())), None
        )

    def _year_around(self, hit: re.Match[str], text: str, year: int | None) -> str | int | None:
        """The year of a day without one: told just before, last or next year, or the `year`."""
        led = _LED_BY_YEAR.search(text, 0, hit.start())
        if led or year is None:
            return led[1] if led else None
        grammar = self._grammar
        other = self._before(grammar.other_year_before, text, hit.start())
        other = other or grammar.other_year_after.match(text, hit.end())
        words = " ".join(other["year"].lower().split()) if other else ""
        return year + int(self._words["whole year"].get(words, 0))

    def _before_later(self, parts: Mapping[str, str | None], later: re.Match[str]) -> str:
        """The last such day that is not after the later one, which tells the year."""
        last = self._iso(later["y"], later.groupdict())
        first = self._iso(later["y"], parts)
        return first if first <= last or not last else self._iso(int(later["y"]) - 1, parts)

    def _iso(self, year: str | int | None, parts: Mapping[str, str | None]) -> str:
        """The day in ISO form, or "" if no calendar has it; `w` tells the first or the last."""
        name, word = parts.get("name"), parts.get("w")
        month = int((self._words["month"][name.lower()] if name else parts.get("m")) or 0)
        number = int(parts.get("d") or 0)
        if word:
            number = int(self._words["ordinal"][" ".join(word.lower().split())])
            number = min(number, _days_in(int(year or 0), month))
        try:
            return date(int(year or 0), month, number).isoformat()
        except ValueError:
            return ""

    def _among_dates(self, hit: re.Match[str], text: str) -> bool:
        """Do a weekday or a verb such as "alkaa" show that "24.11." is a day and no number?"""
        before = self._before(self._grammar.day_before, text, hit.start())
        return bool(before or self._grammar.day_after.match(text, hit.end()))

    def _timed(self, item: FoundDate, text: str) -> FoundDate:
        """With the time of day that follows; without a clock word it needs minutes."""
        hit = self._grammar.time.match(text, item.end)
        if "T" in item.value or hit is None or not (hit["clock"] or hit["mm"]):
            return item
        value = _with_time(item.value, hit["hh"], hit["mm"])
        kind = LATEST if hit["limit"] else item.kind
        return item if value == item.value else FoundDate(value, kind, item.start, hit.end())

    def _month(
        self, name: str, hit: re.Match[str], text: str, year: int | None
    ) -> Iterator[FoundDate]:
        parts = hit.groupdict()
        month = int(self._words["month"][parts["name"].lower()] if "name" in parts else parts["m"])
        number = int(parts.get("y") or year or 0)
        if not (1 <= month <= 12 and number):
            return
        ends = any(parts.get(part) for part in ("e0", "e1", "e2"))
        last = f"{number:04d}-{month:02d}-{_days_in(number, month):02d}"
        found = self._ended(f"{number:04d}-{month:02d}", hit, text, ends, last)
        if name != "bare" or found.kind == LATEST:
            yield found._replace(kind=MONTH) if found.kind != LATEST else found

    def _years(self, hit: re.Match[str], text: str, ends: bool) -> Iterator[FoundDate]:
        parts = hit.groupdict()
        if parts.get("y2"):
            yield FoundDate(parts["y"], YEAR, hit.start(), hit.end("y"))
            yield FoundDate(parts["y2"], YEAR, hit.start("y2"), hit.end())
            return
        ends = ends or bool(parts.get("e2"))
        yield self._ended(parts["y"], hit, text, ends, f"{parts['y']}-12-31")

    def _whole_year(self, hit: re.Match[str], text: str, year: int | None) -> Iterator[FoundDate]:
        """The end of this, the next or the last year; of this one only as a deadline."""
        if year is None:
            return
        words = " ".join((hit["before"] or hit["after"]).lower().split())
        by = int(self._words["whole year"][words])
        last = f"{year + by:04d}-12-31"
        found = self._bound(FoundDate(last, DAY, hit.start(), hit.end()), text)
        limit = self._grammar.limit_before.search(text, 0, hit.start())
        if by or limit or found.kind == LATEST:
            yield found._replace(kind=LATEST)

    def _ended(self, value: str, hit: re.Match[str], text: str, ends: bool, last: str) -> FoundDate:
        """A month or year, or its last day if its end is meant."""
        head = self._before(self._grammar.end_before, text, hit.start())
        start = head.start() if head else hit.start()
        item = FoundDate(last, DAY, start, hit.end())
        bound = self._bound(item, text)
        if not (ends or head) and bound.kind != LATEST:
            return FoundDate(value, YEAR if len(value) == 4 else MONTH, start, hit.end())
        return bound._replace(value=last, kind=LATEST)

    def _led(self, item: FoundDate, hit: re.Match[str], text: str, taken: bytearray) -> FoundDate:
        """With the words that lead to it, such as "den" and "före", in its span."""
        if any(taken[item.start : hit.start()]):
            return item._replace(start=hit.start())
        words = self._grammar.lead if item.kind == LATEST else self._grammar.article
        lead = self._before(words, text, item.start)
        if lead is None or any(taken[lead.start() : item.start]):
            return item
        return item._replace(start=lead.start())

    def _before(self, words: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
        """What stands just before a date, of the words that may lead to one."""
        start = max(0, end - _AROUND)
        if not self._grammar.leads_to(text, start, end):
            return None
        return words.search(text, start, end)

    def _bound(self, item: FoundDate, text: str) -> FoundDate:
        """As a last day, if words of a deadline stand around; with a weekday and a time before."""
        after = self._grammar.after.match(text, item.end)
        if after:
            item = self._timed(item._replace(kind=LATEST, end=after.end()), text)
        before = self._before(self._grammar.before, text, item.start)
        if before is None:
            return item
        value = item.value
        if before["hh"] and len(value) == len("2021-05-04"):
            value = _with_time(value, before["hh"], before["mm"])
        late = before["latest"] or before["until"]
        led = late or before["weekday"] or value != item.value
        start = before.start() if led else item.start
        return FoundDate(value, LATEST if late else item.kind, start, item.end)


def date_reader(vocabulary: Vocabulary) -> DateReader:
    """A reader of dates with the words of data/raw/vocabulary/value_words.csv."""
    return DateReader({role: word_map(vocabulary.value_words, role) for role in ROLES})


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if year and 1 <= month <= 12 else 0


def _with_time(day: str, hours: str, minutes: str | None) -> str:
    if int(hours) > 23 or int(minutes or 0) > 59:
        return day
    return f"{day}T{int(hours):02d}:{int(minutes or 0):02d}"
