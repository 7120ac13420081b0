"""The verbs of `digiavustukset`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click
import pandas as pd

from pipeline import __version__
from pipeline.check import LEVELS, at_or_above
from pipeline.cli.add_verb import add_command
from pipeline.cli.edition_verbs import diff_command, release_command
from pipeline.cli.explain import explain_lines
from pipeline.cli.extract_verb import extract_command
from pipeline.cli.findings import finding_lines, findings_json
from pipeline.cli.flow import build_tables, find_all
from pipeline.cli.numbers import numbers_lines
from pipeline.cli.resolve_verb import resolve
from pipeline.cli.serve import serve_folder
from pipeline.cli.tidy import tidy_files
from pipeline.cli.verb import DATA, RAW, ROOT, Verb
from pipeline.model import BadInputError, was_cut_off
from pipeline.publish import publish


def main() -> None:
    """Run the console script: exit code 0 done, 1 findings, 2 wrong usage."""
    commands()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="digiavustukset")
def commands() -> None:
    """Open data of Finnish state grants for the digitalisation of municipalities, 2016-2020.

    A document becomes a draft of statements (extract), a reviewed draft becomes raw data (add).
    Raw statements in data/raw become validated data packages in data/published (build), and
    those become a static site in build/site (site).
    """


@commands.command(cls=Verb)
@RAW
@DATA
def build(raw: Path, data: Path) -> None:
    """Make the data packages from the raw data.

    Nothing is written unless everything is right; the old packages stay until the new are whole.
    """
    tell = _teller()
    built = build_tables(raw, tell)
    tell("writing packages")
    cut_off = was_cut_off(data)
    changed = publish(built.tables, built.edition, data)
    if cut_off:
        click.echo("An earlier run was cut off; what it left behind is cleared away.", err=True)
    rows = sum(len(frame) for frame in built.tables.values())
    state = "changed" if changed else "unchanged"
    click.echo(f"{len(built.tables)} tables, {rows} rows in {_shown(data)}: {state}.")


@commands.command(cls=Verb)
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
        tables = find_all(raw, _teller()).tables
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


@commands.command(cls=Verb)
@DATA
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=ROOT / "build/site",
    show_default="build/site",
    help="Folder to write the site to.",
)
def site(data: Path, out: Path) -> None:
    """Make the site from the data packages alone."""
    from pipeline.site import render_site

    pages = render_site(data, out, _teller())
    click.echo(f"{pages} pages in {_shown(out)}.")


@commands.command(cls=Verb)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--site",
    "folder",
    type=click.Path(path_type=Path),
    default=ROOT / "build/site",
    show_default="build/site",
    help="Folder of the built site.",
)
def serve(port: int, folder: Path) -> None:
    """Serve the built site on this machine, for a look."""
    serve_folder(folder, port, click.echo)


@commands.command(cls=Verb)
@RAW
def tidy(raw: Path) -> None:
    """Sort the raw files and write them in one form, so that a change is a readable diff."""
    changed = tidy_files(raw)
    for name in changed:
        click.echo(name)
    click.echo(f"{len(changed)} files tidied.")


@commands.command(cls=Verb)
@click.argument("subject")
@click.argument("field")
@RAW
def explain(subject: str, field: str, raw: Path) -> None:
    """Tell where a value comes from: `explain 2020-lampio amount_eur`.

    SUBJECT is the id of a programme, call or project; FIELD is a column of its table or a field
    of statements.
    """
    built = build_tables(raw, _teller())
    for line in explain_lines(built.tables, subject, field):
        click.echo(line)


@commands.command(cls=Verb)
@DATA
def numbers(data: Path) -> None:
    """Print the numbers of the current edition as Markdown, for the README."""
    for line in numbers_lines(data):
        click.echo(line)


for verb in (extract_command, add_command, resolve, diff_command, release_command):
    commands.add_command(verb)


def _teller() -> Callable[[str], None]:
    """Progress on a terminal, silence in a pipe."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda text: click.echo(f"… {text}", err=True)


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
