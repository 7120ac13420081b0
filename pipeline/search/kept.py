"""What one build found out, kept for the next: what words can be, and the answers of entries."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import Any

from pipeline.language import Analysis, Language
from pipeline.search.index import Index
from pipeline.search.mark import method_mark

Made = tuple[int, str, str | None]
"""How many documents answer an entry (-1: it is none), the answers and the places as JSON."""
_TABLES = """
create table if not exists recipe (text text);
create table if not exists words (language text primary key, analyses text);
create table if not exists entries (
  name text primary key, keys text, mark blob, count integer, answers text, places text
);
"""


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
                self._base = _opened(path, f"{method_mark()}\n{recipe}")
        self._words: dict[str, int] = {}

    def remind(self, languages: Mapping[str, Language]) -> None:
        """Tell the languages what they knew of words."""
        rows = self._base.execute("select language, analyses from words") if self._base else ()
        for code, told in rows:
            languages[code].learn(_analysis(row) for row in json.loads(told))
            self._words[code] = len(languages[code].learned())

    def answers(self, name: str, index: Index, make: Callable[[], Made]) -> Made:
        """What is kept of the entry if it still holds, else what `make` gives."""
        if self._base is None:
            return make()
        select = "select keys, mark, count, answers, places from entries where name = ?"
        row = self._base.execute(select, (name,)).fetchone()
        if row and index.mark(row[0].split("\n")) == row[1]:
            return row[2], row[3], row[4]
        index.touched.clear()
        made = make()
        keys = list(index.touched)
        replace = "insert or replace into entries values (?, ?, ?, ?, ?, ?)"
        with suppress(sqlite3.Error):
            self._base.execute(replace, (name, "\n".join(keys), index.mark(keys), *made))
        return made

    def close(self, languages: Mapping[str, Language]) -> None:
        """Keep what was found out."""
        if self._base is None:
            return
        with suppress(sqlite3.Error):
            for code, language in languages.items():
                learned = language.learned()
                if len(learned) != self._words.get(code):
                    told = json.dumps([astuple(one) for one in learned], ensure_ascii=False)
                    self._base.execute("insert or replace into words values (?, ?)", (code, told))
            self._base.commit()
        self._base.close()


def _opened(path: Path, recipe: str) -> sqlite3.Connection:
    base = sqlite3.connect(path)
    base.executescript(_TABLES)
    if base.execute("select text from recipe").fetchone() != (recipe,):
        base.executescript("delete from recipe; delete from words; delete from entries;")
        base.execute("insert into recipe values (?)", (recipe,))
    return base


def _analysis(row: list[Any]) -> Analysis:
    token, lemmas, parts, related, how, stop, units = row
    return Analysis(token, tuple(lemmas), tuple(parts), tuple(related), how, stop, tuple(units))
