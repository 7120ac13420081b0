"""The verb that puts the raw files in one form."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.tidy import tidy_files
from pipeline.cli.verb import RAW, Verb


@click.command(cls=Verb)
@RAW
def tidy(raw: Path) -> None:
    """Sort the raw files and write them in one form, so that a change is a readable diff."""
    changed = tidy_files(raw)
    for name in changed:
        click.echo(name)
    click.echo(f"{len(changed)} files tidied.")
