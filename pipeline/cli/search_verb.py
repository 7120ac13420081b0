"""The verb search: the projects, or other texts, searched by the method of the site."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Container, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

from pipeline.cli.verb import DATA, Verb
from pipeline.language import languages_from
from pipeline.model import BadInputError, Problem
from pipeline.schema import LANGUAGES
from pipeline.search import (
    LEXICON,
    TEXT,
    TEXTS,
    Document,
    Field,
    Finder,
    build_index,
    meanings_from,
    project_documents,
    reasons,
)

Row = dict[str, str]
_COLUMNS = ("id", "lang", "text")


@click.command(name="search", cls=Verb)
@click.argument("query")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="fi",
    show_default=True,
    help="Language that the query is written in.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the answers for a machine.")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    help="Search the texts of this CSV file (columns id, lang, text) instead of the projects.",
)
@DATA
def search_command(query: str, lang: str, as_json: bool, corpus: Path | None, data: Path) -> None:
    """Find projects by words in any form, in Finnish, Swedish or English.

    "Quotes" hold a phrase together, a minus in front of a word keeps its documents out. Answers
    come best first with the reason for each.
    """
    tables = read_tables(data, {*LEXICON, *TEXTS})
    found = answers(query, lang, data, tables, corpus)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for answer in found:
        click.echo(f"{answer['score']:>5}  {answer['id']}  {answer['title']}")
        for why in answer["why"]:
            click.echo(f"       {why['kind']}: {why['text']}")
    if not found:
        click.echo("Nothing found.", err=True)


def answers(
    query: str, lang: str, data: Path, tables: Mapping[str, list[Row]], corpus: Path | None = None
) -> list[dict[str, Any]]:
    """The answers to a query, best first: id, title, score and why; of a corpus the id is title.

    `tables` are those of the packages in `data` that the search reads.
    """
    documents = corpus_documents(corpus) if corpus else project_documents(tables)
    languages = languages_from(tables, LANGUAGES)
    meanings = meanings_from(tables, languages)
    finder = Finder(build_index(documents, languages), languages, meanings)
    found = finder.find(query, lang)
    idents = [documents[one.document].ident for one in found]
    titles = project_names(idents, data, lang) if idents and not corpus else {}
    return [
        {
            "id": ident,
            "title": titles.get(ident, ident),
            "score": one.score,
            "whole": one.whole,
            "why": reasons(documents[one.document], one),
        }
        for ident, one in zip(idents, found, strict=True)
    ]


def project_names(idents: Collection[str], data: Path, lang: str) -> dict[str, str]:
    """Project → what its page in the language is headed."""
    from pipeline.site.frame import SOURCE
    from pipeline.site.library import Library
    from pipeline.site.packages import read_packages
    from pipeline.site.routes import Routes
    from pipeline.site.speech import Speech
    from pipeline.site.words import load_words

    library = Library(read_packages(data), Routes({}))
    speech = Speech(library, load_words(SOURCE / "locale", lang))
    return {ident: speech.project_title(library.projects[ident]) for ident in idents}


def corpus_documents(path: Path) -> list[Document]:
    """The texts of a CSV file; BadInputError with file, row and field for what cannot be used."""
    rows = list(_rows(path))
    missing = [column for column in _COLUMNS if rows and column not in rows[0]]
    if not rows or missing:
        what = f"lacks {', '.join(missing) or 'rows'}"
        raise _bad(path, 1, "", what, "give a header id,lang,text and a row for each text")
    return [_corpus_document(path, line, row) for line, row in enumerate(rows, start=2)]


def _corpus_document(path: Path, line: int, row: Row) -> Document:
    lang = (row["lang"] or "").strip()
    if lang not in LANGUAGES:
        raise _bad(path, line, "lang", f"is {lang!r}", f"use one of {', '.join(LANGUAGES)}")
    if not row["id"]:
        raise _bad(path, line, "id", "is empty", "give each text an id of its own")
    return Document(row["id"], (Field(TEXT, lang, row["text"] or ""),))


def read_tables(data: Path, wanted: Container[str] | None = None) -> dict[str, list[Row]]:
    """The published tables by name, all or those wanted; BadInputError if they are missing."""
    paths = (path for path in sorted(data.glob("*/*.csv")) if not wanted or path.stem in wanted)
    tables = {path.stem: list(_rows(path)) for path in paths}
    if "words" not in tables or "projects" not in tables:
        raise _bad(data, 0, "", "holds no data packages", "run digiavustukset build first")
    return tables


def _rows(path: Path) -> Iterator[Row]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _bad(path, 0, "", f"cannot be read ({error.strerror})", "name a CSV file") from None
    except UnicodeDecodeError:
        raise _bad(path, 0, "", "is not UTF-8", "save it as UTF-8 CSV") from None
    try:
        reader = csv.reader(io.StringIO(text, newline=""))
        names = next(reader, [])
        yield from (dict(zip_longest(names, row, fillvalue="")) for row in reader if row)
    except csv.Error as error:
        raise _bad(path, 0, "", f"is no CSV file ({error})", "save it as UTF-8 CSV") from None


def _bad(path: Path, row: int, field: str, what: str, move: str) -> BadInputError:
    return BadInputError([Problem(str(path), row, field, what, move)])
