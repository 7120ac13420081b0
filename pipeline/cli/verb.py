"""What all verbs share: how an error is told, and where data and raw data stand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from pipeline.model import BadInputError

ROOT = Path(__file__).resolve().parents[2]
RAW = click.option(
    "--raw",
    type=click.Path(path_type=Path),
    default=ROOT / "data/raw",
    show_default="data/raw",
    help="Folder of the raw data.",
)
DATA = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=ROOT / "data/published",
    show_default="data/published",
    help="Folder of the published data packages.",
)


class Verb(click.Command):
    """A command whose bad input is told a sentence a line, without a traceback; exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except BadInputError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            ctx.exit(1)


def shown(path: Path) -> str:
    """The path as a reader at this folder would write it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def teller() -> Callable[[str], None]:
    """Progress on a terminal, silence in a pipe."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda text: click.echo(f"… {text}", err=True)
