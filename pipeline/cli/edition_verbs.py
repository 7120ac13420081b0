"""The verbs of editions: what changed between two, and keep one for good."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.verb import DATA, ROOT, Verb, shown
from pipeline.publish import (
    changes_csv,
    changes_json,
    changes_prose,
    differences,
    read_edition,
    release,
)
from pipeline.schema import LANGUAGES


@click.command(cls=Verb)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(("prose", "csv", "json")),
    default="prose",
    show_default=True,
    help="For a reader, a spreadsheet or a machine.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of the prose.",
)
def diff(old: Path, new: Path, form: str, language: str) -> None:
    """Tell what changed between two editions: `diff data/releases/2026.11.0 data/published`.

    OLD and NEW are folders of packages, releases, or zips.
    """
    one, other = read_edition(old), read_edition(new)
    changes = differences(one, other)
    if form == "csv":
        click.echo(changes_csv(changes).decode(), nl=False)
    elif form == "json":
        click.echo(changes_json(changes, one.version, other.version).decode(), nl=False)
    else:
        click.echo(changes_prose(changes, one, other, language), nl=False)


@click.command("release", cls=Verb)
@DATA
@click.option(
    "--releases",
    type=click.Path(path_type=Path),
    default=ROOT / "data/releases",
    show_default="data/releases",
    help="Folder of the releases.",
)
@click.option("--again", is_flag=True, help="Replace a release that nobody has seen yet.")
def release_edition(data: Path, releases: Path, again: bool) -> None:
    """Keep the published packages for good under their version."""
    version = release(data, releases, again)
    click.echo(f"Version {version} is kept in {shown(releases / version)}.")
