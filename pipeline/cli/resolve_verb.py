"""Floor 5: `digiavustukset resolve`: the codes of names, from the arguments or standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from pipeline.cli.verb import RAW, Verb
from pipeline.normalise.names import NameMatch, Names, names_from
from pipeline.vocabulary import LEXICON, load_vocabulary

FIELDS = ("input", "code", "name_fi", "kind", "how", "flagged", "rivals")


@click.command(cls=Verb)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--at", type=click.DateTime(["%Y-%m-%d"]), help="Day at which the name is meant.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@RAW
def resolve(names: tuple[str, ...], at: datetime | None, as_json: bool, raw: Path) -> None:
    """Say which municipality or other body each NAME is.

    Without NAME, reads one name a line from standard input. A name may be in any case, in Finnish
    or Swedish, with or without a word such as kaupunki or stad.
    """
    known = names_from(load_vocabulary(raw, LEXICON))
    for line in resolved_lines(known, names or _stdin(), at.date() if at else None, as_json):
        click.echo(line)


def resolved_lines(
    known: Names, names: Iterator[str] | tuple[str, ...], at: date | None, as_json: bool
) -> Iterator[str]:
    """One line for each name: JSON, or code, name, how, rivals and flag between tabs."""
    for name in names:
        match = known.resolve(name, at)
        yield as_json_line(match) if as_json else as_text_line(match)


def as_json_line(match: NameMatch) -> str:
    """The match as one JSON object with FIELDS; `code` is null where nothing matches."""
    return json.dumps({field: getattr(match, field) for field in FIELDS}, ensure_ascii=False)


def as_text_line(match: NameMatch) -> str:
    """The match for a reader: code, official name, how it matched, rivals, flagged."""
    cells = [match.code or "-", match.name_fi or "-", match.how]
    if match.rivals:
        cells.append("not: " + ", ".join(match.rivals) if match.code else _meant(match))
    if match.flagged:
        cells.append("flagged")
    return "\t".join([match.input, *cells])


def _meant(match: NameMatch) -> str:
    return "perhaps: " + ", ".join(match.rivals)


def _stdin() -> Iterator[str]:
    """The lines of standard input that are not blank; bytes that are not UTF-8 are replaced."""
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError("give a NAME, or names on standard input, one a line")
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", errors="replace").strip().removeprefix("\ufeff")
        if text:
            yield text
