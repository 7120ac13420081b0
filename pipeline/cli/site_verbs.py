"""The verbs of the site: make it, look at it."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.serve import serve_folder
from pipeline.cli.verb import DATA, ROOT, Verb, shown, teller
from pipeline.site import render_site


@click.command(cls=Verb)
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
    pages = render_site(data, out, teller())
    click.echo(f"{pages} pages in {shown(out)}.")


@click.command(cls=Verb)
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
