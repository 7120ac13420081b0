"""The files that the search of the pages reads: words by how they begin, with their answers."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipeline.language import languages_from
from pipeline.search import (
    Finder,
    build_index,
    meanings_from,
    method_mark,
    project_documents,
    shards,
)
from pipeline.site.cache import Cache
from pipeline.site.packages import Published, Record
from pipeline.site.words import LANGUAGES

FOLDER = "search"


def search_files(published: Published, cache: Cache) -> dict[str, bytes]:
    """Path → content of every file of the search; made anew if a table or the method changed."""
    sums = [published.resource(name)["hash"] for name in _NEEDED]
    recipe = "\n".join([method_mark(), *sums])
    kept = cache.get(recipe, lambda _: _joined(_made(published.tables)))
    return {path: text.encode() for path, text in json.loads(kept).items()}


def _joined(files: Mapping[str, bytes]) -> bytes:
    return json.dumps({path: data.decode() for path, data in files.items()}).encode()


def _made(tables: Mapping[str, list[Record]]) -> dict[str, bytes]:
    told = {name: [_told(row) for row in tables[name]] for name in _NEEDED}
    languages = languages_from(told, LANGUAGES)
    meanings = meanings_from(told, languages)
    index = build_index(project_documents(told), languages)
    finder = Finder(index, languages, meanings, forgiving=False)
    return shards(finder, languages)


_NEEDED = (
    *("words", "word_patterns", "word_tails", "word_guesses", "lexicon", "name_words_inflected"),
    *(
        "synonyms",
        "translations",
        "concepts",
        "projects",
        "participations",
        "project_themes",
        "outputs",
    ),
    *("organisations", "themes", "calls", "programmes"),
)


def _told(row: Record) -> dict[str, str]:
    """A record as text, as the tables of the packages have it."""
    return {name: _text(cell) for name, cell in row.items()}


def _text(cell: object) -> str:
    if isinstance(cell, list):
        return ";".join(map(str, cell))
    return "" if cell is None else str(cell)
