"""The verbs that go from raw data to tables: build the packages, check, explain a value."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pandas as pd

from pipeline.check import LEVELS, at_or_above
from pipeline.cli.explain import explain_lines
from pipeline.cli.findings import finding_lines, findings_json
from pipeline.cli.flow import build_tables, find_all
from pipeline.cli.verb import DATA, RAW, Verb, shown, teller
from pipeline.model import BadInputError, replace_folder, was_cut_off
from pipeline.publish import edition_files, origin, remember, told_before


@click.command(cls=Verb)
@RAW
@DATA
@click.option("--fresh", is_flag=True, help="Build even where nothing has changed.")
def build(raw: Path, data: Path, fresh: bool) -> None:
    """Make the data packages from the raw data.

    Nothing is written unless everything is right; the old packages stay until the new are whole.
    Where raw data, code and packages are all as the last build left them, nothing is done.
    """
    tell = teller()
    tell("looking for changes")
    made_from = origin(raw)
    said = "" if fresh else told_before(data, made_from)
    if said:
        click.echo(f"{said} in {shown(data)}: unchanged.")
        return
    built = build_tables(raw, tell)
    tell("writing packages")
    cut_off = was_cut_off(data)
    files = edition_files(built.tables, built.edition)
    changed = replace_folder(data, files)
    if cut_off:
        click.echo("An earlier run was cut off; what it left behind is cleared away.", err=True)
    rows = sum(len(frame) for frame in built.tables.values())
    said = f"{len(built.tables)} tables, {rows} rows"
    if origin(raw) == made_from:
        remember(data, made_from, files, said)
    click.echo(f"{said} in {shown(data)}: {'changed' if changed else 'unchanged'}.")


@click.command(cls=Verb)
@RAW
@click.option("--json", "as_json", is_flag=True, help="Print the findings for a machine.")
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="error",
    show_default=True,
    help="Exit with 1 on findings of this level or worse.",
)
def check(raw: Path, as_json: bool, fail_on: str) -> None:
    """Look for problems in the raw data without writing anything."""
    try:
        tables = find_all(raw, teller()).tables
    except BadInputError as error:
        if not as_json:
            raise
        click.echo(findings_json(pd.DataFrame(columns=["check_level"]), error.problems))
        sys.exit(1)
    findings = tables["findings"]
    if as_json:
        click.echo(findings_json(findings, []))
    else:
        for line in finding_lines(findings, tables["checks"]):
            click.echo(line)
    if len(at_or_above(findings, fail_on)):
        sys.exit(1)


@click.command(cls=Verb)
@click.argument("subject")
@click.argument("field")
@RAW
def explain(subject: str, field: str, raw: Path) -> None:
    """Tell where a value comes from: `explain 2020-lampio amount_eur`.

    SUBJECT is the id of a programme, call or project; FIELD is a column of its table or a field
    of statements.
    """
    built = build_tables(raw, teller())
    for line in explain_lines(built.tables, subject, field):
        click.echo(line)
