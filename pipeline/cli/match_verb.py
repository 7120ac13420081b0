"""`digiavustukset match`: prior projects, or texts of a file, that are like an idea."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from pipeline.cli.verb import DATA, Verb
from pipeline.match import (
    Corpus,
    Knowledge,
    asked,
    corpus,
    features,
    knowledge_of,
    project_corpus,
    rank,
    reasons,
)
from pipeline.model import BadInputError, Problem, Problems

LANGUAGES = ("fi", "sv", "en")
COLUMNS = ("id", "lang", "text")


@click.command(cls=Verb, name="match")
@click.argument("idea")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="fi",
    show_default=True,
    help="Language of the idea and of the reasons.",
)
@click.option("--json", "as_json", is_flag=True, help="Print an array of id, strength, score, why.")
@click.option(
    "--corpus",
    "file",
    type=click.Path(path_type=Path),
    help="CSV file with the columns id, lang, text to look in instead of the projects.",
)
@click.option(
    "--most",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help="Print at most so many.",
)
@DATA
def match_command(
    idea: str, lang: str, as_json: bool, file: Path | None, most: int, data: Path
) -> None:
    """Find prior projects like an idea: `match "ostolaskut robotille"`.

    The same method and the same files as on the page "Before you apply". Nothing is printed where
    nothing in the data is similar ([] with --json).
    """
    from pipeline.site.packages import read_packages

    tables = read_packages(data).tables
    known = knowledge_of(tables)
    among = _texts(file, known) if file else project_corpus(tables["projects"], known)
    query = asked(idea, lang, known)
    hits = [
        {
            "id": hit.ident,
            "strength": hit.strength,
            "score": hit.score,
            "why": reasons(hit, query, known, lang) or [_by_meaning(lang)],
        }
        for hit in rank(query, among, known, most)
    ]
    if as_json:
        click.echo(json.dumps(hits, ensure_ascii=False, indent=1))
        return
    for found in hits:
        click.echo(_line(found))


def _by_meaning(language: str) -> dict[str, str]:
    """The reason where no word and no concept can be named."""
    from pipeline.site.frame import SOURCE
    from pipeline.site.words import load_words

    words = load_words(SOURCE / "locale", language)
    return {"kind": "meaning", "text": words.gettext("by meaning only")}


def _line(hit: Mapping[str, Any]) -> str:
    why = ", ".join(reason["text"] for reason in hit["why"])
    return f"{hit['id']}  {hit['strength']}  {why}"


def _texts(file: Path, known: Knowledge) -> Corpus:
    """The texts of a CSV file by id; BadInputError for a missing column or a bad language."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            rows = list(reader)
            columns = reader.fieldnames or []
    except (OSError, UnicodeDecodeError, csv.Error):
        raise BadInputError(
            [Problem(str(file), 0, "", "cannot be read", "give a CSV file in UTF-8")]
        ) from None
    problems = Problems()
    for name in COLUMNS:
        if name not in columns:
            problems.add(file.name, 1, name, "is missing", "give the columns id, lang, text")
    problems.stop()
    for place, row in enumerate(rows, start=2):
        if row["lang"] not in LANGUAGES:
            what = f"{row['lang']!r} is unknown"
            problems.add(file.name, place, "lang", what, "write fi, sv or en")
    problems.stop()
    return corpus({row["id"]: features(row["text"] or "", row["lang"], known) for row in rows})
