"""What all verbs share: how an error is told, and where data and raw data stand."""

from __future__ import annotations

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
