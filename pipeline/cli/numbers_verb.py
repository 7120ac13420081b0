"""The verb that prints the numbers of the README."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.numbers import numbers_lines
from pipeline.cli.verb import DATA, Verb


@click.command(cls=Verb)
@DATA
def numbers(data: Path) -> None:
    """Print the numbers of the current edition as Markdown, for the README."""
    for line in numbers_lines(data):
        click.echo(line)
