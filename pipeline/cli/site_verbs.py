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
@click.option(
    "--base-url",
    metavar="URL",
    help="Public address of the site, ending in a slash; needed for the sitemap, canonical"
    " addresses, and error pages under a sub-path.  [default: base_url of site/site.yml]",
)
@click.option("--compress", is_flag=True, help="Write .gz and .br beside every text file.")
def site(data: Path, out: Path, base_url: str | None, compress: bool) -> None:
    """Make the site from the data packages alone."""
    pages = render_site(data, out, teller(), base_url, compress)
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
@click.option(
    "--under",
    default="/",
    show_default=True,
    help="Path to serve it under, such as /digiavustukset/.",
)
def serve(port: int, folder: Path, under: str) -> None:
    """Serve the built site on this machine, for a look.

    With the headers, compressed files and error pages that site/hosting.yml asks of a server.
    """
    serve_folder(folder, port, f"/{under.strip('/')}/".replace("//", "/"), click.echo)
