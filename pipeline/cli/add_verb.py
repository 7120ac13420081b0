"""Floor 5: `digiavustukset add`: file a reviewed draft under data/raw."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.verb import RAW, Verb
from pipeline.extract.filing import file_draft


@click.command("add", cls=Verb)
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--source-id", default="", help="Id of the source; by default the one beside DRAFT.")
@click.option("--replace", is_flag=True, help="Take the place of the statements filed before.")
@RAW
def add_command(draft: Path, source_id: str, replace: bool, raw: Path) -> None:
    """Check the reviewed DRAFT and file it under data/raw.

    Refuses rows that are still unresolved. Registers the source (from DRAFT.source.csv beside the
    draft) and new subjects. Nothing is written unless everything is right.
    """
    filed = file_draft(draft, raw, source_id, replace)
    click.echo(f"{filed.rows} statements filed as statements/{filed.source_id}.csv.")
    if filed.is_new_source:
        click.echo(f"The source {filed.source_id} is registered in sources.csv.")
    if filed.new_subjects:
        click.echo(f"New subjects: {', '.join(filed.new_subjects)}.")
