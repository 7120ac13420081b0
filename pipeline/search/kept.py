"""What one build found out, kept for the next: what words can be, and the answers of entries."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.language import Analysis, Language
from pipeline.model.code import code_mark
from pipeline.search.index import Index
from pipeline.search.packed import LAST, as_json

Made = tuple[int, str, str | None]
"""How many documents answer an entry (-1: it is none), the answers as lines of JSON, the places."""
_ROOMS = ("language", "search")
"""Rooms whose code what is kept depends on."""
_MAPPED = 2**31
"""Bytes of the file that are read as memory."""
_FRESH = """
create table words (language text, analyses text, halves text);
create table entries (
  name text primary key, keys text, mark blob, count integer, answers text, places text
);
"""

_FROM = """
select name, keys, mark, count, answers, places from entries where name >= ? order by name
"""
_REPLACE = "insert or replace into entries values (?, ?, ?, ?, ?, ?)"
_NOTHING = "", b"", -1, "", None


class Kept:
    """A file of SQLite with what is costly to find out, true as long as the recipe is the same.

    An entry is kept with the keys that it was made from, and holds while these stand in the same
    places of the same documents.
    """

    def __init__(self, path: Path | None = None, recipe: str = "") -> None:
        """`recipe` tells the tables that words are read by; without a path nothing is kept.

        A file that cannot be read or written is no error: everything is then found out anew.
        """
        self._base: sqlite3.Connection | None = None
        if path is not None:
            with suppress(sqlite3.Error, OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                self._base = _opened(path, f"{code_mark(*_ROOMS)}\n{recipe}")
        self._known: dict[str, tuple[int, int]] = {}
        self._walk: Iterator[tuple[Any, ...]] = iter(())
        self._next: tuple[Any, ...] | None = None
        self._last = LAST

    def remind(self, languages: Mapping[str, Language]) -> None:
        """Tell the languages what they knew of words."""
        for code, analyses, halves in self._rows("select language, analyses, halves from words"):
            known = {lemma: (front, head) for lemma, front, head in json.loads(halves)}
            languages[code].learn((_analysis(row) for row in json.loads(analyses)), known)
        for code, language in languages.items():
            analyses, halves = language.learned()
            self._known[code] = len(analyses), len(halves)

    def answers(self, name: str, index: Index, make: Callable[[], Made]) -> Made:
        """What is kept of the entry if it still holds, else what `make` gives; fastest in order."""
        keys, mark, *told = self._entry(name)
        if keys and index.mark(keys.split("\n")) == mark:
            count, answers, places = told
            return count, answers, places
        if self._base is None:
            return make()
        index.touched.clear()
        made = make()
        used = list(index.touched)
        self._rows(_REPLACE, name, "\n".join(used), index.mark(used), *made)
        return made

    def _entry(self, name: str) -> tuple[Any, ...]:
        """What is kept under a name; of no keys where nothing is."""
        if self._base is None:
            return _NOTHING
        try:
            if name <= self._last:
                self._walk = self._base.execute(_FROM, (name,))
                self._next = next(self._walk, None)
            while self._next and self._next[0] < name:
                self._next = next(self._walk, None)
        except sqlite3.Error:
            self._base = self._next = None
        self._last = name
        return self._next[1:] if self._next and self._next[0] == name else _NOTHING

    def _rows(self, order: str, *values: object) -> list[tuple[Any, ...]]:
        """What the base answers; one that breaks or is busy in other hands is used no more."""
        if self._base is not None:
            try:
                return self._base.execute(order, values).fetchall()
            except sqlite3.Error:
                self._base = None
        return []

    def close(self, languages: Mapping[str, Language]) -> None:
        """Keep what was found out."""
        if self._base is None:
            return
        with suppress(sqlite3.Error):
            for code, language in languages.items():
                row = (code, *_news(language, *self._known.get(code, (0, 0))))
                self._base.execute("insert into words values (?, ?, ?)", row)
            self._base.commit()
        self._base.close()


def _opened(path: Path, recipe: str) -> sqlite3.Connection:
    """The base of the recipe; what was kept by another one goes, and the room it took."""
    base = _connected(path)
    if base.execute("select text from recipe").fetchone() != (recipe,):
        base.close()
        path.unlink()
        base = _connected(path)
        base.executescript(_FRESH)
        base.execute("insert into recipe values (?)", (recipe,))
    return base


def _connected(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path)
    base.execute(f"pragma mmap_size = {_MAPPED}")
    base.execute("create table if not exists recipe (text text)")
    return base


def _news(language: Language, *known: int) -> Iterator[str]:
    """What was found out of words since so many analyses and halves were known, as JSON."""
    analyses, halves = language.learned()
    rows = [
        (one.token, one.lemmas, one.parts, one.related, one.how, one.stop, one.units)
        for one in analyses[known[0] :]
    ]
    yield as_json(rows)
    yield as_json([(lemma, *own) for lemma, own in islice(halves.items(), known[1], None)])


def _analysis(row: list[Any]) -> Analysis:
    token, lemmas, parts, related, how, stop, units = row
    return Analysis(token, tuple(lemmas), tuple(parts), tuple(related), how, stop, tuple(units))
