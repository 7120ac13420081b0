"""The files that the search of the pages reads: words by how they begin, with their answers."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.language import languages_from
from pipeline.model.code import code_mark
from pipeline.search import (
    LEXICON,
    TEXTS,
    Finder,
    Kept,
    build_index,
    meanings_from,
    project_documents,
    shards,
)
from pipeline.site.cache import Cache
from pipeline.site.packages import Published, Record
from pipeline.site.words import LANGUAGES

FOLDER = "search"


def search_files(published: Published, cache: Cache) -> dict[str, bytes]:
    """Path → content of every file of the search; made anew if a table or the method changed."""
    lexicon, texts = ([published.resource(n)["hash"] for n in own] for own in (LEXICON, TEXTS))
    recipe = "\n".join([code_mark("language", "search"), *lexicon, *texts])
    kept = cache.folder / "search.sqlite"
    return cache.files(recipe, lambda: _made(published.tables, Kept(kept, str(lexicon))))


def _made(tables: Mapping[str, list[Record]], known: Kept) -> dict[str, bytes]:
    told = {name: [_told(row) for row in tables[name]] for name in (*LEXICON, *TEXTS)}
    languages = languages_from(told, LANGUAGES)
    known.remind(languages)
    meanings = meanings_from(told, languages)
    index = build_index(project_documents(told), languages)
    finder = Finder(index, languages, meanings, forgiving=False)
    made = shards(finder, languages, kept=known)
    known.close(languages)
    return made


def _told(row: Record) -> dict[str, str]:
    """A record as text, as the tables of the packages have it."""
    return {name: _text(cell) for name, cell in row.items()}


def _text(cell: object) -> str:
    if isinstance(cell, list):
        return ";".join(map(str, cell))
    return "" if cell is None else str(cell)
